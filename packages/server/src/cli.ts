import { Command, CommanderError } from 'commander';
import { evidenceCommands } from './boot/evidence-commands.ts';
import { ledgerCommands } from './boot/ledger-commands.ts';
import { createLog } from './boot/log.ts';
import { migrateDatabase } from './boot/open-database.ts';
import { userCommands } from './boot/user-commands.ts';
import { ConfigError, readConfig } from './config.ts';
import { DataFolderInUse } from './store/embedded/data-folder-lock.ts';
import { SecretFileError } from './store/secret-file.ts';
import { witnessCommand } from './witness/witness-command.ts';

/** Wrong settings and wrong words on the command line. */
const EXIT_USAGE = 2;

async function run(args: readonly string[]): Promise<number> {
  const config = readConfig(process.env);
  const log = createLog('warn');
  const outcome = { code: 0 };
  const program = new Command('countersign')
    .description('Commands for whoever runs a Countersign server. They read the same settings as the server does.')
    .exitOverride()
    .showHelpAfterError('(countersign --help tells what there is)');
  program
    .command('migrate')
    .description('brings the database schema up to date, under the role of COUNTERSIGN_MIGRATION_DATABASE_URL')
    .action(async () => {
      await migrateDatabase(config, log);
      process.stdout.write('The schema is up to date.\n');
    });
  program.addCommand(ledgerCommands(config, log, outcome));
  program.addCommand(evidenceCommands(outcome));
  program.addCommand(userCommands(config, log));
  program.addCommand(witnessCommand());
  await program.parseAsync([...args], { from: 'user' });
  return outcome.code;
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
      return;
    }
    const isSetting =
      error instanceof ConfigError || error instanceof SecretFileError || error instanceof DataFolderInUse;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = isSetting ? EXIT_USAGE : 1;
  },
);
