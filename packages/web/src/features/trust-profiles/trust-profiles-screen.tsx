import { Button, SegmentedControl } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type ListedTrustProfileFragment, TrustProfileListDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { usePages } from '../../lib/use-pages.ts';
import { capitalised } from '../../lib/words.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { QuorumDots } from '../../ui/quorum-dots.tsx';
import { RiskChip } from '../../ui/risk-chip.tsx';
import styles from './profile-list.module.css';
import { approvalsOf, whoMayAsk } from './who-may-ask.ts';

const SHOWN = 3;

interface TrustProfilesScreenProps {
  readonly onNew: () => void;
}

/** Which names, by which authority, asked by whom, approved by how many. */
export default function TrustProfilesScreen({ onNew }: TrustProfilesScreenProps) {
  const { id: organizationId, viewerCanManage } = useOrganization();
  const [active, setActive] = useState(true);
  return (
    <>
      <PageHeader
        title="Trust profiles"
        about="Which names may be asked for, by whom, who must agree, and what is then issued. A request is matched to exactly one."
      >
        <PermissionButton label="New trust profile" permission={viewerCanManage} onClick={onNew} />
      </PageHeader>
      <SegmentedControl
        aria-label="Which trust profiles"
        data={[
          { value: 'active', label: 'Active' },
          { value: 'retired', label: 'Retired' },
        ]}
        value={active ? 'active' : 'retired'}
        onChange={(value) => setActive(value === 'active')}
      />
      <ProfileList
        key={`${organizationId} ${active}`}
        organizationId={organizationId}
        active={active}
        first={viewerCanManage.allowed && <Button onClick={onNew}>Create the first one</Button>}
      />
    </>
  );
}

interface ProfileListProps {
  readonly organizationId: string;
  readonly active: boolean;
  /** The way to the first one, where there is none. */
  readonly first: ReactNode;
}

function ProfileList({ organizationId, active, first }: ProfileListProps) {
  const pages = usePages(
    `${organizationId} ${active}`,
    TrustProfileListDocument,
    (after) => ({ organizationId, active, after }),
    ({ trustProfiles }) => trustProfiles,
  );
  return (
    <PagedTable
      label={active ? 'Trust profiles' : 'Retired trust profiles'}
      pages={pages}
      rowKey={({ id }) => id}
      columns={COLUMNS}
      isPast={() => !active}
      empty={
        active ? (
          <EmptyState title="No trust profile yet" action={first}>
            Without any, every request is refused. The first one names the hosts it covers, such as *.internal.corp.com,
            the authority that issues, and how many people must approve.
          </EmptyState>
        ) : (
          <EmptyState title="None was retired">
            A profile that is retired is kept here with all its versions; nothing matches it any more.
          </EmptyState>
        )
      }
    />
  );
}

const COLUMNS: readonly Column<ListedTrustProfileFragment>[] = [
  {
    label: 'Name',
    part: 'title',
    cell: ({ id, name, version, pendingChange }) => (
      <>
        <Link className="text-link" to="/admin/trust-profiles/$profileId" params={{ profileId: id }}>
          {name}
        </Link>
        <div className={styles.meta}>version {version}</div>
        {pendingChange && (
          <RiskChip
            icon={IconHourglass}
            label={pendingChange.viewerCanDecide.allowed ? 'Change waits for you' : 'Change pending'}
            tone="warn"
          />
        )}
      </>
    ),
  },
  {
    label: 'Covers',
    cell: ({ domains }) => (
      <div className={styles.domains}>
        {domains.slice(0, SHOWN).map((domain) => (
          <HostName key={domain} name={domain} />
        ))}
        {domains.length > SHOWN && <span className={styles.meta}>and {domains.length - SHOWN} more</span>}
      </div>
    ),
  },
  {
    label: 'Environments',
    cell: ({ environments }) => (environments.length === 0 ? 'All' : environments.map(capitalised).join(', ')),
  },
  {
    label: 'Approved by',
    cell: (profile) => (
      <span className={styles.quorum}>
        {profile.requireApproval && (
          <QuorumDots approved={0} required={profile.requiredApprovals} withText={false} muted />
        )}
        {approvalsOf(profile)}
      </span>
    ),
  },
  { label: 'May ask', cell: (profile) => `Admins, ${whoMayAsk(profile)}` },
  { label: 'Authority', onlyWide: true, cell: ({ certificateAuthority }) => certificateAuthority.name },
];
