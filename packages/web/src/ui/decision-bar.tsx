import type { ReactNode } from 'react';
import styles from './decision-bar.module.css';

interface DecisionBarProps {
  /** What pressing the first button does. */
  readonly consequence: string;
  readonly detail?: ReactNode;
  /** What the buttons are for. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** Always there: what yours does, then the buttons that do it. */
export function DecisionBar({ consequence, detail, label = 'Decide', children }: DecisionBarProps) {
  return (
    <section className={styles.bar} aria-label={label}>
      <div className={styles.words}>
        <p className={styles.consequence}>{consequence}</p>
        {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      </div>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}
