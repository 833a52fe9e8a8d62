import { rmSync } from 'node:fs';
import { at, entry, environmentFor, present } from './places.mjs';
import { fail } from './prepare.mjs';
import { runQuietly } from './processes.mjs';
import { timed } from './report.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

const SHARED = ['pnpm-lock.yaml', 'tsconfig.base.json', 'packages/schema'];

const PARTS = [
  {
    title: 'Building the server',
    folder: 'packages/server',
    needs: 'packages/server/src/main.ts',
    args: [at(entry.tsc), '-p', 'tsconfig.build.json', '--noEmitOnError'],
  },
  {
    title: 'Building the web app',
    folder: 'packages/web',
    needs: 'packages/web/index.html',
    args: [at(entry.vite), 'build', '--logLevel', 'warn'],
  },
  {
    title: 'Building the agent',
    folder: 'packages/agent',
    needs: 'packages/agent/tsconfig.build.json',
    args: [at(entry.tsc), '-p', 'tsconfig.build.json', '--noEmitOnError'],
  },
];

/** Builds what changed since it was last built. @param {string} node */
export async function build(node) {
  const outcomes = await Promise.allSettled(
    PARTS.filter((part) => present(part.needs)).map((part) => make(node, part)),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** @param {string} node @param {(typeof PARTS)[number]} part */
async function make(node, part) {
  const hash = hashOf([part.folder, ...SHARED]);
  const mark = `${part.folder}/dist/.countersign-stamp`;
  if (isStamped(mark, hash)) return;
  await timed(part.title, async () => {
    rmSync(at(`${part.folder}/dist`), { recursive: true, force: true });
    const { NODE_ENV: _, ...env } = environmentFor(node);
    const { code, output } = await runQuietly(node, part.args, { cwd: at(part.folder), env });
    fail(code, output, part.title, 'Mend what it names and run the same command again.');
  });
  stamp(mark, hash);
}
