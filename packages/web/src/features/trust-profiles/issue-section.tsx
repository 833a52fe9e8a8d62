import { Checkbox, NumberInput, Radio, Select, Stack, Switch } from '@mantine/core';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { FormSection } from '../../ui/form-section.tsx';
import { CHECK, type SectionProps, WHOLE } from './profile-form.ts';
import { USAGE_NAMES, USAGES } from './profile-values.ts';
import styles from './trust-profiles.module.css';

/** What a certificate of it looks like, and where it goes. */
export function IssueSection({ form, choices }: SectionProps) {
  const authorities = choices.certificateAuthorities.nodes
    .filter(({ kind }) => kind === 'ISSUING')
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormSection
      title="What is issued"
      about="Exactly this, whatever a CSR asks for: of a CSR only its key and its names count."
    >
      <Select
        label="Certificate authority"
        allowDeselect={false}
        data={authorities}
        placeholder="There is no issuing authority yet"
        {...form.getInputProps('certificateAuthorityId')}
      />
      <div className={styles.pair}>
        <NumberInput label="Validity in days" max={825} {...WHOLE} {...form.getInputProps('defaultValidityDays')} />
        <NumberInput label="Longest validity" max={825} {...WHOLE} {...form.getInputProps('maxValidityDays')} />
        <NumberInput
          label="Renew days ahead"
          placeholder="Never"
          max={824}
          {...WHOLE}
          {...form.getInputProps('renewBeforeDays')}
        />
      </div>
      <Checkbox.Group label="Keys" {...form.getInputProps('keyAlgorithms')}>
        <div className={styles.checks}>
          {Object.entries(KEY_ALGORITHM_NAMES).map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group label="The key comes from" {...form.getInputProps('keySource')}>
        <Stack gap="sm" mt="xs">
          <Radio
            value="CSR_OR_SERVER"
            label="A CSR, or the server"
            description="Without a CSR the server makes the key, hands it out once, then destroys it."
          />
          <Radio
            value="CSR_ONLY"
            label="A CSR only"
            description="The key never leaves its owner; an approved request waits for the CSR."
          />
        </Stack>
      </Radio.Group>
      <Checkbox.Group label="For" {...form.getInputProps('extendedKeyUsages')}>
        <div className={styles.checks}>
          {USAGES.map((usage) => (
            <Checkbox key={usage} value={usage} label={USAGE_NAMES[usage]} />
          ))}
        </div>
      </Checkbox.Group>
      <Switch
        label="Written to the known path"
        description="The server puts certificate and key into a folder of its own, as well."
        {...form.getInputProps('deliver', CHECK)}
      />
    </FormSection>
  );
}
