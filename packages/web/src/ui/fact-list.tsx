import type { ReactNode } from 'react';
import styles from './fact-list.module.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

interface FactListProps {
  readonly facts: readonly Fact[];
  /** Room for longer labels. */
  readonly wide?: boolean;
}

/** Label and value between hairlines. */
export function FactList({ facts, wide = false }: FactListProps) {
  return (
    <dl className={styles.facts} data-wide={wide || undefined}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
