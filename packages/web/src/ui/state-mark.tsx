import {
  IconAlertTriangle,
  IconCheck,
  IconCircle,
  IconCircleDashed,
  IconCircleMinus,
  IconX,
} from '@tabler/icons-react';
import styles from './state-mark.module.css';

export type State = 'pass' | 'warn' | 'fail' | 'open' | 'later' | 'not-allowed';

const ICONS = {
  pass: IconCheck,
  warn: IconAlertTriangle,
  fail: IconX,
  open: IconCircle,
  later: IconCircleDashed,
  'not-allowed': IconCircleMinus,
} as const;

interface StateMarkProps {
  readonly state: State;
  readonly size?: number;
}

/** The mark of a state. Its word always stands beside it, so the mark itself is silent. */
export function StateMark({ state, size = 16 }: StateMarkProps) {
  const Icon = ICONS[state];
  return (
    <span className={styles.mark} data-state={state} aria-hidden="true">
      <Icon size={size} stroke={state === 'warn' ? 2 : 2.5} />
    </span>
  );
}
