import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './step.module.css';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  /** In one line: what is there once it is done, what it is for before. */
  readonly summary: ReactNode;
  readonly children?: ReactNode;
}

const WORDS = { done: 'done', now: 'now', later: 'not yet' } as const;

/** A line of the checklist; it opens in its turn and folds to one line when it is done. */
export function Step({ number, title, state, summary, children }: StepProps) {
  return (
    <li className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={styles.dot} aria-hidden="true">
        {state === 'done' ? <IconCheck size={12} stroke={3} /> : number}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <h2 className={styles.title}>
            {title}
            <span className="visually-hidden">, {WORDS[state]}</span>
          </h2>
          <p className={styles.summary}>{summary}</p>
        </div>
        {children !== undefined && children !== null && <div className={styles.content}>{children}</div>}
      </div>
    </li>
  );
}
