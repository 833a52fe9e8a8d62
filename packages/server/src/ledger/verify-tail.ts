import { scanPlace } from '../domain/audit-record.ts';
import { ChainVerifier, ZERO_HASH } from '../domain/chain.ts';
import type { Database, Statement } from '../store/database.ts';
import { checkColumns, type RecordColumns } from './record-columns.ts';
import { type LedgerVerdict, verdictOf } from './verdict.ts';

/** Records behind which nothing is looked at before a server listens. */
const TAIL = 100;

/** Head and last records in one statement: they are of one moment. Anything beyond the head is in there, too. */
const READ_TAIL: Statement = {
  name: 'verify-tail',
  text: `select h.size, h.hash as "headHash", h.ts as "headTs", r.seq, r.hash, r.entry, r.type,
      r.subject_id as "subjectId", r.actor_id as "actorId"
    from ledger_head h left join lateral (
      select * from ledger_record where ledger = h.ledger order by seq desc limit ${TAIL + 1}
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

/** The quick look before a server listens: whether head and last records of the ledger belong together. */
export async function verifyTail(database: Database, ledger: string): Promise<LedgerVerdict> {
  const started = performance.now();
  const rows = await database.query<TailRow>(READ_TAIL, [ledger]);
  const head = rows[0];
  if (head === undefined) throw new Error(`there is no ledger ${ledger}`);
  const records = rows.filter((row): row is TailRow & { seq: number } => row.seq !== null);
  // The record before the tail says what the tail continues from; the first record of all continues from nothing.
  const before = records.length > TAIL ? records.shift() : undefined;
  const chain = new ChainVerifier({ ledger, ...(before === undefined ? {} : { resume: resumeAfter(before) }) });
  let broken = null;
  for (const { seq, hash, entry, ...columns } of records) {
    broken = chain.push({ seq, hash, entry }) ?? checkColumns(seq, entry, columns);
    if (broken !== null) break;
  }
  broken ??= chain.finish({ size: head.size, hash: head.headHash });
  const seconds = Math.max((performance.now() - started) / 1_000, 0.001);
  return verdictOf(chain, broken, Math.round(records.length / seconds));
}

/** The tree before the tail is not known here: the root that comes of it says nothing, and nobody asks for it. */
function resumeAfter({ seq, hash, entry }: { seq: number; hash: string; entry: string }) {
  const size = seq + 1;
  const subtrees = size.toString(2).replaceAll('0', '').length;
  const hashes = new Array<string>(subtrees).fill(ZERO_HASH);
  return { headHash: hash, ts: scanPlace(entry)?.ts ?? '', tree: { size, hashes } };
}
