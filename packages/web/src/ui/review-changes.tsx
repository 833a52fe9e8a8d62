import styles from './review-changes.module.css';

interface ReviewChangesProps {
  readonly changes: readonly { readonly what: string; readonly before: string; readonly after: string }[];
}

/** What is otherwise than it was looked at: one line each, before and after. */
export function ReviewChanges({ changes }: ReviewChangesProps) {
  return (
    <ul className={styles.changes} aria-label="What changed">
      {changes.map(({ what, before, after }) => (
        <li key={what}>
          <span className={styles.what}>{what}</span>: {before} → {after}
        </li>
      ))}
    </ul>
  );
}
