import { NumberInput, TagsInput } from '@mantine/core';
import { FormSection } from '../../ui/form-section.tsx';
import { type SectionProps, WHOLE } from './profile-form.ts';
import { wholeOrNull } from './profile-values.ts';
import { TimesPicture } from './times-picture.tsx';
import styles from './trust-profiles.module.css';

/** What happens while nobody decides. */
export function TimesSection({ form }: Pick<SectionProps, 'form'>) {
  const { warnAfterHours, escalateAfterHours, expireAfterHours } = form.values;
  const times = {
    warn: wholeOrNull(warnAfterHours),
    escalate: wholeOrNull(escalateAfterHours),
    expire: wholeOrNull(expireAfterHours),
  };
  return (
    <FormSection
      title="Times"
      about="In hours since the request was asked. Each step is told once, and stands in the ledger."
    >
      <div className={styles.pair}>
        <NumberInput
          label="Warn after hours"
          placeholder="Never"
          max={8760}
          {...WHOLE}
          {...form.getInputProps('warnAfterHours')}
        />
        <NumberInput
          label="Escalate after hours"
          placeholder="Never"
          max={8760}
          {...WHOLE}
          {...form.getInputProps('escalateAfterHours')}
        />
        <NumberInput
          label="Expire after hours"
          placeholder="Never"
          max={8760}
          {...WHOLE}
          {...form.getInputProps('expireAfterHours')}
        />
      </div>
      <TimesPicture times={times} />
      <TagsInput
        label="Told on escalation"
        description="E-mail addresses, beside those who can decide."
        placeholder={form.values.escalationContacts.length === 0 ? 'oncall@corp.com' : undefined}
        splitChars={[',', ';', ' ']}
        acceptValueOnBlur
        {...form.getInputProps('escalationContacts')}
      />
    </FormSection>
  );
}
