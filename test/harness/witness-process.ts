import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait-for.ts';

const CLI = fileURLToPath(new URL('../../packages/server/dist/cli.js', import.meta.url));

export interface WitnessProcess {
  readonly url: string;
  readonly vkey: string;
  /** Everything it wrote so far. */
  output(): string;
  /** POST /add-checkpoint. */
  submit(body: string): Promise<{ status: number; type: string | null; text: string }>;
  /** SIGTERM, and waits for the end. Answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
}

/** Starts `countersign witness`, on a free port or a given one, with its folder and its list of ledgers in this one. */
export async function startWitness(folder: string, { listen = '127.0.0.1:0' } = {}): Promise<WitnessProcess> {
  const args = ['witness', '--name', 'witness.example/w1', '--listen', listen];
  const state = ['--folder', path.join(folder, 'state'), '--ledgers', path.join(folder, 'ledgers')];
  const child = spawn(process.execPath, [CLI, ...args, ...state], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const [, vkey = '', url = ''] = await waitFor(() => {
    if (child.exitCode !== null) throw new Error(`the witness ended: ${output}`);
    return /^verifier key: (\S+)\n(?:watches: .*\n)*listens on: (\S+)\n/m.exec(output);
  }, 'the witness to listen');
  return {
    url,
    vkey,
    output: () => output,
    async submit(body) {
      const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
