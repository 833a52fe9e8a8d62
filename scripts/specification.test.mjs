import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSpecification } from './specification.mjs';
import { testTitles } from './test-titles.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const DOCUMENT = 'docs/specification.md';
const promises = readSpecification(fs.readFileSync(path.join(root, DOCUMENT), 'utf8'));
const references = promises.flatMap(({ tests }) => tests);

const titlesByFile = new Map();
/** Null where there is no such file. */
function titlesOf(file) {
  const known = titlesByFile.get(file);
  if (known !== undefined) return known;
  const place = path.join(root, 'docs', file);
  const titles = fs.existsSync(place) ? testTitles(fs.readFileSync(place, 'utf8')) : null;
  titlesByFile.set(file, titles);
  return titles;
}

describe('every promise of docs/specification.md', () => {
  test('names a test that shows it', () => {
    expect(promises.length).toBeGreaterThan(100);
    expect(promises.filter(({ tests }) => tests.length === 0).map(({ promise }) => promise)).toEqual([]);
  });

  test('stands in a section, once', () => {
    expect(promises.filter(({ section }) => section === null)).toEqual([]);
    const told = promises.map(({ section, promise }) => `${section}: ${promise}`);
    expect(told.filter((one, index) => told.indexOf(one) < index)).toEqual([]);
  });

  test('names tests that are there, by the titles that they have', () => {
    const missing = references.flatMap(({ file, title }) => {
      const titles = titlesOf(file);
      if (titles === null) return [`${DOCUMENT} names ${file}, which is not there`];
      return titles.includes(title) ? [] : [`${DOCUMENT} names "${title}", which is no test of ${file}`];
    });
    expect(missing).toEqual([]);
  });

  test('has nothing else below it: every line there can be read', () => {
    expect(promises.flatMap(({ unread }) => unread)).toEqual([]);
  });
});

describe('reading a specification', () => {
  test('finds sections, promises over several lines, and what they name', () => {
    const text = [
      'An introduction.',
      '## Doors',
      '',
      '- A door that',
      '  is shut stays shut.',
      '  - [door.test.ts](../src/door.test.ts): `a door › stays %s`',
      '  - [key.test.ts](../src/key.test.ts): ``a key › is no `string` ``',
      '- A promise of nothing.',
      '  - somewhere else',
    ].join('\n');
    expect(readSpecification(text)).toEqual([
      {
        section: 'Doors',
        promise: 'A door that is shut stays shut.',
        tests: [
          { file: '../src/door.test.ts', title: 'a door › stays %s' },
          { file: '../src/key.test.ts', title: 'a key › is no `string`' },
        ],
        unread: [],
      },
      { section: 'Doors', promise: 'A promise of nothing.', tests: [], unread: ['- somewhere else'] },
    ]);
  });
});

describe('the titles in a file of tests', () => {
  test('are those of its tests, with the blocks around them, in whatever way they are made', () => {
    const template = `is \${kind}`;
    const source = [
      `describe('a door', () => {`,
      `  const shut: boolean = true;`,
      `  describe.each([[1]])('of %i wings', () => {`,
      `    test('shuts', async () => {});`,
      `    it.for([2])(`,
      `      'opens %i times',`,
      `      () => {},`,
      `    );`,
      `  });`,
      `  test(\`${template}\`, () => {});`,
      `});`,
      `test.skipIf(shut)('alone', () => {});`,
    ].join('\n');
    expect(testTitles(source)).toEqual([
      'a door › of %i wings › shuts',
      'a door › of %i wings › opens %i times',
      `a door › ${template}`,
      'alone',
    ]);
  });

  test('are not what else is called with a text, nor a comment', () => {
    const source = [`// test('no', () => {});`, `const text = "test('no')";`, `run('no', () => {});`].join('\n');
    expect(testTitles(source)).toEqual([]);
  });
});
