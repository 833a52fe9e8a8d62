import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait-for.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const MAIN = path.join(root, 'packages/server/dist/main.js');
const CLI = path.join(root, 'packages/server/dist/cli.js');

export const ADMIN = { email: 'root@corp.example', password: 'correct horse battery staple' };

export interface ServerProcess {
  /** Of the web port: `http://127.0.0.1:…`. */
  readonly url: string;
  /** Of the device port: `https://127.0.0.1:…`. */
  readonly deviceUrl: string;
  readonly dataFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it wrote so far. */
  output(): string;
  /** SIGTERM, and waits for the end. Answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** A folder to go on with; made anew, and removed by `removeDataFolder`, if absent. */
  readonly dataFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Words on its command line, such as `--demo`. */
  readonly args?: readonly string[];
}

export function makeDataFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-test-'));
}

export function removeDataFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** What a server says of itself in its data folder once it listens. */
interface RunningFile {
  readonly pid: number;
  readonly webUrl: string;
  readonly deviceUrl: string;
}

function baseEnvironment(dataFolder: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? os.tmpdir(),
    COUNTERSIGN_HTTP_PORT: '0',
    COUNTERSIGN_MTLS_PORT: '0',
    COUNTERSIGN_DATA_DIR: dataFolder,
    COUNTERSIGN_ADMIN_EMAIL: ADMIN.email,
    COUNTERSIGN_ADMIN_PASSWORD: ADMIN.password,
    COUNTERSIGN_LOG_LEVEL: 'info',
  };
}

/** Starts the built server as a process of its own, on free ports of 127.0.0.1, and waits until it says where it listens. */
export async function startServer(options: StartOptions = {}): Promise<ServerProcess> {
  const dataFolder = options.dataFolder ?? makeDataFolder();
  const environment = { ...baseEnvironment(dataFolder), ...options.environment };
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...(options.args ?? [])], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const file = path.join(dataFolder, 'running.json');
  const running = await Promise.race([
    waitFor(() => child.exitCode !== null || readRunning(file, child), 'the server to listen', 60_000),
    ended,
  ]);
  if (running === null || typeof running !== 'object') {
    child.kill('SIGKILL');
    throw new ServerDidNotStart(await ended, output);
  }
  return {
    url: running.webUrl,
    deviceUrl: running.deviceUrl,
    dataFolder,
    environment,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export class ServerDidNotStart extends Error {
  readonly exitCode: number | null;
  readonly output: string;

  constructor(exitCode: number | null, output: string) {
    super(`the server ended with ${exitCode}:\n${output}`);
    this.exitCode = exitCode;
    this.output = output;
  }
}

function readRunning(file: string, child: ChildProcess): RunningFile | null {
  if (!fs.existsSync(file)) return null;
  const running = JSON.parse(fs.readFileSync(file, 'utf8')) as RunningFile;
  return running.pid === child.pid ? running : null;
}

/** Runs `countersign …` to its end. */
export function runCommand(
  server: Pick<ServerProcess, 'environment'>,
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return runProcess(process.execPath, [CLI, ...args], { env: { ...server.environment } });
}

export function runProcess(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(command, [...args], { env: options.env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  // A program that needs no input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
