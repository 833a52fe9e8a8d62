import type { OutcomeRowFragment } from '../../gql/generated/graphql.ts';
import { formatCount } from '../../lib/time.ts';
import { decidedAddress, type LinkedOutcome, type Span } from './insight-links.ts';
import styles from './outcomes-table.module.css';
import { PlaceLink } from './place-link.tsx';

type Outcome = 'issued' | 'approved' | 'rejected' | 'withdrawn' | 'voided' | 'expired';

const OUTCOMES: readonly { readonly key: Outcome; readonly label: string; readonly list: LinkedOutcome }[] = [
  { key: 'issued', label: 'Issued', list: 'approved' },
  { key: 'approved', label: 'To be issued', list: 'approved' },
  { key: 'rejected', label: 'Rejected', list: 'rejected' },
  { key: 'withdrawn', label: 'Withdrawn', list: 'withdrawn' },
  { key: 'voided', label: 'Voided', list: 'voided' },
  { key: 'expired', label: 'Expired', list: 'expired' },
];

interface OutcomesTableProps {
  readonly outcomes: readonly OutcomeRowFragment[];
  readonly span: Span;
}

const totalOf = (row: OutcomeRowFragment): number => OUTCOMES.reduce((sum, { key }) => sum + row[key], 0);

/** What became of the requests under each profile: a bar to compare by, and its numbers. */
export function OutcomesTable({ outcomes, span }: OutcomesTableProps) {
  const most = Math.max(1, ...outcomes.map(totalOf));
  // Approved with the certificate still to come is rare; its column is there only when it has something to say.
  const columns = OUTCOMES.filter(({ key }) => key !== 'approved' || outcomes.some((row) => row.approved > 0));
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Outcomes by profile">
        <thead>
          <tr>
            <th scope="col">Profile</th>
            <td aria-hidden="true" />
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                <span className={styles.key}>
                  <i className={styles.swatch} data-outcome={key} aria-hidden="true" />
                  {label}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes.map((row) => (
            <tr key={row.trustProfileId}>
              <th scope="row">
                <PlaceLink className={styles.name} href={decidedAddress(span, { profile: row.trustProfileId })}>
                  {row.trustProfileName}
                </PlaceLink>
              </th>
              <td aria-hidden="true">
                <span className={styles.bar} style={{ width: `${(totalOf(row) / most) * 100}%` }}>
                  {columns.map(({ key }) =>
                    row[key] === 0 ? null : (
                      <i key={key} className={styles.part} data-outcome={key} style={{ flexGrow: row[key] }} />
                    ),
                  )}
                </span>
              </td>
              {columns.map(({ key, label, list }) => (
                <td key={key} data-label={label}>
                  {row[key] === 0 ? (
                    <span className={styles.none}>–</span>
                  ) : (
                    <PlaceLink
                      className={styles.number}
                      href={decidedAddress(span, { profile: row.trustProfileId, outcome: list })}
                    >
                      {formatCount(row[key])}
                    </PlaceLink>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
