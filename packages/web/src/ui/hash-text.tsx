import styles from './hash-text.module.css';

interface HashTextProps {
  readonly hash: string;
  /** Characters kept at each end; 0: the whole. */
  readonly head?: number;
  readonly tail?: number;
  readonly muted?: boolean;
}

/** A hash or serial number: its ends to compare by eye, the whole of it on hovering and to screen readers. */
export function HashText({ hash, head = 12, tail = 6, muted = false }: HashTextProps) {
  const whole = head === 0 || hash.length <= head + tail + 1;
  return (
    <span className={styles.hash} data-muted={muted || undefined} title={whole ? undefined : hash}>
      {whole ? hash : `${hash.slice(0, head)}…${hash.slice(-tail)}`}
    </span>
  );
}
