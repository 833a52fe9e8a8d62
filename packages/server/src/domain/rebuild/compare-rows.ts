import { compareRow, type Difference, type ExpectedRow, type FoundRow, named } from './claims.ts';

export type RowsFound = ReadonlyMap<string, FoundRow>;

/** A row that no record tells of; null: that is as it should be. */
export type Untold = (key: string, row: FoundRow) => Difference | null;

/** The first difference between what the records say and what a table holds, both by the same key. */
export function compareRows(
  expected: ReadonlyMap<string, ExpectedRow | null>,
  found: RowsFound,
  untold: Untold,
): Difference | null {
  for (const [key, row] of expected) {
    const difference = row === null ? null : compareFound(row, found.get(key));
    if (difference !== null) return difference;
  }
  for (const [key, row] of found) {
    const difference = expected.has(key) ? null : untold(key, row);
    if (difference !== null) return difference;
  }
  return null;
}

/** One row that may be missing, or be there although it should not. */
export function compareFound(expected: ExpectedRow, found: FoundRow | undefined): Difference | null {
  const { thing, newest, isGone = false } = expected;
  if (found !== undefined) return isGone ? standsAgain(expected) : compareRow(expected, found);
  if (isGone) return null;
  return {
    by: newest,
    explanation: `${thing} is missing in its table, but ${named(newest)} tells of it.`,
    expected: `the row that ${named(newest)} tells of`,
    found: 'no such row',
  };
}

function standsAgain({ thing, newest }: ExpectedRow): Difference {
  return {
    by: newest,
    explanation: `${thing} stands in its table, but ${named(newest)} took it away.`,
    expected: 'no such row',
    found: 'a row',
  };
}
