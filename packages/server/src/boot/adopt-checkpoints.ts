import type { Config } from '../config.ts';
import { newestCosigned } from '../ledger/witness-newest.ts';
import type { Database, Statement } from '../store/database.ts';
import type { Log } from './log.ts';
import type { OpenCheckpoints } from './open-checkpoints.ts';

const LEDGERS: Statement = {
  name: 'adopt-ledgers',
  text: 'select ledger, origin, size from ledger_head order by ledger',
};

/** Witnesses are asked for so long in all, whatever number of ledgers there is: a start does not wait for them. */
const PATIENCE_MS = 10_000;

interface UnkeptLedger {
  readonly ledger: string;
  readonly origin: string;
  readonly size: number;
}

/**
 * A server that keeps no checkpoint of a ledger has nothing to hold it to. It takes the newest that a witness has cosigned;
 * where there is none it trusts what it finds, this once, and says so.
 */
export async function adoptCheckpoints(
  config: Pick<Config, 'witnesses'>,
  database: Database,
  { folder, signer }: Pick<OpenCheckpoints, 'folder' | 'signer'>,
  log: Log,
): Promise<void> {
  const ledgers = await database.query<UnkeptLedger>(LEDGERS, []);
  const unkept = ledgers.filter(({ ledger }) => folder.newest(ledger) === null);
  const until = performance.now() + PATIENCE_MS;
  await Promise.all(config.witnesses.map((witness) => ask(witness, unkept, until, { folder, signer }, log)));
  for (const { ledger, size } of unkept) {
    const kept = folder.newest(ledger);
    if (kept !== null) {
      log.info(`ledger ${ledger} is held to the checkpoint of ${kept.size} records that a witness has cosigned`);
    } else if (size > 1) {
      log.warn(`ledger ${ledger} is trusted on first use: no checkpoint of it is kept here, and no witness knows one`);
    }
  }
}

/** One ledger after the other; a witness that does not answer, or answers nonsense, is not asked any further. */
async function ask(
  witness: Config['witnesses'][number],
  unkept: readonly UnkeptLedger[],
  until: number,
  { folder, signer }: Pick<OpenCheckpoints, 'folder' | 'signer'>,
  log: Log,
): Promise<void> {
  try {
    for (const { ledger, origin } of unkept) {
      const left = Math.max(1, Math.round(until - performance.now()));
      const note = await newestCosigned(witness, origin, left);
      if (note === null) continue;
      const checkpoint = signer.open(note);
      const known = folder.newest(ledger);
      if (checkpoint.origin !== origin || checkpoint.size <= (known?.size ?? 0)) continue;
      const { size, rootHex } = checkpoint;
      await folder.adopt(ledger, { note, size, rootHex, position: null });
    }
  } catch (error) {
    log.warn(`what the witness ${witness.name} has seen is not known: ${String(error)}`);
  }
}
