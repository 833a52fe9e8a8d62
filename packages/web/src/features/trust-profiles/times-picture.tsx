import { hoursInWords, type TimeStep, type Times, timeSteps, timesInWords } from './times-line.ts';
import styles from './times-picture.module.css';

const WORDS: Readonly<Record<TimeStep['kind'], string>> = {
  asked: 'asked',
  warn: 'reminder',
  escalate: 'escalated',
  expire: 'expired',
};

/** What becomes of a request that nobody decides: a line from asking to its end. */
export function TimesPicture({ times }: { readonly times: Times }) {
  const steps = timeSteps(times);
  if (steps === null) return <p className={styles.none}>Each step must come after the one before it.</p>;
  return (
    <div className={styles.picture} role="img" aria-label={timesInWords(times)}>
      <div className={styles.line}>
        {steps.map(({ kind, at }, index) => {
          const next = steps[index + 1];
          if (next === undefined && kind === 'expire') return null;
          return (
            <span
              key={kind}
              className={styles.stretch}
              data-after={kind}
              data-open={next === undefined || undefined}
              style={{ left: `${at}%`, width: `${(next?.at ?? 100) - at}%` }}
            />
          );
        })}
        {steps.map(({ kind, at, hours }) => (
          <span key={kind} className={styles.step} data-kind={kind} style={{ left: `${at}%` }}>
            <span className={styles.dot} />
            <span className={styles.label}>
              <span className={`tabular ${styles.hours}`}>{kind === 'asked' ? '0' : hoursInWords(hours)}</span>
              <span>{WORDS[kind]}</span>
            </span>
          </span>
        ))}
      </div>
      {times.expire === null && <span className={styles.open}>waits until somebody decides</span>}
    </div>
  );
}
