import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconUnlink } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ChainRecordFragment } from '../../gql/generated/graphql.ts';
import { entryHash, readEntry } from '../../lib/ledger-entry.ts';
import { recordWords } from '../../lib/record-words.ts';
import { formatCount, formatDay, formatExact, formatUtcClock } from '../../lib/time.ts';
import { ActorMark } from '../../ui/actor-mark.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { RecordDetail } from './record-detail.tsx';
import styles from './record-row.module.css';

interface RecordRowProps {
  readonly record: ChainRecordFragment;
  /** The record below it, if it is loaded and the one that comes before it in the chain. */
  readonly previous: ChainRecordFragment | null;
  /** The record above it, if it is loaded and the one that comes next in the chain. */
  readonly next: ChainRecordFragment | null;
  /** The number of the first record that does not verify. */
  readonly broken: bigint | null;
  readonly verdict: string | null;
  readonly verifierKeys: readonly string[];
  readonly now: Date;
  readonly expanded: boolean;
  readonly sought: boolean;
  readonly onToggle: (id: string) => void;
}

/** A record as a block of the chain, a bracket from its `prev` to the equal hash of the block below. */
export function RecordRow(props: RecordRowProps) {
  const { record, previous, next, broken, now, expanded, sought, onToggle } = props;
  const { entry, found, words } = useMemo(() => {
    const read = readEntry(record.entry);
    return { entry: read, found: entryHash(record.entry), words: recordWords(record.type, read) };
  }, [record.entry, record.type]);
  const sequence = BigInt(record.sequence);
  const at = new Date(record.occurredAt);
  const fits = found === record.hash;
  const isBreak = broken === sequence || !fits;
  const isUnvouched = broken !== null && sequence > broken && !isBreak;
  const detailId = `record-${record.sequence}`;
  return (
    <div
      className={styles.row}
      data-broken={isBreak || undefined}
      data-unvouched={isUnvouched || undefined}
      data-sought={sought || undefined}
    >
      <UnstyledButton
        className={styles.summary}
        aria-expanded={expanded}
        aria-controls={expanded ? detailId : undefined}
        onClick={() => onToggle(record.id)}
      >
        <span className={`${styles.sequence} mono`}>
          <IconChevronRight className={styles.chevron} size={12} stroke={2} aria-hidden="true" />
          {formatCount(record.sequence)}
        </span>
        <span className={styles.what}>
          <span className={styles.line}>
            {words.title} <span className={`${styles.type} mono`}>{record.type}</span>
          </span>
          <span className={styles.line}>
            <Subject names={words.names} about={words.about} muted={isUnvouched} />
          </span>
        </span>
        <span className={styles.who}>
          <ActorMark kind={record.actor.kind} name={record.actor.name} />
          <span className={styles.name}>{record.actor.name}</span>
        </span>
        <time className={`${styles.when} tabular`} dateTime={record.occurredAt} title={formatExact(at)}>
          <span>{formatUtcClock(at)}</span>
          <span className={styles.day}>{formatDay(at, now)}</span>
        </time>
        <span className={`${styles.hash} mono`}>
          <span className={styles.line}>
            {fits ? (
              <>
                <b>{record.hash.slice(0, 8)}</b>
                <span className={styles.middle}> {record.hash.slice(8, 16)}</span> … {record.hash.slice(-8)}
              </>
            ) : (
              <b className={styles.mismatch}>does not match</b>
            )}
          </span>
          <span className={styles.prev}>
            prev <b>{entry ? entry.prev.slice(0, 8) : 'unreadable'}</b>
          </span>
        </span>
      </UnstyledButton>
      {previous !== null && entry && <Bracket prev={entry.prev} previous={previous} />}
      {expanded && (
        <RecordDetail
          id={detailId}
          record={record}
          found={found}
          verdict={broken === sequence ? props.verdict : null}
          prev={entry?.prev ?? null}
          verifierKeys={props.verifierKeys}
          namedBy={next !== null && readEntry(next.entry)?.prev === record.hash ? next.sequence : null}
        />
      )}
    </div>
  );
}

interface SubjectProps {
  readonly names: readonly string[];
  readonly about: string | null;
  readonly muted: boolean;
}

function Subject({ names, about, muted }: SubjectProps) {
  const [first] = names;
  if (first === undefined) return <span className={styles.about}>{about}</span>;
  return (
    <span className={styles.names}>
      <HostName name={first} fit="cut" size="inline" muted={muted} />
      {names.length > 1 && <span className={styles.more}>+{names.length - 1}</span>}
    </span>
  );
}

function Bracket({ prev, previous }: { readonly prev: string; readonly previous: ChainRecordFragment }) {
  const joined = prev === previous.hash && entryHash(previous.entry) === previous.hash;
  return (
    <span className={styles.bracket} data-broken={!joined || undefined} aria-hidden="true">
      {!joined && (
        <span className={styles.unlink}>
          <IconUnlink size={12} stroke={2.5} />
        </span>
      )}
    </span>
  );
}
