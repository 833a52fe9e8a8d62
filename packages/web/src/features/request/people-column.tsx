import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { approvalsOf } from '../../lib/request-words.ts';
import { useSession } from '../../lib/session.ts';
import { formatDuration, formatMoment } from '../../lib/time.ts';
import { PersonMark } from '../../ui/actor-mark.tsx';
import { QuorumDots } from '../../ui/quorum-dots.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './people-column.module.css';

const MOST_OTHERS = 3;

/** Who has approved, who can, and how long there is. */
export function PeopleColumn({ request, now }: { readonly request: RequestDetailFragment; readonly now: Date }) {
  const { person } = useSession();
  const isPending = request.status === 'PENDING';
  const others = request.eligibleApprovers.filter(({ id }) => id !== person.id);
  return (
    <div className={styles.column}>
      <p className={styles.quorum}>
        <QuorumDots approved={approvalsOf(request)} required={request.requiredApprovals} withText={false} />
        <strong className="tabular">
          {approvalsOf(request)} of {request.requiredApprovals}
        </strong>{' '}
        approved
      </p>
      <ul className={styles.people} aria-label="Who decides">
        {request.decisions.map(({ approver, verdict, decidedAt }) => (
          <li key={approver.id} className={styles.person}>
            <PersonMark name={approver.name} />
            <span className={styles.name}>{approver.name}</span>
            <span className={styles.did} data-verdict={verdict}>
              <StateMark state={verdict === 'APPROVE' ? 'pass' : 'fail'} size={14} />
              <span className="visually-hidden">{verdict === 'APPROVE' ? 'approved' : 'rejected'}</span>
              <span className="tabular">{formatMoment(new Date(decidedAt), now)}</span>
            </span>
          </li>
        ))}
        {isPending && request.viewerCanApprove.allowed && (
          <li className={styles.person}>
            <PersonMark name={person.name} />
            <span className={styles.name}>You</span>
            <span className={styles.can} data-you>
              can decide
            </span>
          </li>
        )}
        {isPending &&
          others.slice(0, MOST_OTHERS).map(({ id, name }) => (
            <li key={id} className={styles.person}>
              <PersonMark name={name} />
              <span className={styles.name}>{name}</span>
              <span className={styles.can}>can decide</span>
            </li>
          ))}
        {isPending && others.length > MOST_OTHERS && (
          <li className={styles.rest}>and {others.length - MOST_OTHERS} more</li>
        )}
        {isPending && others.length === 0 && !request.viewerCanApprove.allowed && (
          <li className={styles.rest}>Nobody can decide this now</li>
        )}
      </ul>
      {isPending && (request.escalateAt || request.expiresAt) && (
        <dl className={styles.times}>
          {request.warnedAt && <Time label="Reminded" at={new Date(request.warnedAt)} now={now} />}
          {request.escalatedAt ? (
            <Time label="Escalated" at={new Date(request.escalatedAt)} now={now} />
          ) : (
            request.escalateAt && <Time label="Escalates" at={new Date(request.escalateAt)} now={now} />
          )}
          {request.expiresAt && <Time label="Expires" at={new Date(request.expiresAt)} now={now} />}
        </dl>
      )}
    </div>
  );
}

function Time({ label, at, now }: { readonly label: string; readonly at: Date; readonly now: Date }) {
  const left = at.getTime() - now.getTime();
  return (
    <div className={styles.time}>
      <dt>{label}</dt>
      <dd className="tabular">
        {left > 0 && left < 86_400_000 ? `in ${formatDuration(left)}` : formatMoment(at, now)}
      </dd>
    </div>
  );
}
