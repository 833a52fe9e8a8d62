import { scanPlace } from '../domain/audit-record.ts';
import { type ChainBreak, type ChainPosition, ChainVerifier, type KeptCheckpoint, ZERO_HASH } from '../domain/chain.ts';
import type { Database, Statement } from '../store/database.ts';
import { checkHeadTime } from './head-time.ts';
import { checkColumns, type RecordColumns } from './record-columns.ts';
import { type LedgerVerdict, verdictOf } from './verdict.ts';

/** Records that are looked at where it is not known from where on they would have to be. */
const TAIL = 100;
/** Records since the last checkpoint, beyond which a quick look is none: here only the newest are looked at then. */
export const LONGEST_TAIL = 5_000;

/** Head and last records in one statement: they are of one moment. Anything beyond the head is in there, too. */
const READ_TAIL: Statement = {
  name: 'verify-tail',
  text: `select h.size, h.hash as "headHash", h.ts as "headTs", r.seq, r.hash, r.entry, r.type,
      r.subject_id as "subjectId", r.actor_id as "actorId"
    from ledger_head h left join lateral (
      select * from ledger_record where ledger = h.ledger and seq >= $2 order by seq desc limit $3
    ) r on true
    where h.ledger = $1 order by r.seq`,
};

interface TailRow extends RecordColumns {
  readonly size: number;
  readonly headHash: string;
  readonly headTs: Date;
  /** Null where the ledger has no record at all. */
  readonly seq: number | null;
  readonly hash: string;
  readonly entry: string;
}

/**
 * The quick look before a server listens: whether the head, the last records and those since `signed`, the newest kept
 * checkpoint, belong together and continue it. Where no position is kept, or too many records came after it, the last ones only.
 */
export async function verifyTail(
  database: Database,
  ledger: string,
  signed: { readonly position: ChainPosition | null; readonly checkpoints: readonly KeptCheckpoint[] },
): Promise<LedgerVerdict> {
  const started = performance.now();
  const last = await lastOnes(database, ledger);
  const since = last.broken === null ? await sinceSigned(database, ledger, signed.position) : null;
  const { chain, broken, head } = since ?? last;
  const found =
    broken ??
    chain.finish({ size: head.size, hash: head.headHash }) ??
    checkHeadTime(chain, head.headTs) ??
    cutOff(chain.size, signed.checkpoints);
  const seconds = Math.max((performance.now() - started) / 1_000, 0.001);
  return verdictOf(chain, found, Math.round(TAIL / seconds));
}

type TailRecord = TailRow & { readonly seq: number };
interface Looked {
  readonly chain: ChainVerifier;
  readonly broken: ChainBreak | null;
  readonly head: TailRow;
}

/** The last record that was signed, and what came after it. Null where it is not there, or too many came after it. */
async function sinceSigned(database: Database, ledger: string, position: ChainPosition | null): Promise<Looked | null> {
  if (position === null) return null;
  const last = position.tree.size - 1;
  const { head, records } = await read(database, ledger, last, LONGEST_TAIL + 1);
  const signed = records.shift();
  if (signed?.seq !== last) return null;
  const chain = new ChainVerifier({ ledger, resume: position });
  if (signed.hash === position.headHash) return { chain, broken: pushAll(chain, records), head };
  const explanation = `Record ${last} is not the one that a kept checkpoint signed: it was rewritten and hashed again.`;
  const { headHash: expected } = position;
  return { chain, broken: { seq: last, what: 'rewritten', explanation, expected, found: signed.hash }, head };
}

/** The tree before the tail is not known here: the root that comes of it says nothing, and nobody asks for it. */
async function lastOnes(database: Database, ledger: string): Promise<Looked> {
  const { head, records } = await read(database, ledger, 0, TAIL + 1);
  const before = records.length > TAIL ? records.shift() : undefined;
  const chain = new ChainVerifier({ ledger, ...(before === undefined ? {} : { resume: resumeAfter(before) }) });
  return { chain, broken: pushAll(chain, records), head };
}

async function read(
  database: Database,
  ledger: string,
  from: number,
  limit: number,
): Promise<{ head: TailRow; records: TailRecord[] }> {
  const rows = await database.query<TailRow>(READ_TAIL, [ledger, from, limit]);
  const head = rows[0];
  if (head === undefined) throw new Error(`there is no ledger ${ledger}`);
  return { head, records: rows.filter((row): row is TailRecord => row.seq !== null) };
}

function pushAll(chain: ChainVerifier, records: readonly TailRecord[]): ChainBreak | null {
  for (const { seq, hash, entry, ...columns } of records) {
    const broken = chain.push({ seq, hash, entry }) ?? checkColumns(seq, entry, columns);
    if (broken !== null) return broken;
  }
  return null;
}

function resumeAfter({ seq, hash, entry }: TailRecord): ChainPosition {
  const size = seq + 1;
  const subtrees = size.toString(2).replaceAll('0', '').length;
  const hashes = new Array<string>(subtrees).fill(ZERO_HASH);
  return { headHash: hash, ts: scanPlace(entry)?.ts ?? '', tree: { size, hashes } };
}

/** A ledger that is shorter than what was signed of it; what came before its end may well verify. */
function cutOff(size: number, kept: readonly KeptCheckpoint[]): ChainBreak | null {
  const signed = Math.max(0, ...kept.map((one) => one.size));
  if (size >= signed) return null;
  const explanation = `The ledger ends after ${size} records, but a kept checkpoint signed ${signed}.`;
  return { seq: size, what: 'cut off', explanation, expected: `${signed} records`, found: `${size} records` };
}
