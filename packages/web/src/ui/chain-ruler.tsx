import { formatCount } from '../lib/time.ts';
import styles from './chain-ruler.module.css';

interface ChainRulerProps {
  readonly total: number;
  readonly verified: number;
  /** The record that does not verify; what is after it is not vouched for. */
  readonly broken: number | null;
  readonly running: boolean;
}

/** The whole chain on one line: green verified, plain not reached, a red notch at the break, hatched not vouched for. */
export function ChainRuler({ total, verified, broken, running }: ChainRulerProps) {
  const share = (count: number): string => `${total === 0 ? 0 : Math.min(100, (count / total) * 100)}%`;
  return (
    <div className={styles.ruler} data-broken={broken !== null || undefined}>
      {broken !== null && (
        <span className={`${styles.label} tabular`} style={{ left: share(broken) }}>
          {formatCount(broken)}
        </span>
      )}
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Records verified"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={broken ?? verified}
        aria-valuetext={`${formatCount(broken ?? verified)} of ${formatCount(total)} records${running ? '' : ', ended'}`}
      >
        <span className={styles.verified} style={{ width: share(broken ?? verified) }} />
        {broken !== null && <span className={styles.unvouched} />}
        {broken !== null && <span className={styles.notch} style={{ left: share(broken) }} />}
      </div>
      <div className={`${styles.ends} tabular`} aria-hidden="true">
        <span>0</span>
        <span>{formatCount(total)}</span>
      </div>
    </div>
  );
}
