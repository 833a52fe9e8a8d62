import { Button, Checkbox, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { CreateOrganizationDocument, JoinAsAdminDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { useSession } from '../../lib/session.ts';
import { slugFor } from '../../lib/slug.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';

interface NewOrganizationDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

const ENVIRONMENTS = ['production', 'staging', 'development'];

/** Makes an organization and, if one wants it, oneself its admin. */
export function NewOrganizationDialog({ opened, onClose, onMade }: NewOrganizationDialogProps) {
  const { person, refresh } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [creation, create] = useMutation(CreateOrganizationDocument);
  const [joining, join] = useMutation(JoinAsAdminDocument);
  const form = useForm({
    initialValues: { name: '', slug: '', environments: ENVIRONMENTS, joins: false },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it the name that people know it by.' : null),
      slug: (slug) =>
        /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slug)
          ? null
          : 'Lower-case letters, digits and hyphens, such as corp-eu.',
      environments: (environments) => (environments.length === 0 ? 'Name at least one, such as production.' : null),
    },
  });
  const close = (): void => {
    form.reset();
    setRefusal(null);
    onClose();
  };
  const submit = form.onSubmit(async ({ name, slug, environments, joins }) => {
    setRefusal(null);
    const { data, error } = await create({ input: { name: name.trim(), slug, environments } });
    const made = data?.createOrganization.organization;
    const refused = placeRefusal(form, refusalOf(error, data?.createOrganization.userErrors));
    if (refused || !made) return setRefusal(refused);
    if (joins) {
      await join({ input: { organizationId: made.id, email: person.email, name: person.name, role: 'ADMIN' } });
    }
    refresh();
    onMade();
    close();
  });
  return (
    <Modal opened={opened} onClose={close} title="New organization">
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label="Name"
            placeholder="Meridian Corp"
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('name')}
            onChange={(event) => {
              const name = event.currentTarget.value;
              const follows = form.values.slug === slugFor(form.values.name);
              form.setValues(follows ? { name, slug: slugFor(name) } : { name });
            }}
          />
          <TextInput
            label="Slug"
            description="Its short name in file paths and commands. It stays as it is."
            placeholder="meridian-corp"
            classNames={{ input: 'mono' }}
            autoComplete="off"
            {...form.getInputProps('slug')}
          />
          <TagsInput
            label="Environments"
            description="Where its certificates are used. Each request names one; they can be changed later."
            splitChars={[',', ' ']}
            clearable={false}
            acceptValueOnBlur
            {...form.getInputProps('environments')}
            onChange={(values) =>
              form.setFieldValue('environments', [...new Set(values.map((value) => value.toLowerCase()))])
            }
          />
          <Checkbox
            label="Make me an admin of it"
            description="Its requests then count in your queue, and you are told of them. Without it you may still do everything there."
            {...form.getInputProps('joins', { type: 'checkbox' })}
          />
        </Stack>
        {refusal && <ErrorState title="Nothing was made">{refusal.message}</ErrorState>}
        <Group justify="flex-end" gap="sm" mt="xl">
          <Button variant="subtle" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={creation.fetching || joining.fetching}>
            Create organization
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
