import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { PendingChangeListDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { ChangeStrip } from './change-strip.tsx';
import { EndedChange } from './ended-change.tsx';
import styles from './pending-changes.module.css';

/** Edits that wait for a second admin, and what became of those before. */
export default function PendingChangesScreen() {
  const organization = useOrganization();
  const [{ data, fetching, error }, read] = useQuery({
    query: PendingChangeListDocument,
    variables: { organizationId: organization.id },
  });
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const open = (data?.open.nodes ?? []).filter(({ status }) => status === 'PENDING');
  const ended = data?.ended.nodes ?? [];
  const asks = data?.organization?.asksSecondAdmin !== false;
  return (
    <>
      <PageHeader
        title="Pending changes"
        about={
          <>
            {asks
              ? 'An edit that lets a trust profile in use let through more than before waits here until another admin has decided on it.'
              : 'Edits take force at once: the organization has a single admin, and asks for no second one.'}{' '}
            That is set under{' '}
            <Link className="quiet-link" to="/admin/organization">
              Organization
            </Link>
            .
          </>
        }
      />
      {error && (
        <ErrorState title="The changes could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <LoadingRows what="the changes" />}
      {data && open.length === 0 && (
        <EmptyState
          title="No change waits"
          action={
            <Button component={Link} to="/admin/trust-profiles" variant="default">
              Trust profiles
            </Button>
          }
        >
          {asks
            ? 'What narrows a profile is in force as it is saved; only what widens one is shown here.'
            : 'As soon as there is a second admin, what widens a profile is shown here.'}
        </EmptyState>
      )}
      <div className={styles.changes}>
        {open.map((change) => (
          <ChangeStrip key={change.id} change={change} onDone={reload} />
        ))}
        {ended.length > 0 && (
          <Section title="Decided" hint="the newest first">
            {ended.map((change) => (
              <EndedChange key={change.id} change={change} />
            ))}
          </Section>
        )}
      </div>
    </>
  );
}
