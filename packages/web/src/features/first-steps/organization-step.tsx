import { Checkbox, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CreateFirstOrganizationDocument, InviteFirstMemberDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { useSession } from '../../lib/session.ts';
import { slugFor } from '../../lib/slug.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { StepForm } from './step-form.tsx';

const ENVIRONMENTS = ['production', 'staging', 'development'];

/** Makes the organization and, unless one declines, oneself its admin. */
export function OrganizationStep() {
  const { person, refresh, selectOrganization } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [creation, create] = useMutation(CreateFirstOrganizationDocument);
  const [joining, join] = useMutation(InviteFirstMemberDocument);
  const form = useForm({
    initialValues: { name: '', slug: '', environments: ENVIRONMENTS, decides: true },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it the name that people know it by.' : null),
      slug: (slug) =>
        /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slug)
          ? null
          : 'Lower-case letters, digits and hyphens, such as corp-eu.',
      environments: (environments) => (environments.length === 0 ? 'Name at least one, such as production.' : null),
    },
  });
  const submit = form.onSubmit(async ({ name, slug, environments, decides }) => {
    setRefusal(null);
    const { data, error } = await create({ input: { name: name.trim(), slug, environments } });
    const organization = data?.createOrganization.organization;
    const refused = placeRefusal(form, refusalOf(error, data?.createOrganization.userErrors));
    if (refused || !organization) return setRefusal(refused);
    if (decides) {
      const { email, name: own } = person;
      await join({ input: { organizationId: organization.id, email, name: own, role: 'ADMIN' } });
    }
    selectOrganization(organization.id);
    refresh();
  });
  return (
    <StepForm
      action="Create organization"
      busy={creation.fetching || joining.fetching}
      refusal={refusal}
      onSubmit={submit}
    >
      <TextInput
        label="Name"
        placeholder="Meridian Corp"
        {...form.getInputProps('name')}
        onChange={(event) => {
          const name = event.currentTarget.value;
          const follows = form.values.slug === slugFor(form.values.name);
          form.setValues(follows ? { name, slug: slugFor(name) } : { name });
        }}
      />
      <TextInput
        label="Slug"
        description="Short name in file paths and commands; stays as it is."
        placeholder="meridian-corp"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('slug')}
      />
      <TagsInput
        label="Environments"
        description="Where its certificates are used. Each request names one."
        splitChars={[',', ' ']}
        clearable={false}
        acceptValueOnBlur
        {...form.getInputProps('environments')}
        onChange={(values) =>
          form.setFieldValue('environments', [...new Set(values.map((value) => value.toLowerCase()))])
        }
      />
      <Checkbox
        label="I decide here too"
        description="Makes you an admin of it: its requests are yours to approve, and count in your queue."
        {...form.getInputProps('decides', { type: 'checkbox' })}
      />
    </StepForm>
  );
}
