import type { ReactNode } from 'react';
import { formatCount, formatExact, formatSecond } from '../lib/time.ts';
import { HashText } from './hash-text.tsx';
import styles from './timeline.module.css';

export interface TimelineEntry {
  readonly id: string;
  readonly who: string;
  readonly did: string;
  readonly text?: ReactNode;
  readonly at: Date;
  readonly sequence: string;
  readonly hash: string;
  readonly tone?: 'neutral' | 'fail' | undefined;
}

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly now: Date;
  /** What would be written next, at the dashed block; left out once nothing more is to come. */
  readonly next?: string | undefined;
}

/** The ledger's records of one thing, as linked square blocks. */
export function Timeline({ entries, now, next }: TimelineProps) {
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry} data-tone={entry.tone}>
          <span className={styles.block} aria-hidden="true" />
          <div className={styles.line}>
            <span>
              <strong>{entry.who}</strong> {entry.did}
            </span>
            <time className={`${styles.time} tabular`} dateTime={entry.at.toISOString()} title={formatExact(entry.at)}>
              {formatSecond(entry.at, now)}
            </time>
          </div>
          {entry.text !== undefined && entry.text !== null && <div className={styles.text}>{entry.text}</div>}
          <div className={styles.record}>
            <span className="mono">{formatCount(entry.sequence)}</span> <HashText hash={entry.hash} muted />
          </div>
        </li>
      ))}
      {next !== undefined && (
        <li className={styles.entry} data-next>
          <span className={styles.block} aria-hidden="true" />
          {next}
        </li>
      )}
    </ol>
  );
}
