import { isIP } from 'node:net';
import path from 'node:path';
import { Command } from 'commander';
import { isKeyName } from '../domain/signed-note.ts';
import { errorCode } from '../store/error-code.ts';
import { type RunningWitness, runWitness, type WitnessSettings } from './run-witness.ts';
import type { ListenAddress } from './witness-server.ts';

interface Options {
  readonly listen: string;
  readonly folder: string;
  readonly key?: string;
  readonly name: string;
  readonly ledgers: string;
}

/** What a wrong option ends with, as a wrong setting does. */
const EXIT_USAGE = 2;

/** `countersign witness`: needs no database, and nothing else of a server. */
export function witnessCommand(): Command {
  const command = new Command('witness')
    .exitOverride()
    .description('cosigns checkpoints of the ledgers of others, if each continues the one before (C2SP tlog-witness)')
    .requiredOption('--name <key name>', 'what the witness is called, such as witness.example.com/w1')
    .requiredOption('--folder <dir>', 'where it remembers what it cosigned; nobody else may open it')
    .requiredOption(
      '--ledgers <file>',
      'verifier keys, one a line; a key whose name ends in /* stands for every ledger whose origin begins so',
    )
    .option('--key <file>', 'its Ed25519 key (PKCS#8, PEM), made if missing; without it, witness-key.pem in the folder')
    .option('--listen <host:port>', 'where it listens; port 0 takes any free one', '127.0.0.1:8090')
    .addHelpText(
      'after',
      '\nPut a proxy that speaks TLS in front of it, and keep its folder and its key on a machine of your own.',
    );
  return command.action(async (options: Options) => {
    const settings = settingsOf(options, (message) => command.error(message, { exitCode: EXIT_USAGE }));
    const running = await runWitness(settings).catch((error: unknown) =>
      command.error(describe(error, options.listen), { exitCode: EXIT_USAGE }),
    );
    process.stdout.write(report(running));
    const signal = await stopSignal();
    settings.log(`${signal}: what is under way is finished first.`);
    await running.stop();
  });
}

function settingsOf(options: Options, refuse: (message: string) => never): WitnessSettings {
  const listen = parseListen(options.listen);
  if (listen === null) {
    refuse(`error: --listen is "${options.listen}" but must be an address and a port, for example 127.0.0.1:8090`);
  }
  if (!isKeyName(options.name)) {
    refuse(
      `error: --name is "${options.name}" but must have no spaces and no plus, for example witness.example.com/w1`,
    );
  }
  return {
    listen,
    folder: options.folder,
    keyFile: options.key ?? path.join(options.folder, 'witness-key.pem'),
    name: options.name,
    ledgersFile: options.ledgers,
    log: (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
  };
}

function parseListen(text: string): ListenAddress | null {
  const [, bracketed, plain = '', digits] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  const isHost = bracketed === undefined ? /^[A-Za-z0-9.-]+$/.test(plain) : isIP(bracketed) === 6;
  return isHost && port <= 65_535 ? { host, port } : null;
}

function report({ url, vkey, ledgers }: RunningWitness): string {
  return [`verifier key: ${vkey}`, ...ledgers.map((name) => `watches: ${name}`), `listens on: ${url}`, ''].join('\n');
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  });
}

function describe(error: unknown, listen: string): string {
  if (errorCode(error) === 'EADDRINUSE')
    return `error: ${listen} is in use. Stop what listens there, or choose another port with --listen.`;
  if (
    ['EADDRNOTAVAIL', 'ENOTFOUND', 'EACCES'].includes(errorCode(error) ?? '') &&
    error instanceof Error &&
    'port' in error
  ) {
    return `error: cannot listen on ${listen} (${error.message}). Choose another address with --listen.`;
  }
  return `error: ${error instanceof Error ? error.message : String(error)}`;
}
