import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { operationLimits } from './limits.ts';

const schema = buildSchema(`
  type Query { rows(first: Int, after: String): Rows! row(id: ID): Row now: String }
  type Rows { nodes: [Row!]! }
  type Row { id: ID! name: String row: Row }
`);
const refusals = (document: string): string[] =>
  validate(schema, parse(document), [operationLimits]).map(({ message }) => message);
const nested = (levels: number): string => `${'row { '.repeat(levels)}id${' }'.repeat(levels)}`;
const times = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('an operation', () => {
  test('can be 14 levels deep', () => expect(refusals(`{ ${nested(13)} }`)).toEqual([]));
  test('cannot be 15', () => expect(refusals(`{ ${nested(14)} }`)).toEqual([expect.stringContaining('levels deep')]));
  test('cannot hide its depth in fragments', () => {
    const fragments = times(5, (i) => `fragment F${i} on Row { row { row { row { ...F${i + 1} } } } }`);
    expect(refusals(`{ row { ...F0 } } ${fragments} fragment F5 on Row { id }`)).toEqual([
      expect.stringContaining('levels deep'),
    ]);
  });

  test('can have 60 aliases', () => expect(refusals(`{ row { ${times(60, (i) => `a${i}: id`)} } }`)).toEqual([]));
  test('cannot have 61', () =>
    expect(refusals(`{ row { ${times(61, (i) => `a${i}: id`)} } }`)).toEqual([expect.stringContaining('aliases')]));

  test('can ask for 20 things', () => expect(refusals(`{ ${'now '.repeat(20)} }`)).toEqual([]));
  test.each([
    ['', `{ ${'now '.repeat(21)} }`],
    [' through a fragment', `{ ...F } fragment F on Query { ${'now '.repeat(21)} }`],
    [' through an inline fragment', `{ ... { ${'now '.repeat(21)} } }`],
  ])('cannot ask for 21%s', (_how, document) =>
    expect(refusals(document)).toEqual([expect.stringContaining('things at once')]),
  );

  test('cannot select more than 1,200 fields, however few are written', () => {
    const fragments = times(8, (i) => `fragment F${i} on Row { ${times(4, () => `...F${i + 1}`)} }`);
    expect(refusals(`{ row { ...F0 } } ${fragments} fragment F8 on Row { id }`)).toEqual([
      expect.stringContaining('fields'),
    ]);
  });

  test('can read a page of 100 with what belongs to each row', () =>
    expect(
      refusals(`{ rows(first: 100) { nodes { id name ${times(20, (i) => `a${i}: row { id name }`)} } } }`),
    ).toEqual([]));
  test.each([
    ['as a number', '100'],
    ['as a variable', '$first'],
  ])('cannot read so many rows that it costs too much, their number given %s', (_how, first) => {
    const rows = times(4, (i) => `r${i}: rows(first: ${first}) { nodes { ${times(12, () => nested(1))} } }`);
    expect(refusals(`query Q${first.startsWith('$') ? '($first: Int)' : ''} { ${rows} }`)).toEqual([]);
    const more = times(5, (i) => `r${i}: rows(first: ${first}) { nodes { ${times(12, () => nested(1))} } }`);
    expect(refusals(`query Q${first.startsWith('$') ? '($first: Int)' : ''} { ${more} }`)).toEqual([
      expect.stringContaining('costs'),
    ]);
  });

  test('can introspect as tools do', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect(refusals(getIntrospectionQuery())).toEqual([]);
  });
  test('cannot ask for the whole schema again and again', () =>
    expect(refusals(`{ ${times(4, (i) => `a${i}: __schema { types { name } }`)} }`)).toEqual([
      expect.stringContaining('the schema more than'),
    ]));

  test('of fragments that only spread each other is refused at once', () => {
    const fragments = times(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const document = parse(`{ ...F0 } ${fragments} fragment F60 on Query { ...F60 }`);
    // Two to the power of sixty steps, if it were walked: that this ends at all is the test.
    expect(validate(schema, document, [...specifiedRules, operationLimits])).not.toEqual([]);
  });
});
