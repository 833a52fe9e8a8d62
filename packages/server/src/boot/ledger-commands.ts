import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { exportLedger } from '../ledger/export.ts';
import type { Log } from './log.ts';
import { namedLedger } from './named-ledgers.ts';
import { checkpointKeyFile, openCheckpoints } from './open-checkpoints.ts';
import { rotateKeyCommand } from './rotate-key-command.ts';
import { unsealCommand } from './unseal-command.ts';
import { verifyCommand } from './verify-command.ts';
import { withDatabase } from './with-database.ts';

/** `countersign ledger …` */
export function ledgerCommands(config: Config, log: Log, outcome: { code: number }): Command {
  const ledger = new Command('ledger')
    .exitOverride()
    .description('verifies and exports ledgers, whether the server runs or not');
  ledger.addCommand(verifyCommand(config, log, outcome));
  ledger.addCommand(unsealCommand(config, log));

  ledger
    .command('export')
    .description('writes a ledger as JSON lines, with a signed checkpoint as the last one, to be verified anywhere')
    .requiredOption('--organization <id or slug>', '"platform" is the ledger of the platform')
    .option('--epoch <number>', 'a ledger that was closed; without it, the one that is written now')
    .option('--out <file>', 'where to; without it, to standard output')
    .action(async (options: { organization: string; epoch?: string; out?: string }) => {
      await withDatabase(config, log, async (database) => {
        const named = await namedLedger(database, options.organization, epochOf(options.epoch));
        const lines = exportLedger(database, await openCheckpoints(config, database), named.ledger);
        const out = options.out === undefined ? process.stdout : fs.createWriteStream(options.out, { mode: 0o600 });
        await pipeline(withLineEnds(lines), out, { end: out !== process.stdout });
      });
    });

  ledger
    .command('checkpoint')
    .description('prints a signed checkpoint of a ledger as it stands now')
    .requiredOption('--organization <id or slug>', '"platform" is the ledger of the platform')
    .option('--epoch <number>', 'a ledger that was closed; without it, the one that is written now')
    .action(async (options: { organization: string; epoch?: string }) => {
      await withDatabase(config, log, async (database) => {
        const named = await namedLedger(database, options.organization, epochOf(options.epoch));
        const { checkpoints } = await openCheckpoints(config, database);
        const current = await checkpoints.current(named.ledger);
        if (current === null) throw new Error(`${named.ledger} is sealed, and no checkpoint was kept of it.`);
        process.stdout.write(current.note);
      });
    });

  ledger.addCommand(rotateKeyCommand(checkpointKeyFile(config)));
  return ledger;
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function epochOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error('--epoch is a number, from 1 on.');
}
