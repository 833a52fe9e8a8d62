import styles from './code-block.module.css';

/** Text for machines, kept as it is; scrolls by itself when it is wide. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className={styles.code} aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
