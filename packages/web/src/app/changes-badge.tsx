import { useEffect } from 'react';
import { useQuery } from 'urql';
import { ChangesForMeDocument } from '../gql/generated/graphql.ts';
import styles from './admin-layout.module.css';

interface ChangesBadgeProps {
  readonly organizationId: string;
  /** Where one is: looked at again on every step. */
  readonly at: string;
}

/** How many changes wait for the decision of whoever looks, as a second admin. Nothing where there are none. */
export function ChangesBadge({ organizationId, at }: ChangesBadgeProps) {
  const [{ data }, read] = useQuery({ query: ChangesForMeDocument, variables: { organizationId } });
  useEffect(() => {
    if (at !== '') read({ requestPolicy: 'network-only' });
  }, [at, read]);
  const waiting = data?.pendingChanges.nodes ?? [];
  const count = waiting.filter(({ status, viewerCanDecide }) => status === 'PENDING' && viewerCanDecide.allowed).length;
  if (count === 0) return null;
  return (
    <span className={`${styles.badge} tabular`}>
      {count}
      <span className="visually-hidden"> for you to decide</span>
    </span>
  );
}
