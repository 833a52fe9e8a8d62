import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import { readKeptCheckpoints } from '../ledger/checkpoint-keeper.ts';
import { loadCheckpointSigner } from '../ledger/checkpoint-key.ts';
import { exportLedger } from '../ledger/export.ts';
import { LedgerRoots } from '../ledger/roots.ts';
import { verifyInThread } from '../ledger/verifier.ts';
import type { Database } from '../store/database.ts';
import type { Log } from './log.ts';
import { rotateKeyCommand } from './rotate-key-command.ts';
import { withDatabase } from './with-database.ts';

interface NamedLedger {
  readonly ledger: string;
  readonly name: string;
  readonly origin: string;
}

/** What `verify` ends with when a ledger does not. */
const EXIT_BROKEN = 1;

/** `countersign ledger …` */
export function ledgerCommands(config: Config, log: Log, outcome: { code: number }): Command {
  const ledger = new Command('ledger')
    .exitOverride()
    .description('verifies and exports ledgers, whether the server runs or not');
  const keyFile = config.checkpointKeyFile ?? path.join(config.dataFolder, 'keys', 'checkpoint-key.pem');
  const signer = () => loadCheckpointSigner(keyFile);

  ledger
    .command('verify')
    .description(
      're-derives every record from its stored text, and compares with the kept checkpoints; ends with 1 if one does not verify',
    )
    .option('--organization <id or slug>', 'only this one; "platform" is the ledger of the platform')
    .action(async (options: { organization?: string }) => {
      // Read before the ledgers, which may go on growing.
      const kept = await readKeptCheckpoints(config.checkpointFolder, signer);
      await withDatabase(config, log, async (database) => {
        for (const named of await ledgersOf(database, options.organization)) {
          const verdict = await verifyInThread(
            database.url,
            { ledger: named.ledger, checkpoints: kept(named.ledger) },
            { onProgress: showProgress(named.name) },
          );
          clearProgress();
          if (!verdict.ok) outcome.code = EXIT_BROKEN;
          const facts = verdict.ok
            ? `${verdict.size} records verify, root ${verdict.root}, ${verdict.recordsPerSecond} records/s`
            : `BROKEN at record ${verdict.firstBroken ?? '?'} (${verdict.what ?? 'unknown'}): ${verdict.explanation}`;
          process.stdout.write(`${named.name} (${named.ledger}): ${facts}\n`);
        }
      });
    });

  ledger
    .command('export')
    .description('writes a ledger as JSON lines, with a signed checkpoint as the last one, to be verified anywhere')
    .requiredOption('--organization <id or slug>', '"platform" is the ledger of the platform')
    .option('--out <file>', 'where to; without it, to standard output')
    .action(async (options: { organization: string; out?: string }) => {
      await withDatabase(config, log, async (database) => {
        const [named] = await ledgersOf(database, options.organization);
        if (named === undefined) return;
        const out = options.out === undefined ? process.stdout : fs.createWriteStream(options.out, { mode: 0o600 });
        const lines = exportLedger(database, signer(), named.ledger);
        await pipeline(withLineEnds(lines), out, { end: out !== process.stdout });
      });
    });

  ledger
    .command('checkpoint')
    .description('prints a signed checkpoint of a ledger as it stands now')
    .requiredOption('--organization <id or slug>', '"platform" is the ledger of the platform')
    .action(async (options: { organization: string }) => {
      await withDatabase(config, log, async (database) => {
        const [named] = await ledgersOf(database, options.organization);
        if (named === undefined) return;
        const root = await new LedgerRoots(database).current(named.ledger);
        process.stdout.write(signer().sign(named.origin, root.size, root.rootHex));
      });
    });

  ledger.addCommand(rotateKeyCommand(keyFile));
  return ledger;
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

async function ledgersOf(database: Database, wanted: string | undefined): Promise<NamedLedger[]> {
  const all = await database.query<NamedLedger>(
    {
      name: 'named-ledgers',
      text: `select h.ledger, coalesce(o.slug, 'platform') as name, h.origin from ledger_head h
        left join organization o on o.id = h.ledger
        where $1::text is null or h.ledger = $1 or o.slug = $1 order by o.slug nulls first`,
    },
    [wanted ?? null],
  );
  if (all.length === 0) {
    throw new Error(
      wanted === undefined || wanted === PLATFORM_TARGET_ID
        ? 'There are no ledgers yet: the server was never started on this database.'
        : `There is no organization ${wanted}. Give its id (org_…) or its slug.`,
    );
  }
  return all;
}

/** On a terminal only: a line that is written over. */
function showProgress(name: string): (progress: { verified: number; total: number }) => void {
  return ({ verified, total }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${verified} of ${total} records`);
  };
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
