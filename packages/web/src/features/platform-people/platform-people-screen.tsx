import { TextInput } from '@mantine/core';
import { IconBan, IconHourglass, IconLockOpen, IconSearch, IconUserCog } from '@tabler/icons-react';
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
import type { PermissionState } from '../../ui/permission-button.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { RiskChip } from '../../ui/risk-chip.tsx';
import { RowActions } from '../../ui/row-actions.tsx';
import { DisableDialog } from './disable-dialog.tsx';
import styles from './platform-people.module.css';
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
        Superusers and platform admins see everybody who has an account here. Who works in your organization stands
        under Members.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title="Platform people"
        about="Everybody who has an account, whatever organization they are in. Who is disabled is kept out of all of them."
      />
      <TextInput
        label="Search"
        description="How the name or the e-mail address begins"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        className={styles.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PagedTable
        label="Accounts"
        pages={pages}
        rowKey={({ user }) => user.id}
        columns={columnsAt(now, setChanging, setDisabling)}
        isPast={({ disabledAt }) => Boolean(disabledAt)}
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

function columnsAt(
  now: Date,
  change: (account: ListedAccountFragment) => void,
  disable: (account: ListedAccountFragment) => void,
): readonly Column<ListedAccountFragment>[] {
  return [
    {
      label: 'Name',
      part: 'title',
      cell: ({ user, pending, disabledAt }) => (
        <PersonName
          name={user.name}
          email={user.email}
          beside={
            disabledAt ? (
              <RiskChip icon={IconBan} label={`Disabled since ${formatDay(new Date(disabledAt), now)}`} />
            ) : (
              pending && <RiskChip icon={IconHourglass} label="Invited" />
            )
          }
        />
      ),
    },
    {
      label: 'On the platform',
      cell: ({ platformRole }) =>
        platformRole ? PLATFORM_ROLE_NAMES[platformRole] : <span className={styles.none}>No role</span>,
    },
    { label: 'Since', cell: ({ createdAt }) => formatDay(new Date(createdAt), now) },
    {
      label: 'Actions',
      part: 'actions',
      cell: (account) => (
        <RowActions
          of={account.user.name}
          actions={[
            {
              label: 'Platform role',
              icon: IconUserCog,
              permission: mayChange(account),
              onClick: () => change(account),
            },
            {
              label: account.disabledAt ? 'Enable' : 'Disable',
              icon: account.disabledAt ? IconLockOpen : IconBan,
              permission: account.viewerCanDisable,
              onClick: () => disable(account),
              ends: true,
            },
          ]}
        />
      ),
    },
  ];
}
