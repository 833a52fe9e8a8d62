import { useLive } from '../lib/live.ts';
import styles from './for-me-badge.module.css';

interface ForMeBadgeProps {
  /** `plain`: a number at the end of its line; `mark`: on the corner of an icon. */
  readonly look: 'plain' | 'mark';
}

/** How many requests whoever is signed in can decide now. Nothing where there are none. */
export function ForMeBadge({ look }: ForMeBadgeProps) {
  const { numbers } = useLive();
  const count = numbers?.forMe ?? 0;
  if (count === 0) return null;
  return (
    <span className={`${styles.badge} tabular`} data-look={look}>
      {look === 'mark' && count > 99 ? '99+' : count}
      <span className="visually-hidden"> for you to decide</span>
    </span>
  );
}
