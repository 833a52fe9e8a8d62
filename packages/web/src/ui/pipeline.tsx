import { IconCheck, IconX } from '@tabler/icons-react';
import styles from './pipeline.module.css';

export interface PipelineStep {
  readonly label: string;
  /** A time, a count; shown under the label. */
  readonly note?: string | undefined;
  readonly state: 'done' | 'now' | 'later' | 'stopped';
}

const WORDS = { done: 'done', now: 'now', later: 'not yet', stopped: 'ended here' } as const;

/** Where a request stands: done in ink, now with a ring and a dot, later hollow, stopped with its cross. */
export function Pipeline({ steps }: { readonly steps: readonly PipelineStep[] }) {
  return (
    <ol className={styles.pipeline} aria-label="Progress">
      {steps.map((step) => (
        <li
          key={step.label}
          className={styles.step}
          data-state={step.state}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className={styles.dot} aria-hidden="true">
            {step.state === 'done' && <IconCheck size={12} stroke={3} />}
            {step.state === 'stopped' && <IconX size={12} stroke={3} />}
          </span>
          <span className={styles.label}>
            {step.label}
            <span className="visually-hidden">, {WORDS[step.state]}</span>
          </span>
          {step.note !== undefined && <span className={`${styles.note} tabular`}>{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
