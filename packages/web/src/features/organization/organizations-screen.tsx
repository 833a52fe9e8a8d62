import { Button } from '@mantine/core';
import { IconArrowRight, IconListCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { OrganizationsDocument, type OrganizationsQuery } from '../../gql/generated/graphql.ts';
import { ROLE_NAMES } from '../../lib/role-words.ts';
import { useSession } from '../../lib/session.ts';
import { formatDay } from '../../lib/time.ts';
import { failureOf } from '../../lib/user-error.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

import { RowActions } from '../../ui/row-actions.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { NewOrganizationDialog } from './new-organization-dialog.tsx';
import styles from './organization.module.css';

type Listed = NonNullable<OrganizationsQuery['viewer']>['organizations'][number];

/** Every organization of the platform, and the way to a new one. */
export default function OrganizationsScreen() {
  const { platformRole, current, selectOrganization } = useSession();
  const navigate = useNavigate();
  const [isMaking, setIsMaking] = useState(false);
  const [{ data, fetching, error }, read] = useQuery({ query: OrganizationsDocument, pause: platformRole === null });
  const reload = (): void => read({ requestPolicy: 'network-only' });
  if (platformRole === null) {
    return (
      <EmptyState title="This is for platform roles" isPage>
        Superusers and platform admins see every organization and make new ones. Yours are in the menu at the top left.
      </EmptyState>
    );
  }
  const organizations = data?.viewer?.organizations ?? [];
  const work = (id: string, to: '/approvals' | '/first-steps'): void => {
    selectOrganization(id);
    void navigate({ to });
  };
  const columns: readonly Column<Listed>[] = [
    {
      label: 'Name',
      part: 'title',
      cell: ({ organization: { name, slug } }) => (
        <span className={styles.organization}>
          <span className={styles.square} aria-hidden="true">
            {(Array.from(name)[0] ?? '?').toUpperCase()}
          </span>
          <span className={styles.words}>
            <span className={styles.name}>{name}</span>
            <span className={`mono ${styles.slug}`}>{slug}</span>
          </span>
        </span>
      ),
    },
    { label: 'Environments', cell: ({ organization }) => organization.environments.join(', ') },
    { label: 'You are', cell: ({ role }) => ROLE_NAMES[role] },
    { label: 'Since', cell: ({ organization }) => formatDay(new Date(organization.createdAt), new Date()) },
    {
      label: 'Ledger',
      cell: ({ organization: { sealed } }) =>
        sealed ? <StateWord state="fail">sealed</StateWord> : <StateWord state="pass">open</StateWord>,
    },
    {
      label: 'Actions',
      part: 'actions',
      cell: ({ organization: { id, name } }) => (
        <RowActions
          of={name}
          actions={[
            {
              label: id === current?.organization.id ? 'Approvals' : 'Work here',
              icon: IconArrowRight,
              onClick: () => work(id, '/approvals'),
            },
            { label: 'First steps', icon: IconListCheck, onClick: () => work(id, '/first-steps') },
          ]}
        />
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Organizations"
        about="Each has its own people, authorities, trust profiles and ledger. Nothing of one is seen from another."
      >
        <Button onClick={() => setIsMaking(true)}>New organization</Button>
      </PageHeader>
      {error && (
        <ErrorState title="The organizations could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <LoadingRows what="organizations" rows={3} />}
      {organizations.length > 0 && (
        <DataTable
          label="Organizations"
          rows={organizations}
          rowKey={({ organization }) => organization.id}
          columns={columns}
        />
      )}
      <NewOrganizationDialog opened={isMaking} onClose={() => setIsMaking(false)} onMade={reload} />
    </>
  );
}
