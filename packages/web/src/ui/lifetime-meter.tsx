import styles from './lifetime-meter.module.css';

interface LifetimeMeterProps {
  /** How much of the lifetime is over, 0 to 1. */
  readonly share: number;
  /** It ends soon, and nobody has taken care of what comes after. */
  readonly isUrgent: boolean;
  readonly wide?: boolean;
}

/** How much of a lifetime is over. Its words stand beside it, so it is silent itself. */
export function LifetimeMeter({ share, isUrgent, wide = false }: LifetimeMeterProps) {
  return (
    <span className={styles.track} data-urgent={isUrgent || undefined} data-wide={wide || undefined} aria-hidden="true">
      <span className={styles.fill} style={{ width: `${Math.max(3, share * 100)}%` }} />
    </span>
  );
}
