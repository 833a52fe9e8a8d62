import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { downloadText } from '../../lib/download.ts';
import { formatCount } from '../../lib/time.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './audit-chain-screen.module.css';
import { readCheckpoint } from './checkpoint.ts';

interface CheckpointAsideProps {
  /** A C2SP checkpoint as a signed note. */
  readonly note: string;
  readonly size: string;
  readonly root: string;
  readonly fileName: string;
  /** Of a chain that does not verify, a checkpoint made of its hashes as they stand vouches for nothing. */
  readonly broken: boolean;
}

/** The newest checkpoint: what the server has signed of this chain. */
export function CheckpointAside({ note, size, root, fileName, broken }: CheckpointAsideProps) {
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
      {checkpoint ? (
        <FactList
          facts={[
            { label: 'Size', value: <span className="tabular">{formatCount(checkpoint.size)}</span> },
            { label: 'Root', value: <HashText hash={checkpoint.root} head={0} /> },
            { label: 'Key', value: <HashText hash={checkpoint.key} head={0} /> },
            { label: 'Origin', value: <HashText hash={checkpoint.origin} head={0} /> },
            ...(checkpoint.witnesses > 0 ? [{ label: 'Witnesses', value: `${checkpoint.witnesses} cosigned` }] : []),
          ]}
        />
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
