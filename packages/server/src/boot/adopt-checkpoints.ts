import type { Config } from '../config.ts';
import { newestCosigned } from '../ledger/witness-newest.ts';
import type { Database, Statement } from '../store/database.ts';
import type { Log } from './log.ts';
import type { OpenCheckpoints } from './open-checkpoints.ts';

const LEDGERS: Statement = {
  name: 'adopt-ledgers',
  text: 'select ledger, origin, size from ledger_head order by ledger',
};

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
  for (const { ledger, origin, size } of await database.query<{ ledger: string; origin: string; size: number }>(
    LEDGERS,
    [],
  )) {
    // One that holds nothing but its opening can hardly be another.
    if (folder.newest(ledger) !== null || size <= 1) continue;
    const notes = await Promise.all(
      config.witnesses.map((witness) =>
        newestCosigned(witness, origin).catch((error: unknown) => {
          log.warn(String(error));
          return null;
        }),
      ),
    );
    const opened = notes
      .filter((note) => note !== null)
      .map((note) => ({ note, ...signer.open(note) }))
      .filter((checkpoint) => checkpoint.origin === origin)
      .sort((a, b) => b.size - a.size)[0];
    if (opened === undefined) {
      log.warn(`ledger ${ledger} is trusted on first use: no checkpoint of it is kept here, and no witness knows one`);
    } else {
      const { note, size: signed, rootHex } = opened;
      await folder.adopt(ledger, { note, size: signed, rootHex, position: null });
      log.info(`ledger ${ledger} is held to the checkpoint of ${signed} records that a witness has cosigned`);
    }
  }
}
