import { readEntry } from './audit-record.ts';
import { canonicalJson } from './canonical-json.ts';
import { csvRow } from './csv.ts';

/** What of a ledger is exported, as it was asked for; null: not narrowed by that. */
export interface ExportFilter {
  readonly types: readonly string[] | null;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  /** RFC 3339; included. */
  readonly from: string | null;
  /** RFC 3339; excluded. */
  readonly to: string | null;
}

/** The ledger as it stood when the export began; it holds nothing that came later. */
export interface ExportHead {
  readonly ledger: string;
  readonly size: number;
  /** Of the newest record, lower-case hex. */
  readonly head: string;
  readonly exportedAt: Date;
  readonly filter: ExportFilter;
}

export interface ExportedRecord {
  readonly sequence: number;
  readonly hash: string;
  /** Exactly as stored. */
  readonly entry: string;
}

export const CSV_COLUMNS = [
  'ledger',
  'sequence',
  'time',
  'type',
  'actor_kind',
  'actor_id',
  'actor_name',
  'subject_kind',
  'subject_id',
  'detail',
  'hash',
] as const;
/** The type of the row at the end of a CSV; no record has it. */
export const CSV_END = 'export.ended';

/** A record as cells, in the order of CSV_COLUMNS. Of one that somebody tampered with, the entry as it stands, as its detail. */
export function csvCells(ledger: string, { sequence, hash, entry }: ExportedRecord): readonly string[] {
  const read = readOrNothing(entry);
  if (read === null) return [ledger, String(sequence), '', 'unreadable', '', '', '', '', '', entry, hash];
  const { ts, type, actor, subject, detail } = read;
  const who = [actor.kind, actor.id, actor.name];
  return [ledger, String(sequence), ts, type, ...who, subject.kind, subject.id, canonicalJson(detail), hash];
}

export const csvHead = (): string => csvRow(CSV_COLUMNS);

export const csvRecord = (ledger: string, record: ExportedRecord): string => csvRow(csvCells(ledger, record));

/** The last row: what this is an export of. Without it, the file is not whole. */
export function csvEnd(head: ExportHead, records: number): string {
  const detail = canonicalJson({ ...describe(head), records });
  const time = head.exportedAt.toISOString();
  return csvRow([head.ledger, '', time, CSV_END, '', '', '', '', '', detail, head.head]);
}

/** The first line of a part of a ledger. */
export function jsonlHead(head: ExportHead): string {
  return `${JSON.stringify({
    export: {
      ...describe(head),
      exportedAt: head.exportedAt.toISOString(),
      note: 'A part of the ledger does not verify as a chain. SHA-256 of a zero byte and the entry is the hash of each record; that it is in the ledger is proven at /ledger/<ledger>/inclusion?seq=<seq>.',
    },
  })}\n`;
}

/** A record as a whole export has it. */
export const jsonlRecord = ({ sequence, hash, entry }: ExportedRecord): string =>
  `${JSON.stringify({ seq: sequence, hash, entry })}\n`;

/** The last line. Without it, the file is not whole. */
export const jsonlEnd = (records: number): string => `${JSON.stringify({ end: { records } })}\n`;

export function isFiltered(filter: ExportFilter): boolean {
  return Object.values(filter).some((value) => value !== null);
}

function describe({ ledger, size, head, filter }: ExportHead) {
  return { ledger, size, head, filter: { ...filter } };
}

function readOrNothing(entry: string) {
  try {
    return readEntry(entry);
  } catch {
    return null;
  }
}
