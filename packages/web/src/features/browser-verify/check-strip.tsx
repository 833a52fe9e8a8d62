import { Link } from '@tanstack/react-router';
import { paceOf } from '../../lib/pace.ts';
import { formatCount } from '../../lib/time.ts';
import { BreakFacts } from '../../ui/break-facts.tsx';
import { ChainRuler } from '../../ui/chain-ruler.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './browser-verify.module.css';
import type { CheckState } from './use-browser-check.ts';
import type { VerifiedLedger } from './use-verified-ledger.ts';
import { checkWords, whenChanged } from './verdict-words.ts';

interface CheckStripProps {
  readonly state: CheckState;
  readonly ledger: VerifiedLedger;
  /** Bytes of the file that is verified; null where the export of the server is. */
  readonly fileBytes: number | null;
}

/** How far the verification is, then its verdict. */
export function CheckStrip({ state, ledger, fileBytes }: CheckStripProps) {
  const total = totalOf(state, ledger, fileBytes);
  const pace = state.kind === 'running' ? paceOf(state.samples, total) : null;
  const words = checkWords(state, {
    records: fileBytes === null ? Number(ledger.size) : null,
    recordsPerSecond: pace?.recordsPerSecond ?? null,
    secondsLeft: pace?.secondsLeft ?? null,
  });
  const verdict = state.kind === 'ended' ? state.verdict : null;
  const running = state.kind === 'running';
  const broken = verdict?.broken?.seq ?? null;
  const done = running ? state.progress.records : (verdict?.size ?? 0);
  return (
    <section className={styles.strip} aria-label="Verification in this browser">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title} data-state={words.state ?? undefined}>
            {words.state && <StateMark state={words.state} size={18} />}
            {words.title}
          </h2>
          <p className={`${styles.detail} tabular`}>{words.detail}</p>
        </div>
        {running && (
          <p className={`${styles.percent} tabular`}>
            {total === 0 ? 0 : Math.min(99, Math.floor((done * 100) / total))}
            <span className={styles.unit}>%</span>
          </p>
        )}
      </div>
      {(running || verdict !== null) && (
        <ChainRuler total={Math.max(total, done)} verified={done} broken={broken} running={running} />
      )}
      {verdict !== null && (
        <>
          {verdict.broken !== null && (
            <BreakFacts what={verdict.broken.what} expected={verdict.broken.expected} found={verdict.broken.found} />
          )}
          <Break state={state} ledger={ledger} isOfServer={fileBytes === null} />
          {verdict.findings.length > 0 && (
            <ul className={styles.findings}>
              {verdict.findings.map(({ state: found, text }) => (
                <li key={text} className={styles.finding}>
                  <StateMark state={found} />
                  <span>{text}</span>
                </li>
              ))}
            </ul>
          )}
          {verdict.broken === null && (
            <p className={styles.root}>
              Root <HashText hash={verdict.root} head={0} />
            </p>
          )}
        </>
      )}
      <p className="visually-hidden" role="status">
        {running ? '' : `${words.title}. ${words.detail}`}
      </p>
    </section>
  );
}

interface BreakProps {
  readonly state: CheckState;
  readonly ledger: VerifiedLedger;
  readonly isOfServer: boolean;
}

/** The record as it is stored, when it must have been changed, and the way to it. */
function Break({ state, ledger, isOfServer }: BreakProps) {
  if (state.kind !== 'ended' || state.verdict.broken === null) return null;
  const { seq, entry } = state.verdict.broken;
  const when = whenChanged(state.verdict);
  return (
    <div className={styles.break}>
      {entry !== null && seq !== null && (
        <CodeBlock text={entry} label={`Record ${formatCount(seq)} as it is stored`} />
      )}
      {when !== null && <p className={styles.when}>{when}</p>}
      {isOfServer && seq !== null && (
        <Link
          className="text-link"
          to="/audit-chain"
          search={{ record: seq, epoch: ledger.epoch ?? undefined, ledger: ledger.isPlatform ? 'platform' : undefined }}
        >
          {`Record ${formatCount(seq)} in the chain`}
        </Link>
      )}
    </div>
  );
}

/** As the server says; of a file, as its bytes so far let one expect. */
function totalOf(state: CheckState, ledger: VerifiedLedger, fileBytes: number | null): number {
  if (state.kind === 'ended') {
    const { size, broken } = state.verdict;
    const said = fileBytes === null ? Number(ledger.size) : 0;
    return broken === null ? size : Math.max(said, size, (broken.seq ?? 0) + 1);
  }
  if (fileBytes === null) return Number(ledger.size);
  if (state.kind !== 'running' || state.progress.bytes === 0) return 0;
  return Math.round((state.progress.records * fileBytes) / state.progress.bytes);
}
