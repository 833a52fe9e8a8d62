import { canonicalString } from '../domain/canonical-json.ts';
import type { ChainBreak } from '../domain/chain.ts';

/** The columns that repeat what is in the entry, for records to be found by. */
export interface RecordColumns {
  readonly type: string;
  readonly subjectId: string;
  readonly actorId: string;
}

/**
 * Whether the columns say what the entry says, whose chain has been verified: it is canonical, so its members stand in a
 * fixed order and nothing needs parsing.
 */
export function checkColumns(
  seq: number,
  entry: string,
  { type, subjectId, actorId }: RecordColumns,
): ChainBreak | null {
  if (!entry.startsWith(`{"actor":{"id":${canonicalString(actorId)},"kind":`)) return differs(seq, 'actor_id', actorId);
  if (!entry.endsWith(`,"type":${canonicalString(type)},"v":1}`)) return differs(seq, 'type', type);
  const subject = entry.lastIndexOf(SUBJECT);
  if (!entry.startsWith(`${canonicalString(subjectId)},"kind":`, subject + SUBJECT.length)) {
    return differs(seq, 'subject_id', subjectId);
  }
  return null;
}

const SUBJECT = ',"subject":{"id":';

function differs(seq: number, column: string, found: string): ChainBreak {
  return {
    seq,
    what: 'state edited',
    explanation: `Record ${seq} is whole, but the column ${column} beside it does not say what the record says.`,
    expected: `the ${column} of the record`,
    found,
  };
}
