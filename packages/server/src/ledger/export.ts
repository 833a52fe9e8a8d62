import type { Database, Statement } from '../store/database.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';
import type { Checkpoints } from './checkpoints.ts';

const LEDGER: Statement = {
  name: 'export-ledger',
  text: `select size, origin, sealed_at is not null as "isSealed" from ledger_head where ledger = $1
    union all select size, origin, true from ledger_epoch where ledger = $1`,
};
const RECORDS: Statement = {
  name: 'export-records',
  text: 'select seq, hash, entry from ledger_record where ledger = $1 and seq >= $2 and seq < $3 order by seq limit $4',
};
const READ_LIMIT = 1_000;

/**
 * A ledger as lines of JSON, without line ends: one a record, as stored, and at the end the newest signed checkpoint. What
 * somebody has tampered with is exported as it stands, and never signed anew: to find it is the reader's work.
 */
export async function* exportLedger(
  database: Database,
  parts: { readonly checkpoints: Checkpoints; readonly signer: CheckpointSigner },
  ledger: string,
): AsyncGenerator<string> {
  const row = (await database.query<{ size: number; origin: string; isSealed: boolean }>(LEDGER, [ledger]))[0];
  if (row === undefined) return;
  const checkpoint = await parts.checkpoints.current(ledger);
  // An open ledger goes on growing while it is read.
  const end = row.isSealed ? Number.MAX_SAFE_INTEGER : (checkpoint?.size ?? row.size);
  for (let next = 0; next < end; ) {
    const rows = await database.query<{ seq: number; hash: string; entry: string }>(RECORDS, [
      ledger,
      next,
      end,
      READ_LIMIT,
    ]);
    for (const { seq, hash, entry } of rows) yield JSON.stringify({ seq, hash, entry });
    const last = rows.at(-1);
    if (last === undefined) break;
    next = last.seq + 1;
  }
  if (checkpoint === null) return;
  yield JSON.stringify({ checkpoint: checkpoint.note, vkey: parts.signer.vkeyOf(checkpoint.note) });
}
