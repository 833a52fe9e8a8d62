import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './browser-verify.module.css';

const COMMAND = 'python3 verify_ledger.py export.jsonl --checkpoint yesterday.eml';

/** In plain words what a verification here proves, and what it does not. */
export function ProofAside() {
  return (
    <aside className={styles.aside} aria-label="What it proves">
      <Section title="What it proves">
        <ul className={styles.points}>
          <li>No record of this export was changed, taken out, moved or put in after it was written.</li>
          <li>With a key that you trust: its owner signed exactly these records.</li>
          <li>With a checkpoint that you kept: nothing up to it was changed, cut off or rewritten since you got it.</li>
        </ul>
      </Section>
      <Section title="What it does not">
        <ul className={styles.points}>
          <li>That everything that happened was recorded, or that what a record says is true.</li>
          <li>
            Without a checkpoint of your own: that whoever has the database and the signing key did not rewrite
            everything.
          </li>
          <li>That this page is honest. It came from the server, too; the script below shares no code with it.</li>
        </ul>
      </Section>
      <Section title="Without this page">
        <CodeBlock text={COMMAND} label="Command to verify an export" />
        <div className={styles.buttons}>
          <CopyButton value={COMMAND} label="Copy command" />
        </div>
      </Section>
    </aside>
  );
}
