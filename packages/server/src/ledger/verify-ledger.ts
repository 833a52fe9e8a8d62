import type pg from 'pg';
import { type ChainBreak, type ChainPosition, ChainVerifier, hashEntry } from '../domain/chain.ts';
import { checkHeadTime } from './head-time.ts';
import { checkColumns, type RecordColumns } from './record-columns.ts';
import { type LedgerVerdict, type VerificationJob, type VerificationProgress, verdictOf } from './verdict.ts';
import { type AfterWork, verifyRecords } from './verify-records.ts';
import { verifyState } from './verify-state.ts';

interface HeadRow {
  readonly size: number;
  readonly hash: string;
  readonly ts: Date;
  /** Up to where there can be records: as many as the head counts, or as there are if it counts more. */
  readonly read: number;
}

/**
 * Re-derives a whole ledger from its stored text: one pass, one snapshot of the database, bounded memory. It hogs the thread
 * it runs in: see VerifierThread.
 */
export async function verifyLedger(
  client: pg.Client,
  { ledger, checkpoints, resume, state }: VerificationJob,
  report: (progress: VerificationProgress) => void,
  afterWork: AfterWork = () => undefined,
): Promise<LedgerVerdict> {
  // PostgreSQL takes the copy for costly enough to be compiled first, which costs more than it saves.
  await client.query('begin isolation level repeatable read read only; set local jit = off');
  try {
    const head = await readHead(client, ledger);
    const started = performance.now();
    const resumed = resume === undefined ? null : await checkResumed(client, ledger, resume);
    const options = { ledger, checkpoints, ...(resume === undefined ? {} : { resume }) };
    const { chain, broken } =
      resumed === null
        ? await verifyRecords(client, options, head.read, {
            report: (verified) => report({ verified, total: head.read }),
            afterWork,
          })
        : { chain: new ChainVerifier(options), broken: resumed };
    const ended = broken ?? chain.finish(head) ?? checkHeadTime(chain, head.ts);
    const seconds = Math.max((performance.now() - started) / 1_000, 0.001);
    // Only a whole ledger says what the state must be.
    const verdict = ended ?? (state === undefined ? null : await verifyState(client, state, spells(afterWork)));
    const records = chain.size - (resume?.tree.size ?? 0);
    return verdictOf(chain, verdict, Math.round(records / seconds));
  } finally {
    await client.query('rollback');
  }
}

/** Tells of the work since it was last called, or made. */
function spells(afterWork: AfterWork): () => void {
  let since = performance.now();
  return () => {
    afterWork(performance.now() - since);
    since = performance.now();
  };
}

async function readHead(client: pg.Client, ledger: string): Promise<HeadRow> {
  const found = await client.query<{ size: string; hash: string; ts: Date; last: string }>(
    `select h.size::text, h.hash, h.ts, coalesce((select max(seq) from ledger_record where ledger = $1), -1)::text as last
      from (select size, hash, ts, ledger from ledger_head union all select size, hash, ts, ledger from ledger_epoch) h
      where h.ledger = $1`,
    [ledger],
  );
  const head = found.rows[0];
  if (head === undefined) throw new Error(`there is no ledger ${ledger}`);
  const size = Number(head.size);
  return { hash: head.hash, ts: head.ts, size, read: Math.max(0, Math.min(size, Number(head.last) + 1)) };
}

/** Whether the record that the rest is to go on from is the one that was signed. */
async function checkResumed(
  client: pg.Client,
  ledger: string,
  { tree, headHash }: ChainPosition,
): Promise<ChainBreak | null> {
  const seq = tree.size - 1;
  if (seq < 0) return null;
  const found = await client.query<{ hash: string; entry: string } & RecordColumns>(
    `select hash, entry, type, subject_id as "subjectId", actor_id as "actorId"
      from ledger_record where ledger = $1 and seq = $2`,
    [ledger, seq],
  );
  const record = found.rows[0];
  if (record === undefined) {
    const explanation = `Record ${seq} is missing, up to which a kept checkpoint signed the ledger.`;
    return { seq, what: 'missing', explanation, expected: headHash, found: 'no record' };
  }
  if (record.hash !== headHash) {
    const explanation = `Record ${seq} is not the one that a kept checkpoint signed: it was rewritten and hashed again.`;
    return { seq, what: 'rewritten', explanation, expected: headHash, found: record.hash };
  }
  const hash = hashEntry(record.entry);
  if (hash === headHash) return checkColumns(seq, record.entry, record);
  const explanation = `The text of record ${seq} does not have the hash that is stored with it.`;
  return { seq, what: 'edited', explanation, expected: headHash, found: hash };
}
