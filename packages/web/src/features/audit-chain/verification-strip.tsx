import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { formatCount, formatDuration, formatSecond } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { count } from '../../lib/words.ts';
import { type State, StateMark } from '../../ui/state-mark.tsx';
import { ChainRuler } from './chain-ruler.tsx';
import type { Pace } from './verification-pace.ts';
import styles from './verification-strip.module.css';

interface VerificationStripProps {
  readonly current: VerificationPartsFragment | null;
  readonly pace: Pace | null;
  /** Size of the chain as it stands. */
  readonly size: string;
}

const CHECKS = [
  'No gap in the numbers',
  'Time never runs back',
  'Every entry canonical',
  'Every hash and link right',
] as const;

/** The verification: how far it is while it runs, then its verdict. */
export function VerificationStrip({ current, pace, size }: VerificationStripProps) {
  const now = useNow();
  const words = wordsOf(current, pace, size, now);
  const running = current?.state === 'RUNNING';
  const total = Number(current?.total ?? size);
  const percent = total === 0 ? 100 : Math.floor((Number(current?.verified ?? 0) * 100) / total);
  return (
    <section className={styles.strip} aria-label="Verification">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title} data-state={words.state}>
            {words.state && <StateMark state={words.state} size={18} />}
            {words.title}
          </h2>
          <p className={`${styles.detail} tabular`}>{words.detail}</p>
        </div>
        {running && (
          <p className={`${styles.percent} tabular`}>
            {percent}
            <span className={styles.unit}>%</span>
          </p>
        )}
      </div>
      {current && current.state !== 'FAILED_TO_RUN' && (
        <ChainRuler
          total={total}
          verified={Number(current.verified)}
          broken={current.ok === false && current.firstBroken ? Number(current.firstBroken) : null}
          running={running}
        />
      )}
      {current && (running || current.ok === true) && (
        <ul className={styles.checks}>
          {CHECKS.map((check) => (
            <Check key={check} state="pass" label={check} />
          ))}
          <Check
            state={running ? 'later' : 'pass'}
            label={running ? 'Kept checkpoints, compared at the end' : 'Every kept checkpoint agrees'}
          />
        </ul>
      )}
      <p className="visually-hidden" role="status">
        {running ? '' : words.title}
      </p>
    </section>
  );
}

function Check({ state, label }: { readonly state: State; readonly label: string }) {
  return (
    <li className={styles.check}>
      <StateMark state={state} />
      {label}
    </li>
  );
}

interface Words {
  readonly state: State | null;
  readonly title: string;
  readonly detail: string;
}

function wordsOf(current: VerificationPartsFragment | null, pace: Pace | null, size: string, now: Date): Words {
  if (current === null) {
    return {
      state: 'later',
      title: 'Not verified yet',
      detail: `${records(size)}. Verifying derives every hash again from the text as it is stored.`,
    };
  }
  const when = current.verifiedAt ? `, ${formatSecond(new Date(current.verifiedAt), now)}` : '';
  if (current.state === 'RUNNING') {
    const speed = pace
      ? ` · ${formatCount(pace.recordsPerSecond)} a second · ${formatDuration(pace.secondsLeft * 1_000)} left`
      : '';
    return {
      state: null,
      title: 'Verifying every record from its stored text',
      detail: `${formatCount(current.verified)} of ${records(current.total)}${speed}`,
    };
  }
  if (current.state === 'FAILED_TO_RUN' || current.ok === null || current.ok === undefined) {
    return {
      state: 'warn',
      title: 'The verification did not come to an end',
      detail: `${current.explanation ?? 'It was cut short'}${when}. It says nothing about the chain; run it again.`,
    };
  }
  if (current.ok) {
    const since = BigInt(size) - BigInt(current.total);
    const more = since > 0n ? ` ${records(String(since))} came after.` : '';
    return { state: 'pass', title: `All ${records(current.total)} verified`, detail: `Ended${when.slice(1)}.${more}` };
  }
  return brokenWords(current, when);
}

function brokenWords(current: VerificationPartsFragment, when: string): Words {
  const explanation = current.explanation ? `${current.explanation.replace(/\.$/, '')}. ` : '';
  if (!current.firstBroken) {
    return { state: 'fail', title: 'Does not verify', detail: `${explanation}Ended${when.slice(1)}.` };
  }
  const after = BigInt(current.total) - BigInt(current.firstBroken) - 1n;
  const rest = after > 0n ? ` ${formatCount(String(after))} after it are not vouched for.` : '';
  return {
    state: 'fail',
    title: `Does not verify: record ${formatCount(current.firstBroken)}`,
    detail: `${explanation}${records(current.firstBroken)} before it are right.${rest} Ended${when.slice(1)}.`,
  };
}

const records = (number: string): string => (number === '1' ? count(1, 'record') : `${formatCount(number)} records`);
