import { useQuery } from 'urql';
import { PendingChangeListDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { ChangeCard } from './change-card.tsx';
import { SecondAdminSetting } from './second-admin-setting.tsx';
import styles from './trust-profiles.module.css';

/** Edits that wait for a second admin, and what became of those before. */
export default function PendingChangesScreen() {
  const organization = useOrganization();
  const [{ data, fetching, error }, read] = useQuery({
    query: PendingChangeListDocument,
    variables: { organizationId: organization.id },
  });
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const open = data?.open.nodes ?? [];
  const ended = data?.ended.nodes ?? [];
  return (
    <div className={styles.page}>
      <PageHeader title="Pending changes" />
      {error && (
        <ErrorState title="The changes could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <p className={styles.hint}>Reading the changes…</p>}
      {data && open.length === 0 && (
        <EmptyState title="No change waits">
          An edit that lets a trust profile in use let through more than before is shown here until another admin has
          decided on it.
        </EmptyState>
      )}
      {open.map((change) => (
        <ChangeCard key={change.id} change={change} onDone={reload} />
      ))}
      {data?.organization && <SecondAdminSetting setting={data.organization} />}
      {ended.length > 0 && (
        <Section title="Decided" hint="The newest first.">
          {ended.map((change) => (
            <ChangeCard key={change.id} change={change} onDone={reload} />
          ))}
        </Section>
      )}
    </div>
  );
}
