import type { Icon } from '@tabler/icons-react';
import styles from './risk-chip.module.css';

interface RiskChipProps {
  readonly icon: Icon;
  readonly label: string;
  readonly tone?: 'warn' | 'fail' | 'neutral';
}

/** One thing to know before deciding: amber where a check warns, neutral where it is a plain fact. */
export function RiskChip({ icon: Icon, label, tone = 'neutral' }: RiskChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      {label}
    </span>
  );
}
