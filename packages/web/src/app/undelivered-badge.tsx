import { useQuery } from 'urql';
import { UndeliveredCountDocument } from '../gql/generated/graphql.ts';
import styles from './admin-layout.module.css';

/** How many mails were given up: of one organization, or of all of them. Nothing where there are none. */
export function UndeliveredBadge({ organizationId }: { readonly organizationId: string | null }) {
  const [{ data }] = useQuery({ query: UndeliveredCountDocument, variables: { organizationId } });
  const count = data?.undeliveredMails.totalCount ?? 0;
  if (count === 0) return null;
  return (
    <span className={`${styles.badge} tabular`}>
      {count}
      <span className="visually-hidden"> could not be delivered</span>
    </span>
  );
}
