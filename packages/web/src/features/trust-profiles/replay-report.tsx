import { Link } from '@tanstack/react-router';
import type { ReplayEffect, ReplayProfileQuery } from '../../gql/generated/graphql.ts';
import { formatCount, formatDay, formatExact } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { HostName } from '../../ui/host-name.tsx';
import styles from './trust-profiles.module.css';

export type Replay = NonNullable<ReplayProfileQuery['replayTrustProfile']['replay']>;
type Differing = Replay['differing'][number];
type Verdict = Differing['before'];

const EFFECTS: Readonly<Record<ReplayEffect, string>> = {
  REFUSED: 'would be refused',
  ACCEPTED: 'would now be taken',
  ANOTHER_PROFILE: 'would match another profile',
  APPROVAL_ADDED: 'would need approval',
  APPROVAL_DROPPED: 'would need no approval',
  MORE_APPROVALS: 'would need more approvals',
  FEWER_APPROVALS: 'would need fewer approvals',
};

const COLUMNS: readonly Column<Differing>[] = [
  {
    label: 'Request',
    cell: ({ request }) => (
      <>
        <Link className="text-link" to="/approvals/$requestId" params={{ requestId: request.id }}>
          <HostName name={request.domains[0] ?? request.id} />
        </Link>
        {request.domains.length > 1 && <span className={styles.more}> +{request.domains.length - 1}</span>}
        <div className={styles.meta}>
          {request.environment}, {formatDay(new Date(request.requestedAt), new Date())}
        </div>
      </>
    ),
  },
  { label: 'In force', cell: ({ before }) => wordsOf(before) },
  { label: 'As proposed', cell: ({ after }) => wordsOf(after) },
  { label: 'So it', cell: ({ effects }) => effects.map((effect) => EFFECTS[effect]).join(', ') },
];

/** What a proposed version would have done to the requests of the last days. */
export function ReplayReport({ replay }: { readonly replay: Replay }) {
  const { replayed, changed, isCut, counts, differing } = replay;
  const since = formatExact(new Date(replay.since)).slice(0, 10);
  const some = counts.filter((one) => one.count > 0);
  return (
    <div role="status">
      <p>
        {replayed === 0
          ? `Nothing was asked for since ${since}.`
          : `Of ${count(replayed, 'request')} since ${since}, ${changed === 0 ? 'none would fare otherwise' : `${formatCount(changed)} would fare otherwise`}.`}
        {isCut && ' Only the newest were looked at.'}
      </p>
      {some.length > 0 && (
        <ul className={styles.widens}>
          {some.map(({ effect, count: number }) => (
            <li key={effect}>
              {formatCount(number)} {EFFECTS[effect]}
            </li>
          ))}
        </ul>
      )}
      {differing.length > 0 && (
        <DataTable
          label="Requests that would fare otherwise"
          rows={differing}
          rowKey={({ request }) => request.id}
          columns={COLUMNS}
        />
      )}
      {changed > differing.length && <p className={styles.meta}>The newest {differing.length} are shown.</p>}
    </div>
  );
}

function wordsOf({ trustProfileName, refusal, approvals }: Verdict): string {
  if (refusal !== null && refusal !== undefined) return `Refused: ${refusal}`;
  const needs = approvals ? count(approvals, 'approval') : 'no approval';
  return `${trustProfileName ?? ''}, ${needs}`;
}
