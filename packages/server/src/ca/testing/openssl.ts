import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface OpensslAnswer {
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams, for the message of a failed expectation. */
  readonly output: string;
}

/** Why tests that ask OpenSSL are skipped here, or false: it is an independent reader, and not part of the project. */
export const opensslIsAbsent: string | false =
  spawnSync('openssl', ['version']).status === 0 ? false : 'the openssl command is not installed';

/**
 * Runs openssl in a folder of its own that holds `files` by name; arguments name them. Files that it writes are
 * answered by `read` of `withOpenssl`.
 */
export function openssl(files: Readonly<Record<string, string | Buffer>>, ...args: readonly string[]): OpensslAnswer {
  return withOpenssl(files, (run) => run(...args));
}

/** As `openssl`, for more than one command in the same folder. */
export function withOpenssl<Result>(
  files: Readonly<Record<string, string | Buffer>>,
  use: (run: (...args: readonly string[]) => OpensslAnswer, read: (name: string) => string) => Result,
): Result {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
    return use(
      (...args) => {
        const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
        return { ok: status === 0, stdout, output: `${stdout}${stderr}` };
      },
      (name) => fs.readFileSync(path.join(folder, name), 'utf8'),
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
