import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RecordLineFragment } from '../../gql/generated/graphql.ts';
import { readEntry } from '../../lib/ledger-entry.ts';
import { recordSentence } from '../../lib/record-sentence.ts';
import { formatCount, formatExact, formatUtcClock } from '../../lib/time.ts';
import { ActorMark } from '../../ui/actor-mark.tsx';
import type { RecordSearch } from './record-search.ts';
import { requestOf } from './record-subject.ts';
import styles from './records-screen.module.css';

interface RecordLineProps {
  readonly record: RecordLineFragment;
  readonly search: RecordSearch;
  readonly nameOf: (id: string) => string | null;
  readonly onSearch: (search: RecordSearch) => void;
}

/** A record as a row: when, what in one sentence, and the ways on. */
export function RecordLine({ record, search, nameOf, onSearch }: RecordLineProps) {
  const { actor, subjectId, sequence, type, occurredAt } = record;
  const entry = useMemo(() => readEntry(record.entry), [record.entry]);
  const at = new Date(occurredAt);
  const requestId = requestOf(subjectId ?? null, entry);
  return (
    <tr>
      <td className={styles.when}>
        <time className="tabular" dateTime={occurredAt} title={formatExact(at)}>
          {occurredAt.slice(0, 10)} <span className={styles.clock}>{formatUtcClock(at).slice(0, 8)}</span>
        </time>
      </td>
      <td className={styles.what}>
        <span className={styles.sentence}>
          <ActorMark kind={actor.kind} name={actor.name} />
          <bdi>{recordSentence({ type, actor, entry, nameOf })}</bdi>
        </span>
        <span className={`${styles.type} mono`}>{type}</span>
      </td>
      <td className={styles.ways}>
        <span className={styles.links}>
          {requestId !== null && (
            <Link className="text-link" to="/approvals/$requestId" params={{ requestId }}>
              Request
            </Link>
          )}
          <Link className="text-link" to="/audit-chain" search={{ record: Number(sequence), ledger: search.ledger }}>
            {`Record ${formatCount(sequence)} in the chain`}
          </Link>
          {subjectId && search.subject !== subjectId && (
            <button type="button" className="text-link" onClick={() => onSearch({ ...search, subject: subjectId })}>
              All about this
            </button>
          )}
          {search.actor !== actor.id && (
            <button type="button" className="text-link" onClick={() => onSearch({ ...search, actor: actor.id })}>
              All by {actor.kind === 'USER' ? 'them' : 'it'}
            </button>
          )}
        </span>
      </td>
    </tr>
  );
}
