import styles from './mark.module.css';

/** Two checks; the second, longer and in ink, is the countersignature. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 7.6 7.4 12 15.4 4" stroke="currentColor" />
      <path className={styles.ink} d="M4.6 15.6 9 20 21 8" />
    </svg>
  );
}
