import { CompactTree } from '../domain/merkle.ts';
import type { Database, Statement } from '../store/database.ts';
import type { CheckpointSigner } from './checkpoint-key.ts';

const HEAD: Statement = { name: 'export-head', text: 'select size, origin from ledger_head where ledger = $1' };
const RECORDS: Statement = {
  name: 'export-records',
  text: 'select seq, hash, entry from ledger_record where ledger = $1 and seq >= $2 and seq < $3 order by seq limit $4',
};
const READ_LIMIT = 1_000;

/**
 * A ledger as lines of JSON, without line ends: one a record, as stored, and at the end a checkpoint signed over exactly
 * these. What somebody has tampered with is exported as it stands: to find it is the reader's work.
 */
export async function* exportLedger(
  database: Database,
  signer: CheckpointSigner,
  ledger: string,
): AsyncGenerator<string> {
  const head = (await database.query<{ size: number; origin: string }>(HEAD, [ledger]))[0];
  if (head === undefined) return;
  const tree = new CompactTree();
  for (let next = 0; next < head.size; ) {
    const rows = await database.query<{ seq: number; hash: string; entry: string }>(RECORDS, [
      ledger,
      next,
      head.size,
      READ_LIMIT,
    ]);
    for (const { seq, hash, entry } of rows) {
      tree.append(hash);
      yield JSON.stringify({ seq, hash, entry });
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    next = last.seq + 1;
  }
  const checkpoint = signer.sign(head.origin, tree.size, tree.root());
  yield JSON.stringify({ checkpoint, vkey: signer.vkey(head.origin) });
}
