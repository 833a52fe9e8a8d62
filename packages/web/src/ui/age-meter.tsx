import { IconClockExclamation } from '@tabler/icons-react';
import { formatDuration } from '../lib/time.ts';
import styles from './age-meter.module.css';

interface AgeMeterProps {
  readonly requestedAt: Date;
  readonly escalateAt: Date;
  readonly now: Date;
}

const SOON = 30 * 60_000;

/** Age against escalation; under 30 minutes amber, with a clock and more weight. */
export function AgeMeter({ requestedAt, escalateAt, now }: AgeMeterProps) {
  const left = escalateAt.getTime() - now.getTime();
  const whole = escalateAt.getTime() - requestedAt.getTime();
  const share = whole <= 0 ? 1 : Math.min(1, Math.max(0, 1 - left / whole));
  return (
    <span className={styles.meter} data-urgent={left < SOON || undefined}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${Math.max(3, share * 100)}%` }} />
      </span>
      {left < SOON && <IconClockExclamation size={14} stroke={2} aria-hidden="true" />}
      <span className="tabular">
        {left <= 0 ? `escalated ${formatDuration(-left)} ago` : `${formatDuration(left)} left`}
      </span>
    </span>
  );
}
