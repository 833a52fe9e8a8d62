import { Checkbox, Switch, TextInput } from '@mantine/core';
import { capitalised } from '../../lib/words.ts';
import { FormSection } from '../../ui/form-section.tsx';
import { PatternRows } from './pattern-rows.tsx';
import { exceptionWords, patternWords } from './pattern-words.ts';
import { CHECK, errorOf, type SectionProps, setRows } from './profile-form.ts';
import styles from './trust-profiles.module.css';

/** Which names it is for, and where. */
export function NamesSection({ form, choices }: SectionProps) {
  const { domains, exceptDomains } = form.values;
  return (
    <FormSection
      title="Names"
      about="A request is matched to exactly one profile: one that covers every name of it, in its environment. None, or more than one: it is refused."
    >
      <TextInput
        label="Name"
        description="What people call the profile."
        placeholder="Internal services"
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <PatternRows
        legend="Names it covers"
        hint="*.internal.corp.com covers api.internal.corp.com: one label, no more and no less."
        placeholder="*.internal.corp.com"
        rows={domains}
        error={errorOf(form.errors.domains)}
        errorOf={(index) => errorOf(form.errors[`domains.${index}`])}
        verdictOf={(index) => patternWords(domains, index)}
        onChange={(rows) => setRows(form, 'domains', rows)}
      />
      <PatternRows
        legend="Except"
        hint="Carved out of these names, so that another profile can have them."
        placeholder="vault.internal.corp.com"
        rows={exceptDomains}
        error={errorOf(form.errors.exceptDomains)}
        errorOf={(index) => errorOf(form.errors[`exceptDomains.${index}`])}
        verdictOf={(index) => exceptionWords(exceptDomains, index, domains)}
        onChange={(rows) => setRows(form, 'exceptDomains', rows)}
      />
      <Switch
        label="Wildcard names may be asked for"
        description="A certificate for *.internal.corp.com itself, where the pattern stands above."
        {...form.getInputProps('allowWildcards', CHECK)}
      />
      <Checkbox.Group
        label="Environments"
        description="None chosen: all of the organization, those to come too."
        {...form.getInputProps('environments')}
      >
        <div className={styles.checks}>
          {(choices.organization?.environments ?? []).map((one) => (
            <Checkbox key={one} value={one} label={capitalised(one)} />
          ))}
        </div>
      </Checkbox.Group>
    </FormSection>
  );
}
