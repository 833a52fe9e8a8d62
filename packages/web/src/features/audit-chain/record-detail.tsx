import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { ChainRecordFragment } from '../../gql/generated/graphql.ts';
import { prettyEntry } from '../../lib/ledger-entry.ts';
import { formatCount } from '../../lib/time.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './record-detail.module.css';
import { RecordProof } from './record-proof.tsx';
import { useRecordProof } from './use-record-proof.ts';

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
  /** Keys that checkpoints of its ledger are checked with. */
  readonly verifierKeys: readonly string[];
}

/** The entry as it is stored, and whether its text still gives the hash that is kept. */
export function RecordDetail({ id, record, found, verdict, prev, namedBy, verifierKeys }: RecordDetailProps) {
  const fits = found === record.hash;
  const { finding, busy, failure, prove } = useRecordProof(record, found, verifierKeys);
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
        <Button
          size="xs"
          variant="default"
          className="quiet-button"
          leftSection={<IconShieldCheck size={14} stroke={1.75} />}
          loading={busy}
          onClick={prove}
        >
          {finding === null ? 'Prove' : 'Prove again'}
        </Button>
        <CopyButton value={record.entry} label="Copy stored text" />
        <CopyButton value={record.hash} label="Copy hash" />
      </div>
      {failure !== null && (
        <div className={styles.failure}>
          <ErrorState title="There is no proof of this record" retry={prove}>
            {failure}
          </ErrorState>
        </div>
      )}
      {finding !== null && <RecordProof record={record} finding={finding} />}
    </div>
  );
}
