import { DomainError } from '../../domain/errors.ts';

/** Where a page ends: which list it is of, and its place there. Opaque to clients, and nothing in it is trusted. */
export type CursorPart = string | number;

export function encodeCursor(list: string, place: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([list, ...place])).toString('base64url');
}

/** `shape` says of what kind each part must be. Throws INVALID_INPUT for what is no cursor of this list. */
export function decodeCursor(list: string, shape: readonly ('string' | 'number')[], cursor: string): CursorPart[] {
  const parts = parse(cursor);
  if (parts?.[0] !== list || parts.length !== shape.length + 1) throw foreignCursor();
  return shape.map((kind, index) => {
    const part = parts[index + 1];
    if (kind === 'number' && Number.isSafeInteger(part) && typeof part === 'number') return part;
    if (kind === 'string' && typeof part === 'string' && part.length <= 100 && !part.includes('\u0000')) return part;
    throw foreignCursor();
  });
}

function parse(cursor: string): unknown[] | null {
  if (cursor.length > 600) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

export function foreignCursor(): DomainError {
  const message =
    'This cursor is not one of this list. Take "after" from the pageInfo of the same list, in the same order.';
  return new DomainError('INVALID_INPUT', message, { field: ['after'] });
}
