import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Cfssl {
  /** Takes `{ certificate_request }`, answers with a certificate. */
  readonly signUrl: string;
  stop(): void;
}

/** `cfssl serve` with a P-256 CA, storing nothing; null where it is not installed. */
export async function startCfssl(): Promise<Cfssl | null> {
  if (spawnSync('cfssl', ['version']).error !== undefined) return null;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-bench-cfssl-'));
  const request = JSON.stringify({ CN: 'Bench Issuing CA', key: { algo: 'ecdsa', size: 256 } });
  const made = spawnSync('cfssl', ['gencert', '-initca', '-'], { input: request });
  const { cert, key } = JSON.parse(made.stdout.toString()) as { cert: string; key: string };
  const file = (name: string, content: string) => {
    const target = path.join(folder, name);
    fs.writeFileSync(target, content, { mode: 0o600 });
    return target;
  };
  const usages = ['digital signature', 'server auth', 'client auth'];
  const config = JSON.stringify({ signing: { default: { expiry: '2160h', usages } } });
  const port = await freePort();
  const child = spawn(
    'cfssl',
    ['serve', '-address', '127.0.0.1', '-port', String(port), '-loglevel', '4'].concat(
      ['-ca', file('ca.pem', cert)],
      ['-ca-key', file('ca-key.pem', key)],
      ['-config', file('config.json', config)],
    ),
    { stdio: 'ignore' },
  );
  const stop = () => {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const base = `http://127.0.0.1:${port}/api/v1/cfssl`;
  try {
    await untilItAnswers(base, child);
  } catch (error) {
    stop();
    throw error;
  }
  return { signUrl: `${base}/sign`, stop };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    // Any answer will do: it listens.
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await delay(50);
  }
  throw new Error('cfssl does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
