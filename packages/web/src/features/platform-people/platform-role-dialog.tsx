import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type ListedAccountFragment, SetPlatformRoleDocument } from '../../gql/generated/graphql.ts';
import { isPlatformRole, PLATFORM_ROLE_NAMES } from '../../lib/role-words.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './platform-people.module.css';

interface PlatformRoleDialogProps {
  /** Null: it is closed. */
  readonly account: ListedAccountFragment | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const NOTHING = 'NOTHING';

/** Gives somebody a role on the platform, or takes it away. */
export function PlatformRoleDialog({ account, onClose, onDone }: PlatformRoleDialogProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, set] = useMutation(SetPlatformRoleDocument);
  const before = account?.platformRole ?? NOTHING;
  const role = chosen ?? before;
  const save = async (): Promise<void> => {
    if (account === null) return;
    setRefusal(null);
    const { data, error } = await set({
      input: { userId: account.user.id, role: isPlatformRole(role) ? role : null },
    });
    const refused = refusalOf(error, data?.setPlatformRole.userErrors);
    if (refused) return setRefusal(refused);
    onDone();
    onClose();
  };
  const choices = [
    { value: NOTHING, label: 'No role', means: 'What they are in organizations stays.', may: account?.toNothing },
    {
      value: 'PLATFORM_ADMIN',
      label: PLATFORM_ROLE_NAMES.PLATFORM_ADMIN,
      means: 'Everything in every organization; makes no superusers.',
      may: account?.toPlatformAdmin,
    },
    {
      value: 'SUPERUSER',
      label: PLATFORM_ROLE_NAMES.SUPERUSER,
      means: 'Everything, everywhere; unseals ledgers.',
      may: account?.toSuperuser,
    },
  ];
  return (
    <Modal opened={account !== null} onClose={onClose} title={`Platform role of ${account?.user.name ?? ''}`}>
      <Radio.Group label="Role on the platform" value={role} onChange={setChosen}>
        <Stack gap="sm" mt="sm">
          {choices.map(({ value, label, means, may }) => {
            const isClosed = value !== before && may?.allowed !== true;
            return (
              <Radio
                key={value}
                value={value}
                label={label}
                disabled={isClosed}
                description={isClosed ? may?.reasons.join(' ') : means}
              />
            );
          })}
        </Stack>
      </Radio.Group>
      <p className={styles.follows}>
        It holds at once in every organization. They are signed out everywhere, and sign in again.
      </p>
      {refusal && <ErrorState title="The role stays as it is">{refusal.message}</ErrorState>}
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={fetching} disabled={role === before} onClick={() => void save()}>
          Change role
        </Button>
      </Group>
    </Modal>
  );
}
