import styles from './loading-rows.module.css';

interface LoadingRowsProps {
  /** What is being read: `members`. */
  readonly what: string;
  readonly rows?: number;
}

/** Rows that are not there yet, as high as they will be. */
export function LoadingRows({ what, rows = 4 }: LoadingRowsProps) {
  return (
    <div className={styles.rows} role="status">
      <span className="visually-hidden">Reading {what}…</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row} aria-hidden="true">
          <span className={styles.bar} />
          <span className={styles.bar} />
          <span className={styles.bar} />
        </div>
      ))}
    </div>
  );
}
