import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { InviteMemberDocument } from '../../gql/generated/graphql.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { isOrganizationRole, ROLE_CHOICES, ROLE_MEANINGS } from '../../lib/role-words.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { InvitationLink, type Invited } from './invitation-link.tsx';

interface InviteDialogProps {
  readonly opened: boolean;
  readonly organizationId: string;
  readonly onClose: () => void;
  readonly onInvited: () => void;
}

/** Makes somebody a member; who has no account yet gets a link that is shown here, and sent where mail is set up. */
export function InviteDialog({ opened, organizationId, onClose, onInvited }: InviteDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [{ fetching }, invite] = useMutation(InviteMemberDocument);
  const form = useForm({
    initialValues: { name: '', email: '', role: 'OPERATOR' },
    validate: {
      name: (name) => (name.trim() === '' ? 'The name stands beside everything that they decide.' : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Give one e-mail address, such as mara@example.com.'),
    },
  });
  const close = (): void => {
    form.reset();
    setRefusal(null);
    setInvited(null);
    onClose();
  };
  const submit = form.onSubmit(async ({ name, email, role }) => {
    if (!isOrganizationRole(role)) return;
    setRefusal(null);
    const { data, error } = await invite({
      input: { organizationId, name: name.trim(), email: email.trim(), role },
    });
    const refused = placeRefusal(form, refusalOf(error, data?.inviteMember.userErrors));
    const user = data?.inviteMember.user;
    if (refused || !user) return setRefusal(refused);
    setInvited({ name: user.name, url: data.inviteMember.inviteUrl ?? null });
    onInvited();
  });
  const { role } = form.getValues();
  return (
    <Modal opened={opened} onClose={close} title="Invite somebody" closeOnClickOutside={invited === null}>
      {invited !== null ? (
        <InvitationLink invited={invited} onClose={close} />
      ) : (
        <form noValidate onSubmit={submit}>
          <TextInput label="Name" data-autofocus autoComplete="off" mb="md" {...form.getInputProps('name')} />
          <TextInput
            label="E-mail"
            description="Who has no account yet gets a link to choose a password by."
            type="email"
            autoComplete="off"
            mb="md"
            {...form.getInputProps('email')}
          />
          <Select
            label="Role"
            description={isOrganizationRole(role) ? ROLE_MEANINGS[role] : undefined}
            allowDeselect={false}
            data={ROLE_CHOICES}
            {...form.getInputProps('role')}
          />
          {refusal && <ErrorState title="Nobody was invited">{refusal.message}</ErrorState>}
          <Group justify="flex-end" gap="sm" mt="xl">
            <Button variant="subtle" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={fetching}>
              Invite
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
