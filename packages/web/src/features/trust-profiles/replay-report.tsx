import { Link } from '@tanstack/react-router';
import { formatCount, formatDay, formatExact } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { count } from '../../lib/words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import styles from './replay-report.module.css';
import { barOf, type Differing, EFFECTS, type Replay, sharesOf, verdictWords } from './replay-words.ts';

/** What a proposed version would have done to the requests of the last days: a picture, counts, then each that differs. */
export function ReplayReport({ replay }: { readonly replay: Replay }) {
  const now = useNow(60_000);
  const { replayed, changed, isCut, counts, differing } = replay;
  const since = formatExact(new Date(replay.since)).slice(0, 10);
  return (
    <div className={styles.report} role="status">
      <p className={styles.sum}>
        {replayed === 0
          ? `Nothing was asked for since ${since}.`
          : `Of ${count(replayed, 'request')} since ${since}, ${changed === 0 ? 'none would fare otherwise' : `${formatCount(changed)} would fare otherwise`}.`}
        {isCut && ' Only the newest were looked at.'}
      </p>
      {replayed > 0 && <ReplayBar replay={replay} />}
      {changed > 0 && (
        <ul className={styles.shares} aria-label="How they would fare">
          {sharesOf(counts).map(({ effect, count: number }) => (
            <li key={effect}>
              <StateWord state={EFFECTS[effect].state}>
                <span className="tabular">{formatCount(number)}</span> {EFFECTS[effect].many}
              </StateWord>
            </li>
          ))}
          <li className={styles.same}>
            <span className="tabular">{formatCount(replayed - changed)}</span> as they did
          </li>
        </ul>
      )}
      {differing.length > 0 && (
        <DataTable
          label="Requests that would fare otherwise"
          rows={differing}
          rowKey={({ request }) => request.id}
          columns={columnsAt(now)}
        />
      )}
      {changed > differing.length && <p className={styles.same}>The newest {differing.length} are shown.</p>}
    </div>
  );
}

/** All of them in one line: what differs first, hatched, then what stays. */
function ReplayBar({ replay }: { readonly replay: Replay }) {
  const { parts, unlisted, same } = barOf(replay);
  return (
    <div className={styles.bar} aria-hidden="true">
      {parts.map(({ effect, size }) => (
        <span key={effect} className={styles.part} data-state={EFFECTS[effect].state} style={{ flexGrow: size }} />
      ))}
      {unlisted > 0 && <span className={styles.part} data-state="open" style={{ flexGrow: unlisted }} />}
      {same > 0 && <span className={styles.rest} style={{ flexGrow: same }} />}
    </div>
  );
}

function columnsAt(now: Date): readonly Column<Differing>[] {
  return [
    {
      label: 'Request',
      part: 'title',
      cell: ({ request }) => (
        <>
          <Link className="quiet-link" to="/approvals/$requestId" params={{ requestId: request.id }}>
            <HostName name={request.domains[0] ?? request.id} />
          </Link>
          {request.domains.length > 1 && <span className={styles.more}> +{request.domains.length - 1}</span>}
          <div className={styles.beside}>
            {request.environment}, {formatDay(new Date(request.requestedAt), now)}
          </div>
        </>
      ),
    },
    { label: 'In force', cell: ({ before }) => verdictWords(before) },
    { label: 'As proposed', cell: ({ after }) => verdictWords(after) },
    {
      label: 'So it',
      cell: ({ effects }) => (
        <span className={styles.effects}>
          {effects.map((effect) => (
            <StateWord key={effect} state={EFFECTS[effect].state}>
              {EFFECTS[effect].many}
            </StateWord>
          ))}
        </span>
      ),
    },
  ];
}
