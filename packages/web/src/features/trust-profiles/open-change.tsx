import { useQuery } from 'urql';
import { OpenChangeDocument } from '../../gql/generated/graphql.ts';
import { failureOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './change-strip.module.css';
import { ChangeStrip } from './change-strip.tsx';

/** The change of a profile that waits for a second admin. */
export function OpenChange({ changeId, onDone }: { readonly changeId: string; readonly onDone: () => void }) {
  const [{ data, error }] = useQuery({ query: OpenChangeDocument, variables: { id: changeId } });
  if (error) return <ErrorState title="The change could not be read">{failureOf(error).message}</ErrorState>;
  if (!data?.pendingChange) return <div className={styles.waiting} />;
  return <ChangeStrip change={data.pendingChange} isOnItsProfile onDone={onDone} />;
}
