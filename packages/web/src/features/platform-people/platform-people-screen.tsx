import { Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { AccountsDocument, type ListedAccountFragment } from '../../gql/generated/graphql.ts';
import { PLATFORM_ROLE_NAMES } from '../../lib/role-words.ts';
import { useSession } from '../../lib/session.ts';
import { formatDay } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton, type PermissionState } from '../../ui/permission-button.tsx';
import { DisableDialog } from './disable-dialog.tsx';
import { PlatformRoleDialog } from './platform-role-dialog.tsx';

/** Typing is not asked about letter by letter. */
const SEARCH_DELAY = 250;

/** Whether anything about the platform role may be changed, and if not, why. */
function mayChange({ platformRole, toNothing, toPlatformAdmin, toSuperuser }: ListedAccountFragment): PermissionState {
  const others = [
    ...(platformRole ? [toNothing] : []),
    ...(platformRole === 'PLATFORM_ADMIN' ? [] : [toPlatformAdmin]),
    ...(platformRole === 'SUPERUSER' ? [] : [toSuperuser]),
  ];
  return others.find(({ allowed }) => allowed) ?? others[0] ?? toNothing;
}

/** Everybody who has an account, and what they are on the platform. */
export default function PlatformPeopleScreen() {
  const { platformRole } = useSession();
  const now = useNow(60_000);
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  const [changing, setChanging] = useState<ListedAccountFragment | null>(null);
  const [disabling, setDisabling] = useState<ListedAccountFragment | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setSearch(text.trim()), SEARCH_DELAY);
    return () => window.clearTimeout(timer);
  }, [text]);
  const pages = usePages(
    search,
    AccountsDocument,
    (after) => ({ search: search === '' ? null : search, after }),
    ({ users }) => users,
  );
  if (platformRole === null) {
    return (
      <EmptyState title="This is for platform roles" isPage>
        Superusers and platform admins see everybody who has an account here.
      </EmptyState>
    );
  }
  const columns: readonly Column<ListedAccountFragment>[] = [
    {
      label: 'Name',
      cell: ({ user }) => (
        <>
          {user.name}
          <br />
          {user.email}
        </>
      ),
    },
    { label: 'On the platform', cell: ({ platformRole: role }) => (role ? PLATFORM_ROLE_NAMES[role] : 'nothing') },
    {
      label: 'Stands',
      cell: ({ disabledAt, pending }) => {
        if (disabledAt) return `disabled since ${formatDay(new Date(disabledAt), now)}`;
        return pending ? 'invited' : 'signs in';
      },
    },
    {
      label: 'Change',
      alignEnd: true,
      cell: (account) => (
        <Group gap="xs" justify="flex-end">
          <PermissionButton
            label="Role"
            size="xs"
            variant="default"
            permission={mayChange(account)}
            onClick={() => setChanging(account)}
          />
          <PermissionButton
            label={account.disabledAt ? 'Enable' : 'Disable'}
            size="xs"
            variant="default"
            permission={account.viewerCanDisable}
            onClick={() => setDisabling(account)}
          />
        </Group>
      ),
    },
  ];
  return (
    <>
      <PageHeader title="Platform people" />
      <TextInput
        label="Search"
        description="How the name or the e-mail address begins."
        leftSection={<IconSearch size={16} stroke={1.75} />}
        maw={360}
        mb="lg"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PagedTable
        label="Accounts"
        pages={pages}
        rowKey={({ user }) => user.id}
        columns={columns}
        empty={<EmptyState title="Nobody is called so">Try the beginning of the name or of the address.</EmptyState>}
      />
      <PlatformRoleDialog
        key={changing?.user.id ?? ''}
        account={changing}
        onClose={() => setChanging(null)}
        onDone={pages.reload}
      />
      <DisableDialog account={disabling} onClose={() => setDisabling(null)} onDone={pages.reload} />
    </>
  );
}
