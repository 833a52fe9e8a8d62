import styles from './key-cap.module.css';

/** The key that does the same; silent to screen readers, which hear `aria-keyshortcuts` of the control. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <span className={styles.cap} aria-hidden="true">
      {children}
    </span>
  );
}
