import type { ReactNode } from 'react';
import { type State, StateMark } from './state-mark.tsx';
import styles from './state-word.module.css';

interface StateWordProps {
  readonly state: State;
  readonly children: ReactNode;
  /** What is to be known of it, below. */
  readonly detail?: ReactNode;
}

/** A state: its mark, then its word, then its hue. */
export function StateWord({ state, children, detail }: StateWordProps) {
  return (
    <span className={styles.state} data-state={state}>
      <StateMark state={state} size={14} />
      <span>
        <span className={styles.word}>{children}</span>
        {detail !== undefined && detail !== null && <span className={styles.detail}>{detail}</span>}
      </span>
    </span>
  );
}
