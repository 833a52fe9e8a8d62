import type { ChainRecordFragment } from '../../gql/generated/graphql.ts';
import { formatCount } from '../../lib/time.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { prettyEntry } from './read-entry.ts';
import styles from './record-detail.module.css';

interface RecordDetailProps {
  readonly id: string;
  readonly record: ChainRecordFragment;
  /** The hash of the stored text, computed here. */
  readonly found: string;
  /** What the verification says of this record, if it is the first that does not verify. */
  readonly verdict: string | null;
  readonly prev: string | null;
  /** The next record, where it names the hash that is kept. */
  readonly namedBy: string | null;
}

/** The entry as it is stored, and whether its text still gives the hash that is kept. */
export function RecordDetail({ id, record, found, verdict, prev, namedBy }: RecordDetailProps) {
  const fits = found === record.hash;
  return (
    <div id={id} className={styles.detail}>
      {fits ? (
        <dl className={styles.facts}>
          <dt>Hash</dt>
          <dd>
            <HashText hash={record.hash} head={0} />
            <span className={styles.pass}>
              <StateMark state="pass" size={14} />
              computed in this browser from the text below, and equal
            </span>
          </dd>
          {prev !== null && (
            <>
              <dt>Prev</dt>
              <dd>
                <HashText hash={prev} head={0} />
              </dd>
            </>
          )}
        </dl>
      ) : (
        <dl className={styles.facts}>
          <dt className={styles.strong}>Expected</dt>
          <dd>
            <HashText hash={record.hash} head={0} />
            <span className={styles.note}>
              kept beside the record{namedBy !== null && `, and named by ${formatCount(namedBy)}`}
            </span>
          </dd>
          <dt className={styles.fail}>Found</dt>
          <dd>
            <span className={styles.fail}>
              <HashText hash={found} head={0} />
            </span>
            <span className={styles.note}>computed in this browser from the text as it is stored now</span>
          </dd>
        </dl>
      )}
      {verdict !== null && <p className={styles.verdict}>{verdict}</p>}
      <div className={styles.entry}>
        <CodeBlock text={prettyEntry(record.entry)} label={`Entry of record ${formatCount(record.sequence)}`} />
      </div>
      <div className={styles.actions}>
        <CopyButton value={record.entry} label="Copy stored text" />
        <CopyButton value={record.hash} label="Copy hash" />
      </div>
    </div>
  );
}
