import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { downloadText } from '../../lib/download.ts';
import { type Checkpoint, readCheckpoint } from '../../lib/ledger/checkpoint.ts';
import { formatCount } from '../../lib/time.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Fact, FactList } from '../../ui/fact-list.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './audit-chain-screen.module.css';

interface CheckpointAsideProps {
  /** A C2SP checkpoint as a signed note. */
  readonly note: string;
  readonly size: string;
  readonly root: string;
  /** Newest first (C2SP signed-note). */
  readonly verifierKeys: readonly string[];
  readonly address: string;
  readonly fileName: string;
  /** Of a chain that does not verify, a checkpoint made of its hashes as they stand vouches for nothing. */
  readonly broken: boolean;
}

/** The newest checkpoint: what the server has signed of this chain, and what it is checked with. */
export function CheckpointAside(props: CheckpointAsideProps) {
  const { note, size, root, verifierKeys, address, fileName, broken } = props;
  const checkpoint = readCheckpoint(note);
  const agrees = !broken && checkpoint && checkpoint.size === size ? checkpoint.root === root : null;
  return (
    <Section
      title="Newest checkpoint"
      aside={
        agrees !== null && (
          <span className={agrees ? styles.agrees : styles.differs}>
            <StateMark state={agrees ? 'pass' : 'fail'} size={14} />
            {agrees ? 'agrees' : 'differs'}
          </span>
        )
      }
    >
      <p className={styles.prose}>
        Whoever keeps a checkpoint can later tell whether any record up to it was changed, taken out or rewritten,
        whatever this server says. Fetch it from{' '}
        <a className="text-link" href={address}>
          its public address
        </a>{' '}
        and keep it elsewhere, with the key.
      </p>
      {checkpoint ? (
        <FactList facts={factsOf(checkpoint, verifierKeys)} />
      ) : (
        <p className={styles.prose}>
          This note cannot be read as a checkpoint. Download it and compare it with one that you kept.
        </p>
      )}
      <div className={styles.buttons}>
        <CopyButton value={note} label="Copy note" />
        <Button
          size="xs"
          variant="default"
          className="quiet-button"
          leftSection={<IconDownload size={14} stroke={1.75} />}
          onClick={() => downloadText(fileName, note, 'text/plain;charset=utf-8')}
        >
          Download
        </Button>
      </div>
    </Section>
  );
}

function factsOf(checkpoint: Checkpoint, verifierKeys: readonly string[]): Fact[] {
  const { witnesses } = checkpoint;
  return [
    { label: 'Size', value: <span className="tabular">{formatCount(checkpoint.size)}</span> },
    { label: 'Root', value: <HashText hash={checkpoint.root} head={0} /> },
    { label: 'Origin', value: <HashText hash={checkpoint.origin} head={0} /> },
    {
      label: 'Witnesses',
      value:
        witnesses.length === 0
          ? 'none cosigned it'
          : witnesses.map((name) => (
              <div key={name}>
                <HashText hash={name} head={0} />
              </div>
            )),
    },
    {
      label: verifierKeys.length > 1 ? 'Keys' : 'Key',
      value:
        verifierKeys.length === 0 ? (
          <HashText hash={checkpoint.key} head={0} />
        ) : (
          verifierKeys.map((key) => (
            <div key={key} className={styles.key}>
              <HashText hash={key} head={0} />
              <CopyButton compact value={key} label="Copy verifier key" />
            </div>
          ))
        ),
    },
  ];
}
