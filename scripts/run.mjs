#!/usr/bin/env node
// Entry point of every npm script. Plain JavaScript: it runs on any Node.js from 20 on, before anything is installed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { check } from './check.mjs';
import { build, installDependencies, installToolchain, nodeEnvironment, root } from './prepare.mjs';

const HELP = `node scripts/run.mjs <what> [arguments]

  start          install, build, and start the server on an embedded PostgreSQL
  demo           the same, with an empty server filled with an example
  test           everything that CI runs: check, then every test (arguments go to vitest)
  check          format, lint, types, import rules, schema drift
  bench          measure, as docs/performance.md says (--help tells more)
  countersign    an operator's command (--help tells more)
  emit-schema    write packages/schema/schema.graphql and what is generated from it`;

const [what = 'start', ...args] = process.argv.slice(2);
const node = (file, ...more) => ({ command: file, args: more });
const serverFile = (name) => path.join(root, 'packages/server/dist', name);
const bin = (name) => path.join(root, 'node_modules/.bin', name);

/** What each command runs once everything is in place. */
const COMMANDS = {
  start: { build: ['server', 'web'], run: () => node('node', '--enable-source-maps', serverFile('main.js'), ...args) },
  demo: {
    build: ['server', 'web'],
    run: () => node('node', '--enable-source-maps', serverFile('main.js'), '--demo', ...args),
  },
  countersign: {
    build: ['server'],
    quiet: true,
    run: () => node('node', '--enable-source-maps', serverFile('cli.js'), ...args),
  },
  bench: { build: ['server', 'web'], run: () => node(bin('tsx'), path.join(root, 'bench/run.ts'), ...args) },
  test: { build: ['server', 'web'], run: () => node('node', path.join(root, 'scripts/test.mjs'), ...args) },
  check: { build: [], run: null },
  'emit-schema': { build: ['server'], run: () => node('node', path.join(root, 'scripts/emit-schema.mjs')) },
};

async function main() {
  if (what === '--help' || what === 'help') {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const command = COMMANDS[what];
  if (command === undefined) {
    process.stderr.write(`There is no "${what}".\n\n${HELP}\n`);
    return 2;
  }
  const say = command.quiet ? () => undefined : (text) => process.stderr.write(`${text}\n`);
  installToolchain(say);
  installDependencies(say);
  if (what === 'check' || what === 'test') {
    const failed = await check(say);
    if (failed > 0) return 1;
  }
  for (const part of command.build) build(part, say);
  return command.run === null ? 0 : follow(command.run());
}

/** Runs it with our streams, and ends with it. npm swallows SIGTERM, so the death of whoever started us counts as one. */
function follow({ command, args: commandArguments }) {
  const child = spawn(command, commandArguments, { cwd: process.cwd(), stdio: 'inherit', env: nodeEnvironment() });
  const end = (signal) => child.kill(signal);
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGHUP', () => end('SIGTERM'));
  // Ctrl-C reaches the child by itself; it decides when to end.
  process.on('SIGINT', () => undefined);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) end('SIGTERM');
  }, 500);
  watch.unref();
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

process.exitCode = await main();
