import { formatCount } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './record-proof.module.css';
import type { ProofFinding } from './use-record-proof.ts';
import { recordsOf } from './verification-words.ts';

interface RecordProofProps {
  readonly record: { readonly sequence: string; readonly hash: string };
  readonly finding: ProofFinding;
}

/** The proof that a record is in its ledger, and what this browser found when it checked it. */
export function RecordProof({ record, finding }: RecordProofProps) {
  const { proof, leadsToRoot, isSigned } = finding;
  const proven = leadsToRoot && isSigned !== false;
  const json = JSON.stringify(
    {
      seq: Number(record.sequence),
      hash: record.hash,
      size: Number(proof.size),
      root: proof.root,
      proof: proof.hashes,
      checkpoint: proof.checkpoint,
    },
    null,
    2,
  );
  return (
    <div className={styles.proof}>
      <p className={styles.head} data-state={proven ? 'pass' : 'fail'} role="status">
        <StateMark state={proven ? 'pass' : 'fail'} size={14} />
        {wordsOf(finding)}
      </p>
      <dl className={styles.facts}>
        <dt>In the tree of</dt>
        <dd className="tabular">{recordsOf(proof.size)}</dd>
        <dt>Root</dt>
        <dd>
          <HashText hash={proof.root} head={0} />
        </dd>
        <dt>Proof</dt>
        <dd className="tabular">{count(proof.hashes.length, 'hash', 'hashes')} from the record up to the root</dd>
        <dt>Checkpoint</dt>
        <dd className="tabular">{signedWords(finding)}</dd>
      </dl>
      <div className={styles.actions}>
        <CopyButton value={json} label="Copy proof as JSON" />
      </div>
    </div>
  );
}

function wordsOf({ leadsToRoot, isSigned, proof }: ProofFinding): string {
  if (!leadsToRoot) return 'Not proven: from the text of this record, the proof does not lead to that root';
  if (isSigned === false) return 'Not proven: the checkpoint does not bear the signature of this ledger';
  const where = proof.checkpoint ? `the signed checkpoint of ${formatCount(proof.size)}` : 'that root';
  return `Proven in this browser: this record leads to ${where}`;
}

function signedWords({ proof, isSigned }: ProofFinding): string {
  if (!proof.checkpoint) return 'none signs a tree of this size yet';
  if (isSigned === null)
    return 'signed; this browser cannot check the signature, the copied proof can be checked elsewhere';
  return isSigned ? 'its signature is right, checked in this browser' : 'its signature is not right';
}
