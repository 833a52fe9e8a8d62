import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ChangeMemberRoleDocument, type ListedMemberFragment } from '../../gql/generated/graphql.ts';
import { isOrganizationRole, ROLE_CHOICES, ROLE_MEANINGS } from '../../lib/role-words.ts';
import { useSession } from '../../lib/session.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './members.module.css';

interface ChangeRoleDialogProps {
  readonly organizationId: string;
  /** Null: it is closed. */
  readonly member: ListedMemberFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Makes a member something else, and says first what follows from it. */
export function ChangeRoleDialog({ organizationId, member, onClose, onDone }: ChangeRoleDialogProps) {
  const { person } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, change] = useMutation(ChangeMemberRoleDocument);
  const role = chosen ?? member?.role ?? 'VIEWER';
  const save = async (): Promise<void> => {
    if (member === null || !isOrganizationRole(role)) return;
    setRefusal(null);
    const { data, error } = await change({ input: { organizationId, userId: member.user.id, role } });
    const refused = refusalOf(error, data?.changeMemberRole.userErrors);
    if (refused) return setRefusal(refused);
    onDone();
    onClose();
  };
  const isSelf = member?.user.id === person.id;
  return (
    <Modal opened={member !== null} onClose={onClose} title={`Role of ${member?.user.name ?? ''}`}>
      <Radio.Group label="Role in the organization" value={role} onChange={setChosen}>
        <Stack gap="sm" mt="sm">
          {ROLE_CHOICES.map(({ value, label }) => (
            <Radio
              key={value}
              value={value}
              label={label}
              description={isOrganizationRole(value) ? ROLE_MEANINGS[value] : undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <p className={styles.follows}>
        {isSelf
          ? 'This is your own role: you are signed out, and sign in again as what you are then.'
          : 'They are signed out everywhere, and sign in again as what they are then. Their tokens do no more than they may.'}
      </p>
      {refusal && <ErrorState title="The role stays as it is">{refusal.message}</ErrorState>}
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={fetching} disabled={role === member?.role} onClick={() => void save()}>
          Change role
        </Button>
      </Group>
    </Modal>
  );
}
