import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CreateFirstProfileDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { capitalised } from '../../lib/words.ts';
import styles from './step-form.module.css';
import { StepForm } from './step-form.tsx';

interface ProfileStepProps {
  readonly organization: { readonly id: string; readonly environments: readonly string[] };
  readonly authorities: readonly { readonly id: string; readonly name: string }[];
  readonly onDone: () => void;
}

const patternsOf = (text: string): string[] => text.split(/[\s,;]+/).filter((pattern) => pattern !== '');

/** The first domain trust profile: which names, by which authority, and how many people must agree. */
export function ProfileStep({ organization, authorities, onDone }: ProfileStepProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, create] = useMutation(CreateFirstProfileDocument);
  const form = useForm({
    initialValues: {
      name: '',
      domains: '',
      certificateAuthorityId: authorities[0]?.id ?? '',
      environments: [...organization.environments],
      requiredApprovals: 1 as number | string,
      allowAllDevices: true,
    },
    validate: {
      name: (name) => (name.trim() === '' ? 'Name it for what it covers, such as Internal services.' : null),
      domains: (text) => (patternsOf(text).length === 0 ? 'Name at least one, such as *.internal.corp.com.' : null),
      environments: (environments) => (environments.length === 0 ? 'Choose at least one.' : null),
    },
  });
  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    const all = values.environments.length === organization.environments.length;
    const { data, error } = await create({
      input: {
        organizationId: organization.id,
        name: values.name.trim(),
        domains: patternsOf(values.domains),
        certificateAuthorityId: values.certificateAuthorityId,
        environments: all ? [] : values.environments,
        requiredApprovals: Number(values.requiredApprovals) || 1,
        allowAllDevices: values.allowAllDevices,
      },
    });
    const refused = placeRefusal(form, refusalOf(error, data?.createTrustProfile.userErrors));
    if (refused || !data?.createTrustProfile.trustProfile) return setRefusal(refused);
    onDone();
  });
  return (
    <StepForm action="Create trust profile" busy={fetching} refusal={refusal} onSubmit={submit}>
      <TextInput label="Name" placeholder="Internal services" {...form.getInputProps('name')} />
      <Textarea
        label="Names it covers"
        description="One a line. *.internal.corp.com covers api.internal.corp.com: one label, no more and no less."
        placeholder={'*.internal.corp.com\n*.payments.internal.corp.com'}
        autosize
        minRows={2}
        spellCheck={false}
        autoCapitalize="off"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('domains')}
      />
      <div className={styles.pair}>
        <Select
          label="Certificate authority"
          allowDeselect={false}
          data={authorities.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('certificateAuthorityId')}
        />
        <NumberInput
          label="People who must approve"
          min={1}
          max={10}
          clampBehavior="strict"
          allowDecimal={false}
          {...form.getInputProps('requiredApprovals')}
        />
      </div>
      <Checkbox.Group label="Environments" {...form.getInputProps('environments')}>
        <div className={styles.actions}>
          {organization.environments.map((environment) => (
            <Checkbox key={environment} value={environment} label={capitalised(environment)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label="Every device of the organization may ask"
        description="Otherwise only devices that the profile names. People approve either way."
        {...form.getInputProps('allowAllDevices', { type: 'checkbox' })}
      />
    </StepForm>
  );
}
