import styles from './quorum-dots.module.css';

interface QuorumDotsProps {
  readonly approved: number;
  readonly required: number;
  /** Decided elsewhere or ended: nothing to act on. */
  readonly muted?: boolean;
  readonly withText?: boolean;
}

const MOST_DOTS = 6;

/** How many of the people needed have approved: a filled dot each, and always in words too. */
export function QuorumDots({ approved, required, muted = false, withText = true }: QuorumDotsProps) {
  return (
    <span className={styles.quorum} data-muted={muted || undefined}>
      {required <= MOST_DOTS && (
        <span className={styles.dots} aria-hidden="true">
          {Array.from({ length: required }, (_, index) => (
            <span key={index} className={styles.dot} data-filled={index < approved || undefined} />
          ))}
        </span>
      )}
      {withText && (
        <span className="tabular">
          {approved} of {required}
        </span>
      )}
    </span>
  );
}
