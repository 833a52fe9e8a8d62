import type { ApproverRowFragment } from '../../gql/generated/graphql.ts';
import { formatCount } from '../../lib/time.ts';
import { recordsAddress, type Span } from './insight-links.ts';
import { timeWords } from './insight-words.ts';
import styles from './outcomes-table.module.css';
import { PlaceLink } from './place-link.tsx';

interface ApproversTableProps {
  readonly approvers: readonly ApproverRowFragment[];
  readonly span: Span;
}

/** Who decided how much, and how soon; the number leads to what they did, as the ledger has it. */
export function ApproversTable({ approvers, span }: ApproversTableProps) {
  const most = Math.max(1, ...approvers.map(({ approvals, rejections }) => approvals + rejections));
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Approver load">
        <thead>
          <tr>
            <th scope="col">Approver</th>
            <td aria-hidden="true" />
            <th scope="col">
              <span className={styles.key}>
                <i className={styles.swatch} data-outcome="issued" aria-hidden="true" />
                Approved
              </span>
            </th>
            <th scope="col">
              <span className={styles.key}>
                <i className={styles.swatch} data-outcome="rejected" aria-hidden="true" />
                Rejected
              </span>
            </th>
            <th scope="col">Median time</th>
          </tr>
        </thead>
        <tbody>
          {approvers.map(({ userId, name, approvals, rejections, medianSeconds }) => (
            <tr key={userId}>
              <th scope="row">
                <PlaceLink className={styles.name} href={recordsAddress(userId, span)}>
                  {name}
                </PlaceLink>
              </th>
              <td aria-hidden="true">
                <span className={styles.bar} style={{ width: `${((approvals + rejections) / most) * 100}%` }}>
                  {approvals > 0 && <i className={styles.part} data-outcome="issued" style={{ flexGrow: approvals }} />}
                  {rejections > 0 && (
                    <i className={styles.part} data-outcome="rejected" style={{ flexGrow: rejections }} />
                  )}
                </span>
              </td>
              <td data-label="approved">
                {approvals === 0 ? <span className={styles.none}>–</span> : formatCount(approvals)}
              </td>
              <td data-label="rejected">
                {rejections === 0 ? <span className={styles.none}>–</span> : formatCount(rejections)}
              </td>
              <td data-label="median time">{timeWords(medianSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
