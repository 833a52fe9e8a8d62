import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  type ListedMemberFragment,
  ProfileRolesDocument,
  SetProfileRoleDocument,
  type TrustProfileRole,
} from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './members.module.css';

interface ProfileRolesDialogProps {
  readonly organizationId: string;
  /** Null: it is closed. */
  readonly member: ListedMemberFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const NONE = 'NONE';
const NAMES: Readonly<Record<TrustProfileRole, string>> = {
  VIEWER: 'Viewer: sees it',
  OPERATOR: 'Operator: asks under it',
  ADMIN: 'Admin: asks, decides and edits it',
};
const isRole = (value: string): value is TrustProfileRole => value in NAMES;

/** What a member is on each trust profile, beside their role in the organization. */
export function ProfileRolesDialog({ organizationId, member, onClose, onDone }: ProfileRolesDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const [{ fetching }, setRole] = useMutation(SetProfileRoleDocument);
  const [{ data }] = useQuery({ query: ProfileRolesDocument, variables: { organizationId }, pause: member === null });
  const profiles = data?.trustProfiles.nodes ?? [];
  const held = (id: string): string =>
    changed[id] ?? member?.trustProfileRoles.find(({ trustProfile }) => trustProfile.id === id)?.role ?? NONE;
  const choose = async (trustProfileId: string, value: string): Promise<void> => {
    if (member === null) return;
    setRefusal(null);
    const role = isRole(value) ? value : null;
    const { data: answer, error } = await setRole({ input: { trustProfileId, userId: member.user.id, role } });
    const refused = refusalOf(error, answer?.setTrustProfileRole.userErrors);
    if (refused) return setRefusal(refused);
    setChanged((before) => ({ ...before, [trustProfileId]: value }));
    onDone();
  };
  const choices = [
    { value: NONE, label: 'No role' },
    // Of the organization's viewers, none counts as an admin of a profile.
    ...Object.entries(NAMES)
      .filter(([value]) => value !== 'ADMIN' || member?.role !== 'VIEWER')
      .map(([value, label]) => ({ value, label })),
  ];
  return (
    <Modal opened={member !== null} onClose={onClose} title={`Trust profiles of ${member?.user.name ?? ''}`}>
      <p className={styles.lead}>
        Each choice holds at once, beside what they are in the organization. It is written into the ledger.
      </p>
      {profiles.length === 0 && data && <p>There is no trust profile yet.</p>}
      <Stack gap="md">
        {profiles.map(({ id, name }) => (
          <Select
            key={id}
            label={name}
            allowDeselect={false}
            disabled={fetching}
            data={choices}
            value={held(id)}
            onChange={(value) => void choose(id, value ?? NONE)}
          />
        ))}
      </Stack>
      {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </Group>
    </Modal>
  );
}
