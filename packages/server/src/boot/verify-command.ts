import { Command } from 'commander';
import type { Config } from '../config.ts';
import { CheckpointFolder } from '../ledger/checkpoint-folder.ts';
import { loadCheckpointSigner } from '../ledger/checkpoint-key.ts';
import { LedgerIdentity } from '../ledger/ledger-identity.ts';
import { type LedgerVerdict, VerifierThread } from '../ledger/verifier.ts';
import { verifyOrganization } from '../ledger/verify-organization.ts';
import type { Log } from './log.ts';
import { namedLedgers } from './named-ledgers.ts';
import { checkpointKeyFile, keptBy } from './open-checkpoints.ts';
import { addExportOptions, isOfExport, type VerifyExportOptions, verifyExportFiles } from './verify-export-command.ts';
import { withDatabase } from './with-database.ts';

/** What `verify` ends with when a ledger does not. */
const EXIT_BROKEN = 1;

/** `countersign ledger verify` */
export function verifyCommand(config: Config, log: Log, outcome: { code: number }): Command {
  const verify = new Command('verify').exitOverride();
  return addExportOptions(verify)
    .description(
      're-derives every record from its stored text, and compares with the kept checkpoints; ends with 1 if one does not verify',
    )
    .option('--organization <id or slug>', 'only this one; "platform" is the ledger of the platform')
    .option('--rebuild', 'also rebuilds the state from the records, and compares it with the tables')
    .action(async (options: { organization?: string; rebuild?: boolean } & VerifyExportOptions) => {
      if (isOfExport(options)) {
        outcome.code = await verifyExportFiles(options);
        return;
      }
      // Read before the ledgers, which may go on growing.
      const signer = () => loadCheckpointSigner(checkpointKeyFile(config));
      const folder = await CheckpointFolder.open(config.checkpointFolder, signer);
      await withDatabase(config, log, async (database) => {
        const identity = new LedgerIdentity({
          database,
          newest: (ledger) => folder.newest(ledger),
          open: (note) => signer().open(note),
        });
        const kept = keptBy(folder, identity);
        const thread = new VerifierThread(database.url);
        try {
          for (const named of await namedLedgers(database, options.organization)) {
            const found = await verifyOrganization(thread, database, kept, named, {
              rebuild: options.rebuild ?? false,
              onProgress: showProgress(named.name),
            });
            clearProgress();
            for (const { epoch, isAsAcknowledged, explanation, acknowledgedBy, reason } of found.closedEpochs) {
              if (!isAsAcknowledged) outcome.code = EXIT_BROKEN;
              const state = isAsAcknowledged ? 'broken, acknowledged' : 'CHANGED AFTER IT WAS CLOSED; acknowledged';
              process.stdout.write(
                `${named.name}, epoch ${epoch}: ${state} by ${acknowledgedBy} because "${reason}": ${explanation}\n`,
              );
            }
            if (!found.verdict.ok) outcome.code = EXIT_BROKEN;
            process.stdout.write(
              `${named.name} (${named.ledger}): ${inWords(found.verdict, options.rebuild === true)}\n`,
            );
          }
        } finally {
          await thread.end();
        }
      });
    });
}

function inWords(verdict: LedgerVerdict, isRebuilt: boolean): string {
  const { ok, size, root, recordsPerSecond, firstBroken, what, explanation } = verdict;
  if (!ok) return `BROKEN at record ${firstBroken ?? '?'} (${what ?? 'unknown'}): ${explanation}`;
  const state = isRebuilt ? ', the tables hold what they tell of' : '';
  return `${size} records verify${state}, root ${root}, ${recordsPerSecond} records/s`;
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
