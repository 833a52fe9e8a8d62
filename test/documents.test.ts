import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCommand } from './harness/server-process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const documents = [
  ...fs.readdirSync(root),
  ...fs.readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md'));
const readme = read('README.md');

/** Every match of the first group in every document, with the document that it stands in. */
function named(pattern: RegExp): { document: string; name: string }[] {
  return documents.flatMap((document) =>
    [...read(document).matchAll(pattern)].map((match) => ({ document, name: match[1] ?? '' })),
  );
}

/** The names in one array of the file that knows every setting. */
function settings(array: string): string[] {
  const source = read('packages/server/src/config-values.ts');
  const content = new RegExp(`^const ${array} = \\[([^\\]]*)\\]`, 'm').exec(source)?.[1] ?? '';
  return [...content.matchAll(/'([A-Z_]+)'/g)].map((match) => match[1] ?? '');
}

describe('the documents are true of what is here', () => {
  test('every relative link leads to a file or folder that exists', () => {
    const links = named(/\]\(([^)\s]+)\)/g).filter(({ name }) => !/^(?:[a-z]+:|#)/.test(name));
    expect(links.length).toBeGreaterThan(50);
    const broken = links.filter(({ document, name }) => {
      const target = path.join(root, path.dirname(document), name.split('#')[0] ?? '');
      return !fs.existsSync(target);
    });
    expect(broken).toEqual([]);
  });

  test('every file that is named by its path exists', () => {
    const paths = named(/`((?:packages|scripts|test|tools|docs|toolchain)\/[\w./-]+\.\w+)`/g);
    expect(paths.filter(({ name }) => !fs.existsSync(path.join(root, name)))).toEqual([]);
  });

  test('every npm script that is named can be run', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const runs = named(/npm (?:run (?:-s )?)?(start|test|(?<=run (?:-s )?)[a-z][\w:-]*)/g);
    expect(runs.map(({ name }) => name)).toEqual(expect.arrayContaining(['start', 'test', 'demo', 'check']));
    expect(runs.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  test('every command of scripts/run.mjs that is named exists', () => {
    const commands = /const COMMANDS = \{(.*?)\n\};/s.exec(read('scripts/run.mjs'))?.[1] ?? '';
    const known = [...commands.matchAll(/^ {2}'?([\w-]+)'?: \{/gm)].map((match) => match[1]);
    const runs = named(/node scripts\/run\.mjs ([\w-]+)/g);
    expect(runs.map(({ name }) => name)).toContain('emit-schema');
    expect(runs.filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  test('every command of the operator is named, and every one that is named exists', async () => {
    const commandsOf = async (words: readonly string[]): Promise<string[]> => {
      const { stdout } = await runCommand({ environment: { PATH: process.env.PATH ?? '' } }, [...words, '--help']);
      const listed = stdout.split('\nCommands:\n')[1];
      if (listed === undefined) return [words.join(' ')];
      const names = [...listed.matchAll(/^ {2}([a-z][\w-]*)/gm)].map((match) => match[1] ?? '');
      const below = await Promise.all(
        names.filter((name) => name !== 'help').map((name) => commandsOf([...words, name])),
      );
      return below.flat();
    };
    const known = await commandsOf([]);
    const runs = named(/countersign -- ((?:(?:ledger|user|evidence) )?[\w-]+)/g);
    expect(new Set(runs.map(({ name }) => name))).toEqual(new Set(known));
  });

  test('every setting that is known stands in the README, and every one that stands there is known', () => {
    const secrets = settings('SECRET');
    const known = new Set([...settings('PLAIN'), ...secrets, ...secrets.map((name) => `${name}_FILE`)]);
    expect(known.size).toBeGreaterThan(10);
    const told = new Set([...readme.matchAll(/\b((?:COUNTERSIGN|DATABASE_URL)(?:_[A-Z]+)*)\b/g)].map(([name]) => name));
    told.delete('COUNTERSIGN');
    expect([...told].sort()).toEqual([...known].sort());
  });

  test('every kind of ledger record stands in docs/ledger.md', () => {
    const source = read('packages/server/src/domain/audit-record-types.ts');
    const types = [...source.matchAll(/^ {2}'(\w+)\.(\w+)',$/gm)];
    const lines = read('docs/ledger.md').split('\n');
    expect(types.length).toBeGreaterThan(40);
    const missing = types.filter(
      ([, subject, verb]) =>
        !lines.some(
          (line) =>
            line.includes(`\`${subject}.${verb}\``) ||
            (line.includes(`\`${subject}.`) && line.includes(`\`.${verb}\``)),
        ),
    );
    expect(missing.map(([line]) => line)).toEqual([]);
  });
});
