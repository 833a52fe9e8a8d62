import { useQuery } from 'urql';
import { OpenChangeDocument } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from '../../ui/section.tsx';
import { ChangeCard } from './change-card.tsx';
import styles from './trust-profiles.module.css';

/** The change of a profile that waits for a second admin. */
export function OpenChange({ changeId, onDone }: { readonly changeId: string; readonly onDone: () => void }) {
  const [{ data, error }] = useQuery({ query: OpenChangeDocument, variables: { id: changeId } });
  return (
    <Section title="Change pending" hint="It holds once another admin has approved it.">
      {error && <ErrorState title="The change could not be read">{failureOf(error).message}</ErrorState>}
      {!error && !data && <p className={styles.hint}>Reading the change…</p>}
      {data?.pendingChange && <ChangeCard change={data.pendingChange} onDone={onDone} />}
    </Section>
  );
}
