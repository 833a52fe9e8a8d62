import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGraphqlSchema } from './schema.ts';
import { AREAS } from './testing/access-matrix/index.ts';
import { COLUMNS, MARKS, marksOf, type Row } from './testing/access-matrix/matrix.ts';
import { neverWas } from './testing/access-matrix/never-was.ts';
import { operationOf, run } from './testing/access-matrix/operation.ts';
import { markOf } from './testing/access-matrix/read-answer.ts';
import { type Column, openScene, type Scene } from './testing/access-matrix/scene.ts';

const schema = buildGraphqlSchema();
const ROWS: readonly (readonly [string, Row])[] = AREAS.flatMap((area) => Object.entries(area));
const OPERATIONS = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
  Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`),
);
const node = schema.getType('Node');
const NODES = isInterfaceType(node) ? schema.getImplementations(node).objects.map(({ name }) => `Node.${name}`) : [];

describe('the access matrix', () => {
  const named = ROWS.map(([name]) => name.split(' ')[0]);

  it('has a row for every query, mutation and subscription, and for every type of node', () => {
    // A node is asked for by its type: each has a row.
    const needed = [...OPERATIONS.filter((name) => name !== 'Query.node'), ...NODES];
    expect(new Set(named)).toEqual(new Set(needed));
  });

  it('says of every row what every caller is answered', () => {
    for (const [name, row] of ROWS) {
      expect(marksOf(row), name).toHaveLength(COLUMNS.length);
      for (const mark of marksOf(row)) expect(mark, name).toMatch(MARKS);
    }
    expect(new Set(ROWS.map(([name]) => name)).size).toBe(ROWS.length);
  });
});

describe('who may do what, through the schema', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  const answer = async (name: string, row: Row, who: Column, id: string) => {
    const variables = name.startsWith('Node.') ? { id } : ((await row.ask?.(id, scene)) ?? {});
    const call = { caller: scene.callers.get(who) ?? null, variables };
    const stir = row.stir === undefined ? {} : { stir: row.stir };
    return run({ schema, scene }, operationOf(name), { ...call, ...stir });
  };

  // A verification gives way to whatever else runs.
  const longest = 120_000;
  it.each(ROWS)('%s', { timeout: longest }, async (name, row) => {
    const marks = marksOf(row);
    const expected: Record<string, string> = {};
    const found: Record<string, string> = {};
    for (const [index, who] of COLUMNS.entries()) {
      const id = await row.on(scene);
      const answered = await answer(name, row, who, id);
      expected[who] = marks[index] ?? '';
      found[who] = markOf(answered, row.short);
      // What is another's is answered like what never was, to the letter.
      if (found[who] === '0' && id !== '') {
        expect(answered, who).toEqual(await answer(name, row, who, neverWas(id)));
      }
    }
    // Callers join the one verification that runs.
    await scene.server.settle();
    expect(found).toEqual(expected);
  });
});
