// Runs every test and ends with one line that says how many passed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from './prepare.mjs';

const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-report-')), 'counts.json');
const counting = path.join(root, 'scripts/count-reporter.mjs');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const child = spawn(
  process.execPath,
  [vitest, 'run', '--reporter=default', `--reporter=${counting}`, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, COUNTERSIGN_COUNTS_FILE: report },
  },
);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined);

child.once('exit', (code) => {
  let counted = 0;
  if (fs.existsSync(report)) {
    const { passed, failed, skipped } = JSON.parse(fs.readFileSync(report, 'utf8'));
    counted = passed + failed;
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
  fs.rmSync(path.dirname(report), { recursive: true, force: true });
  if (counted === 0) process.stderr.write('No test ran.\n');
  process.exitCode = code === 0 && counted === 0 ? 1 : (code ?? 1);
});
