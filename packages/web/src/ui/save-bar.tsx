import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './save-bar.module.css';

interface SaveBarProps {
  /** What is otherwise than it is saved, each in a word or two; none: there is nothing to save. */
  readonly changes: readonly string[];
  /** What saving does. */
  readonly consequence: ReactNode;
  readonly action: string;
  readonly busy: boolean;
  readonly onDiscard: () => void;
  readonly discard?: string;
  /** Where there is nothing to save; the bar is left out without it. */
  readonly idle?: string;
}

/** Stays in sight below a form: what changed, what saving it does, and the way back. Its button submits the form. */
export function SaveBar({ changes, consequence, action, busy, onDiscard, discard = 'Discard', idle }: SaveBarProps) {
  if (changes.length === 0 && idle === undefined) return null;
  return (
    <section className={styles.bar} aria-label="Save">
      <div className={styles.words} role="status">
        {changes.length === 0 ? (
          <p className={styles.idle}>{idle}</p>
        ) : (
          <>
            <p className={styles.changes}>
              {changes.length === 1 ? '1 change' : `${changes.length} changes`}
              <span className={styles.which}>{changes.join(', ')}</span>
            </p>
            <p className={styles.consequence}>{consequence}</p>
          </>
        )}
      </div>
      <div className={styles.actions}>
        <Button variant="subtle" onClick={onDiscard}>
          {discard}
        </Button>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </section>
  );
}
