import { DomainError } from '../../domain/errors.ts';
import type { Page, PageArguments } from '../application.ts';
import { type CursorPart, decodeCursor, encodeCursor } from './cursor.ts';

const DEFAULT_SIZE = 25;
const LARGEST_SIZE = 100;

/** Reads one page of a list: asks for one more than fits, to know whether there is a next one. */
export async function readPage<Row, Place extends readonly CursorPart[]>(
  list: {
    readonly name: string;
    readonly shape: readonly ('string' | 'number')[];
    readonly placeOf: (row: Row) => Place;
  },
  page: PageArguments,
  read: (after: CursorPart[] | null, limit: number) => Promise<readonly Row[]> | readonly Row[],
): Promise<Page<Row>> {
  const size = pageSize(page.first);
  const { after } = page;
  const start = after === null || after === undefined ? null : decodeCursor(list.name, list.shape, after);
  const found = await read(start, size + 1);
  const rows = found.slice(0, size);
  return {
    rows,
    cursors: rows.map((row) => encodeCursor(list.name, list.placeOf(row))),
    hasNextPage: found.length > size,
    hasPreviousPage: start !== null,
  };
}

/** A page of a list that is at hand as a whole, in the order of its ids. */
export function pageOf<Row extends { readonly id: string }>(
  name: string,
  rows: Iterable<Row>,
  page: PageArguments,
): Promise<Page<Row>> {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  return readPage({ name, shape: ['string'], placeOf: (row: Row) => [row.id] }, page, (after, limit) => {
    const from = after?.[0];
    return sorted.filter((row) => from === undefined || row.id > String(from)).slice(0, limit);
  });
}

export function emptyPage<Row>(page: PageArguments): Page<Row> {
  pageSize(page.first);
  return { rows: [], cursors: [], hasNextPage: false, hasPreviousPage: false };
}

function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_SIZE;
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_SIZE) return size;
  throw new DomainError('INVALID_INPUT', `A page holds 1 to ${LARGEST_SIZE} items.`, { field: ['first'] });
}
