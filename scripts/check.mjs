// Everything that needs no test to run: format, lint, types, import rules, and whether generated files are as they would be generated.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { nodeEnvironment, root } from './prepare.mjs';

const types = (name, project) => ({
  name: `types of ${name}`,
  command: ['tsc', '--noEmit', '-p', project],
  isDue: () => hasSources(path.dirname(project)),
});

const CHECKS = [
  { name: 'format and lint (Biome)', command: ['biome', 'ci', '--colors=off', '--error-on-warnings', '.'] },
  {
    name: 'type-aware lint (oxlint)',
    command: ['oxlint', '--type-aware', '--deny-warnings', 'packages', 'test', 'bench'],
  },
  { name: 'import rules', command: ['node', 'scripts/import-rules.mjs'] },
  types('the server', 'packages/server/tsconfig.json'),
  types('the web app', 'packages/web/tsconfig.json'),
  types('the tests', 'test/tsconfig.json'),
  types('the bench', 'bench/tsconfig.json'),
  {
    name: 'schema as emitted',
    command: [
      'tsx',
      '--tsconfig',
      'packages/server/tsconfig.json',
      'packages/server/src/transport/graphql/emit-schema.ts',
      '--check',
    ],
  },
  { name: 'generated client types', command: ['node', 'packages/schema/codegen.mjs', '--check'] },
];

/** Runs every check, as many at once as there are cores; shows what failed. Answers with how many did. */
export async function check(say) {
  const due = CHECKS.filter(({ isDue }) => isDue === undefined || isDue());
  const waiting = [...due];
  let failed = 0;
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const started = performance.now();
      const { code, output } = await run(one.command);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(`${code === 0 ? '✓' : '✗'} ${one.name} (${seconds} s)`);
      if (code === 0) continue;
      failed += 1;
      process.stderr.write(`${output.trimEnd()}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4)) }, work));
  if (failed > 0)
    say(`${failed} of ${due.length} checks failed. Most formatting is mended by: npx biome check --write .`);
  return failed;
}

/** The compiler takes a folder without sources for a mistake. */
function hasSources(folder) {
  const inside = path.join(root, folder);
  if (!fs.existsSync(inside)) return false;
  return fs
    .readdirSync(inside, { recursive: true })
    .some((file) => /\.tsx?$/.test(file) && !/(?:^|[\\/])(?:node_modules|dist)[\\/]/.test(file));
}

function run([command, ...args]) {
  const child = spawn(command, args, {
    cwd: root,
    env: nodeEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  const take = (chunk) => {
    output += chunk;
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
