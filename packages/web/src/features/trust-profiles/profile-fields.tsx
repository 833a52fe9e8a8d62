import { Checkbox, MultiSelect, NumberInput, Radio, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { TrustProfileChoicesQuery } from '../../gql/generated/graphql.ts';
import { capitalised, KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { PatternRows } from './pattern-rows.tsx';
import { type ProfileValues, USAGE_NAMES, USAGES } from './profile-values.ts';
import styles from './trust-profiles.module.css';

interface ProfileFieldsProps {
  readonly form: UseFormReturnType<ProfileValues>;
  readonly choices: TrustProfileChoicesQuery;
}

const errorOf = (error: unknown): string | null => (typeof error === 'string' ? error : null);
const whole = { min: 1, allowDecimal: false, clampBehavior: 'strict' } as const;

/** Every field of a trust profile, by what it decides. */
export function ProfileFields({ form, choices }: ProfileFieldsProps) {
  const { values } = form;
  return (
    <>
      <div className={styles.group}>
        <TextInput label="Name" placeholder="Internal services" {...form.getInputProps('name')} />
        <PatternRows
          legend="Names it covers"
          hint="*.internal.corp.com covers api.internal.corp.com: one label, no more and no less."
          placeholder="*.internal.corp.com"
          rows={values.domains}
          error={errorOf(form.errors.domains)}
          onChange={(rows) => form.setFieldValue('domains', rows)}
        />
        <PatternRows
          legend="Except"
          hint="Names carved out of these, so that another profile can have them."
          placeholder="secret.internal.corp.com"
          rows={values.exceptDomains}
          error={errorOf(form.errors.exceptDomains)}
          onChange={(rows) => form.setFieldValue('exceptDomains', rows)}
        />
        <Switch
          label="Wildcard names may be asked for"
          {...form.getInputProps('allowWildcards', { type: 'checkbox' })}
        />
        <Checkbox.Group
          label="Environments"
          description="None chosen: all of the organization."
          {...form.getInputProps('environments')}
        >
          <div className={styles.checks}>
            {(choices.organization?.environments ?? []).map((one) => (
              <Checkbox key={one} value={one} label={capitalised(one)} />
            ))}
          </div>
        </Checkbox.Group>
      </div>
      <ApprovalFields form={form} />
      <RequesterFields form={form} choices={choices} />
      <CertificateFields form={form} choices={choices} />
      <TimeFields form={form} />
    </>
  );
}

function ApprovalFields({ form }: Pick<ProfileFieldsProps, 'form'>) {
  const { requireApproval } = form.values;
  const check = { type: 'checkbox' } as const;
  return (
    <div className={styles.group}>
      <Switch label="People must approve" {...form.getInputProps('requireApproval', check)} />
      <div className={styles.pair}>
        <NumberInput
          label="How many"
          description="Distinct people, 1 to 10."
          max={10}
          {...whole}
          disabled={!requireApproval}
          {...form.getInputProps('requiredApprovals')}
        />
      </div>
      <Switch
        label="Requesters may approve their own"
        disabled={!requireApproval}
        {...form.getInputProps('allowSelfApproval', check)}
      />
      <Switch
        label="A justification is required"
        description={requireApproval ? 'Always, where people approve.' : undefined}
        disabled={requireApproval}
        {...form.getInputProps('requireJustification', check)}
        {...(requireApproval ? { checked: true } : {})}
      />
      <Switch label="Approving needs a reason" {...form.getInputProps('mandatoryReason', check)} />
    </div>
  );
}

function RequesterFields({ form, choices }: ProfileFieldsProps) {
  const people = choices.members.nodes.map(({ user }) => ({ value: user.id, label: `${user.name} (${user.email})` }));
  const devices = choices.devices.nodes
    .filter(({ id, revokedAt }) => !revokedAt || form.values.allowedDeviceIds.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={styles.group}>
      <MultiSelect
        label="People who may ask"
        description="None, and no device: every operator. Admins always may."
        searchable
        data={withChosen(people, form.values.allowedUserIds)}
        {...form.getInputProps('allowedUserIds')}
      />
      <Switch
        label="Every device of the organization may ask"
        {...form.getInputProps('allowAllDevices', { type: 'checkbox' })}
      />
      <MultiSelect
        label="Devices that may ask"
        searchable
        disabled={form.values.allowAllDevices}
        data={withChosen(devices, form.values.allowedDeviceIds)}
        {...form.getInputProps('allowedDeviceIds')}
      />
    </div>
  );
}

/** What is chosen can always be seen and taken away, also where the list does not reach that far. */
function withChosen(options: readonly { value: string; label: string }[], chosen: readonly string[]) {
  const known = new Set(options.map(({ value }) => value));
  return [...options, ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))];
}

function CertificateFields({ form, choices }: ProfileFieldsProps) {
  const authorities = choices.certificateAuthorities.nodes
    .filter(({ kind }) => kind === 'ISSUING')
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={styles.group}>
      <div className={styles.pair}>
        <Select
          label="Certificate authority"
          allowDeselect={false}
          data={authorities}
          {...form.getInputProps('certificateAuthorityId')}
        />
        <NumberInput label="Validity in days" max={825} {...whole} {...form.getInputProps('defaultValidityDays')} />
        <NumberInput label="Longest validity" max={825} {...whole} {...form.getInputProps('maxValidityDays')} />
      </div>
      <Checkbox.Group label="Keys" {...form.getInputProps('keyAlgorithms')}>
        <div className={styles.checks}>
          {Object.entries(KEY_ALGORITHM_NAMES).map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group label="The key comes from" {...form.getInputProps('keySource')}>
        <div className={styles.checks}>
          <Radio value="CSR_OR_SERVER" label="A CSR, or the server" />
          <Radio value="CSR_ONLY" label="A CSR only" />
        </div>
      </Radio.Group>
      <Checkbox.Group label="For" {...form.getInputProps('extendedKeyUsages')}>
        <div className={styles.checks}>
          {USAGES.map((usage) => (
            <Checkbox key={usage} value={usage} label={USAGE_NAMES[usage]} />
          ))}
        </div>
      </Checkbox.Group>
      <Switch label="Written to the known path" {...form.getInputProps('deliver', { type: 'checkbox' })} />
    </div>
  );
}

function TimeFields({ form }: Pick<ProfileFieldsProps, 'form'>) {
  return (
    <div className={styles.group}>
      <div className={styles.pair}>
        <NumberInput label="Warn after hours" max={8760} {...whole} {...form.getInputProps('warnAfterHours')} />
        <NumberInput label="Escalate after hours" max={8760} {...whole} {...form.getInputProps('escalateAfterHours')} />
        <NumberInput label="Expire after hours" max={8760} {...whole} {...form.getInputProps('expireAfterHours')} />
      </div>
      <TagsInput
        label="Told on escalation"
        description="E-mail addresses, beside those who can decide."
        splitChars={[',', ';', ' ']}
        {...form.getInputProps('escalationContacts')}
      />
    </div>
  );
}
