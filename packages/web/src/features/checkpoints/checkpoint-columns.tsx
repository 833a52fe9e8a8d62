import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ListedCheckpointFragment } from '../../gql/generated/graphql.ts';
import { downloadText } from '../../lib/download.ts';
import { readCheckpoint } from '../../lib/ledger/checkpoint.ts';
import { formatCount, formatExact, formatSecond } from '../../lib/time.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import styles from './checkpoints.module.css';

/** What of a checkpoint is shown in its row; `fileName` without the size. */
export function checkpointColumns(fileName: string, now: Date): readonly Column<ListedCheckpointFragment>[] {
  return [
    { label: 'Records', cell: ({ size }) => <span className="tabular">{formatCount(size)}</span> },
    { label: 'Root', cell: ({ root }) => <HashText hash={root} head={16} tail={8} /> },
    { label: 'Kept', cell: ({ keptAt }) => <KeptAt at={keptAt ?? null} now={now} /> },
    { label: 'Key', cell: ({ note }) => <HashText hash={readCheckpoint(note)?.key ?? 'unreadable'} head={0} /> },
    { label: 'Witnesses', cell: ({ note }) => <Witnesses names={readCheckpoint(note)?.witnesses ?? []} /> },
    {
      label: 'Note',
      alignEnd: true,
      cell: ({ note, size }) => (
        <span className={styles.actions}>
          <CopyButton value={note} label="Copy note" />
          <Button
            size="xs"
            variant="default"
            className="quiet-button"
            leftSection={<IconDownload size={14} stroke={1.75} />}
            aria-label={`Download the checkpoint of ${formatCount(size)} records`}
            onClick={() => downloadText(`${fileName}-${size}.txt`, note, 'text/plain;charset=utf-8')}
          >
            Download
          </Button>
        </span>
      ),
    },
  ];
}

function KeptAt({ at, now }: { readonly at: string | null; readonly now: Date }) {
  if (at === null) return <span className={styles.quiet}>signed as you asked</span>;
  const moment = new Date(at);
  return (
    <time className="tabular" dateTime={at} title={formatExact(moment)}>
      {formatSecond(moment, now)}
    </time>
  );
}

function Witnesses({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return <span className={styles.quiet}>none known</span>;
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          <HashText hash={name} head={0} />
        </li>
      ))}
    </ul>
  );
}
