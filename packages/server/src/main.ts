import { printBanner } from './boot/banner.ts';
import { createLog } from './boot/log.ts';
import { ConfigError, readConfig } from './config.ts';
import { DataFolderInUse } from './store/embedded/data-folder-lock.ts';
import { SecretFileError } from './store/secret-file.ts';
import { startServer } from './wire.ts';

const HELP = `countersign: the governance layer in front of certificate authorities

  --demo    fill an empty server with an organization, people, profiles, a CA, a device and requests
  --help    this text

What can be set, and where it lies by default, is in the README under "Settings".`;

const OPTIONS = ['--demo', '--help'];

/** What a wrong setting, a wrong word on the command line or a taken port ends with; whoever starts it can mend it. */
const EXIT_WRONG_SETTING = 2;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const unknown = args.find((word) => !OPTIONS.includes(word));
  if (unknown !== undefined) {
    process.stderr.write(`The server does not know "${unknown}"; --help tells what there is.\n`);
    process.exit(EXIT_WRONG_SETTING);
  }
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  for (const warning of config.warnings) log.warn(warning);
  const starting = startServer(config, log, { demo: args.includes('--demo') });
  let stopping = false;
  // Listened for from the beginning: whoever is told to stop while starting stops once what they began is whole.
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info('stopping: what is under way is finished first', { signal });
    await (await starting).stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM').catch(fail));
  process.on('SIGINT', () => void stop('SIGINT').catch(fail));
  printBanner(await starting);
}

function fail(error: unknown): never {
  const told =
    error instanceof ConfigError || error instanceof DataFolderInUse || error instanceof SecretFileError
      ? error.message
      : portInUse(error);
  if (told !== null) {
    process.stderr.write(`${told}\n`);
    process.exit(EXIT_WRONG_SETTING);
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

function portInUse(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const port = 'port' in error ? String(error.port) : 'a port';
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what listens there, or set COUNTERSIGN_HTTP_PORT and COUNTERSIGN_MTLS_PORT to free ones.`;
  }
  if (error.code === 'EACCES') return `Port ${port} may not be used by this account. Choose one of 1024 or above.`;
  return null;
}

main(process.argv.slice(2)).catch(fail);
