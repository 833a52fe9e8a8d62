import { type AuditEntry, readEntry } from './audit-record.ts';
import { hashEntry } from './chain.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import type { EvidenceLedger, EvidenceRecord } from './evidence-bundle.ts';
import { type EvidenceFact, fact, firstProblem } from './evidence-facts.ts';
import { verifyInclusion } from './merkle.ts';
import { counted } from './wording.ts';

/** What one ledger of a bundle comes to. */
export interface LedgerEvidence {
  readonly facts: readonly EvidenceFact[];
  /** Null where it is not signed by the key beside it. */
  readonly checkpoint: Checkpoint | null;
  /** The records that could be read; worth something only if all facts hold. */
  readonly entries: readonly AuditEntry[];
}

/** Checks that the records are a ledger's own, word for word, and stand under the root that its checkpoint signs. */
export function checkLedger(bundled: EvidenceLedger): LedgerEvidence {
  const { ledger, records } = bundled;
  const opened = openSigned(bundled);
  const checkpoint = typeof opened === 'string' ? null : opened;
  const read = records.map(readRecord);
  const entries = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const unread = read.find((one) => typeof one === 'string');
  const facts = [
    fact(
      `The checkpoint of ${ledger} is signed`,
      typeof opened === 'string' ? opened : null,
      `${bundled.origin} at ${counted(checkpoint?.size ?? 0, 'record')}, by the key ${bundled.vkey}.`,
    ),
    fact(
      `The records of ${ledger} are word for word as they were written`,
      unread ?? placesProblem(ledger, records, entries),
      `${counted(records.length, 'record')}: each canonical, each with its own hash, in order.`,
    ),
    fact(
      `The records of ${ledger} stand under its checkpoint`,
      checkpoint === null
        ? 'There is no signed root to prove them against.'
        : firstProblem(records, (record) => inclusionProblem(record, checkpoint)),
      'The inclusion proof of each leads to the signed root.',
    ),
  ];
  return { facts, checkpoint, entries };
}

function openSigned({ ledger, origin, vkey, checkpoint }: EvidenceLedger): Checkpoint | string {
  let opened: Checkpoint;
  try {
    opened = openCheckpoint(checkpoint, vkey);
  } catch (error) {
    return error instanceof Error ? error.message : 'The checkpoint cannot be read.';
  }
  if (opened.origin !== origin) return `The checkpoint is of ${opened.origin}, but the bundle says ${origin}.`;
  if (!origin.endsWith(`/ledger/${ledger}`)) return `${origin} is not the origin of the ledger ${ledger}.`;
  return opened;
}

/** The entry, or what is wrong with the record. */
function readRecord({ seq, hash, entry }: EvidenceRecord): AuditEntry | string {
  if (hashEntry(entry) !== hash) return `The text of record ${seq} does not have the hash that is given with it.`;
  try {
    return readEntry(entry);
  } catch (error) {
    return `Record ${seq}: ${error instanceof Error ? error.message : 'it cannot be read.'}`;
  }
}

/** What is wrong with where the entries say that they stand, against each other and against the bundle. */
function placesProblem(
  ledger: string,
  records: readonly EvidenceRecord[],
  entries: readonly AuditEntry[],
): string | null {
  return firstProblem(entries.entries(), ([i, entry]) => {
    const { seq, org, ts, prev } = entry;
    const record = records[i];
    if (record?.seq !== seq)
      return `The record that is given as number ${record?.seq ?? i} was written as number ${seq}.`;
    if (org !== ledger) return `Record ${seq} was written for another ledger, ${org}.`;
    const before = entries[i - 1];
    if (before === undefined) return null;
    if (seq <= before.seq) return `Record ${seq} stands after record ${before.seq}.`;
    if (ts < before.ts)
      return `Record ${seq} is dated before record ${before.seq}; a ledger's time never runs backwards.`;
    if (seq === before.seq + 1 && prev !== records[i - 1]?.hash)
      return `Record ${seq} does not continue from record ${before.seq}.`;
    return null;
  });
}

function inclusionProblem({ seq, hash, proof }: EvidenceRecord, { size, rootHex }: Checkpoint): string | null {
  if (seq >= size) return `The checkpoint covers ${counted(size, 'record')}; record ${seq} is not among them.`;
  if (verifyInclusion({ seq, size, leafHash: hash, proof, rootHex })) return null;
  return `The proof of record ${seq} does not lead to the signed root.`;
}
