import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchOptions, Figure } from './measure.ts';
import { measureGovernedPath } from './p1-governed-path.ts';
import { measureDecisions } from './p3-decisions.ts';
import { measureVerification } from './p5-verification.ts';
import { measureQueue } from './p6-queue.ts';

const HELP = `npm run bench -- [options]

  --only P3,P5    only these: P1 (the governed path), P3 (decisions, with P4), P5 (verification), P6 (the queue)
  --seconds 3     how long each contender runs a round
  --rounds 3      how often they take turns
  --records 1000000  how many records P5 verifies
  --help          this text

Each figure is a ratio of what ran in turns in this one run; absolute numbers wander between machines.`;

const MEASURES: Readonly<Record<string, (options: BenchOptions & { records: number }) => Promise<Figure[]>>> = {
  P1: measureGovernedPath,
  P3: measureDecisions,
  P5: measureVerification,
  P6: measureQueue,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
      records: { type: 'string', default: '1000000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const wanted = values.only?.split(',').map((id) => id.trim().toUpperCase()) ?? Object.keys(MEASURES);
  const unknown = wanted.filter((id) => MEASURES[id] === undefined);
  if (unknown.length > 0) throw new Error(`There is no figure ${unknown.join(', ')}.\n\n${HELP}`);
  const options = { seconds: Number(values.seconds), rounds: Number(values.rounds), records: Number(values.records) };
  const figures: Figure[] = [];
  for (const id of wanted) {
    process.stderr.write(`Measuring ${id} …\n`);
    figures.push(...((await MEASURES[id]?.(options)) ?? []));
  }
  process.stdout.write(`${table(figures)}\n`);
  const folder = path.join(import.meta.dirname, 'results');
  fs.mkdirSync(folder, { recursive: true });
  const cpu = os.cpus()[0]?.model ?? 'unknown';
  const report = {
    at: new Date().toISOString(),
    node: process.version,
    cpu,
    cores: os.availableParallelism(),
    options,
    figures,
  };
  fs.writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(
    `\n${os.availableParallelism()} cores of ${cpu}, Node ${process.version}. Written to bench/results/latest.json.\n`,
  );
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, what, ratio, goal, met, detail }) => [
    id,
    what,
    ratio === null ? 'skipped' : ratio.toFixed(2),
    goal,
    met === null ? '–' : met ? 'yes' : 'no',
    detail,
  ]);
  const head = ['', 'figure', 'measured', 'goal', 'met', 'of which'];
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
