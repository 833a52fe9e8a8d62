import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type ChainBreak, ChainVerifier } from '../domain/chain.ts';
import { CopyTextReader } from './copy-text.ts';
import { checkColumns } from './record-columns.ts';
import { type LedgerVerdict, type VerificationJob, type VerificationProgress, verdictOf } from './verdict.ts';
import { verifyState } from './verify-state.ts';

/** Between two reports of progress, ms. */
const REPORT_EVERY_MS = 100;
const COLUMNS = 'seq, hash, type, subject_id, actor_id, entry';

interface HeadRow {
  readonly size: number;
  readonly hash: string;
  readonly ts: Date;
}

/**
 * Re-derives a whole ledger from its stored text: one pass, one snapshot of the database, bounded memory. It hogs the thread
 * it runs in: see VerifierThread.
 */
export async function verifyLedger(
  client: pg.Client,
  { ledger, checkpoints, state }: VerificationJob,
  report: (progress: VerificationProgress) => void,
): Promise<LedgerVerdict> {
  await client.query('begin isolation level repeatable read read only');
  try {
    const head = await readHead(client, ledger);
    const chain = new ChainVerifier({ ledger, checkpoints });
    const started = performance.now();
    const broken = await verifyRecords(client, ledger, chain, head.size, report);
    const ended = broken ?? chain.finish(head) ?? checkHeadTime(chain, head);
    const seconds = Math.max((performance.now() - started) / 1_000, 0.001);
    // Only a whole ledger says what the state must be.
    const verdict = ended ?? (state === undefined ? null : await verifyState(client, state));
    return verdictOf(chain, verdict, Math.round(chain.size / seconds));
  } finally {
    await client.query('rollback');
  }
}

async function readHead(client: pg.Client, ledger: string): Promise<HeadRow> {
  const found = await client.query<{ size: string; hash: string; ts: Date }>(
    `select size::text, hash, ts from ledger_head where ledger = $1
      union all select size::text, hash, ts from ledger_epoch where ledger = $1`,
    [ledger],
  );
  const head = found.rows[0];
  if (head === undefined) throw new Error(`there is no ledger ${ledger}`);
  return { ...head, size: Number(head.size) };
}

/** Transport and rows are the cost, not hashing: COPY sends few columns, and they are parsed where they lie. */
async function verifyRecords(
  client: pg.Client,
  ledger: string,
  chain: ChainVerifier,
  total: number,
  report: (progress: VerificationProgress) => void,
): Promise<ChainBreak | null> {
  const where = `ledger = ${pg.escapeLiteral(ledger)}`;
  const stream = client.query(
    copyTo(`copy (select ${COLUMNS} from ledger_record where ${where} order by seq) to stdout`),
  );
  const reader = new CopyTextReader(6);
  let broken: ChainBreak | null = null;
  let reportAt = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('COPY sent something else than bytes');
    for (const row of reader.rows(chunk)) {
      const [seq = '', hash = '', type = '', subjectId = '', actorId = '', entry = ''] = row;
      const number = Number(seq);
      const before = chain.size;
      chain.push({ seq: number, hash, entry });
      if (broken === null && chain.size > before) broken = checkColumns(number, entry, { type, subjectId, actorId });
    }
    const now = performance.now();
    if (now < reportAt) continue;
    reportAt = now + REPORT_EVERY_MS;
    report({ verified: chain.size, total });
  }
  report({ verified: chain.size, total });
  // Whichever comes first in the ledger is the first.
  if (broken !== null && (chain.broken === null || broken.seq <= chain.broken.seq)) return broken;
  return chain.broken;
}

/** The head's time is the last record's: what is committed next must not be dated before it. */
function checkHeadTime(chain: ChainVerifier, head: HeadRow): ChainBreak | null {
  const { ts } = chain.position();
  const found = head.ts.toISOString();
  if (chain.size === 0 || ts === found) return null;
  return {
    seq: chain.size - 1,
    what: 'state edited',
    explanation: `The head of the ledger is dated ${found}, its last record ${ts}.`,
    expected: ts,
    found,
  };
}
