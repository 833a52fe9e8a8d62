import { CodeBlock } from './code-block.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './secret-once.module.css';
import { StateMark } from './state-mark.tsx';

interface SecretOnceProps {
  /** What it is: `The token of deploy-bot`. */
  readonly what: string;
  readonly secret: string;
  /** What to do with it now. */
  readonly children: string;
}

/** Something that is shown this once and never again, with its copy button. */
export function SecretOnce({ what, secret, children }: SecretOnceProps) {
  return (
    <div className={styles.secret} role="status">
      <p className={styles.title}>
        <StateMark state="warn" />
        <span>{what} is shown this once.</span>
      </p>
      <p className={styles.text}>{children}</p>
      <CodeBlock text={secret} label={what} />
      <div className={styles.row}>
        <CopyButton value={secret} label="Copy" />
      </div>
    </div>
  );
}
