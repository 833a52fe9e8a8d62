import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { type ListedTrustProfileFragment, TrustProfileListDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { RiskChip } from '../../ui/risk-chip.tsx';
import styles from './trust-profiles.module.css';
import { approvalsOf, whoMayAsk } from './who-may-ask.ts';

const SHOWN = 3;

const COLUMNS: readonly Column<ListedTrustProfileFragment>[] = [
  {
    label: 'Name',
    cell: ({ id, name, version, pendingChange }) => (
      <>
        <Link className="text-link" to="/admin/trust-profiles/$profileId" params={{ profileId: id }}>
          {name}
        </Link>
        <div className={styles.meta}>version {version}</div>
        {pendingChange && <RiskChip icon={IconHourglass} label="Change pending" tone="warn" />}
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
        {domains.length > SHOWN && <span className={styles.more}>and {domains.length - SHOWN} more</span>}
      </div>
    ),
  },
  {
    label: 'Environments',
    cell: ({ environments }) => (environments.length === 0 ? 'All' : environments.join(', ')),
  },
  { label: 'Approved by', cell: approvalsOf },
  { label: 'May ask', cell: whoMayAsk },
  { label: 'Authority', cell: ({ certificateAuthority }) => certificateAuthority.name },
];

interface TrustProfilesScreenProps {
  readonly onNew: () => void;
}

/** Which names, by which authority, asked by whom, approved by how many. */
export default function TrustProfilesScreen({ onNew }: TrustProfilesScreenProps) {
  const organization = useOrganization();
  const [{ data, fetching, error }, read] = useQuery({
    query: TrustProfileListDocument,
    variables: { organizationId: organization.id },
  });
  const profiles = data?.trustProfiles.nodes ?? [];
  return (
    <>
      <PageHeader title="Trust profiles">
        <PermissionButton
          label="New trust profile"
          variant="default"
          permission={organization.viewerCanManage}
          onClick={onNew}
        />
      </PageHeader>
      {error && (
        <ErrorState title="The trust profiles could not be read" retry={() => read({ requestPolicy: 'network-only' })}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && profiles.length === 0 && <p className={styles.hint}>Reading the trust profiles…</p>}
      {!error && !fetching && profiles.length === 0 && (
        <EmptyState
          title="No trust profile yet"
          action={organization.viewerCanManage.allowed && <Button onClick={onNew}>Create the first one</Button>}
        >
          A request is matched to exactly one trust profile. Without any, every request is refused.
        </EmptyState>
      )}
      {profiles.length > 0 && (
        <DataTable label="Trust profiles" rows={profiles} rowKey={({ id }) => id} columns={COLUMNS} />
      )}
    </>
  );
}
