import { AUDIT_RECORD_TYPES, type AuditRecordType } from '../../domain/audit-record-types.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AuditFilter } from '../../usecases/ledger-queries.ts';

const NAMES = ['types', 'actorId', 'subjectId', 'from', 'to'] as const;
const LONGEST_ID = 100;
/** A day, or a moment with its zone (RFC 3339). */
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * What an export is narrowed to. A filter that is not understood is refused: a file that holds more than was asked for
 * would not show it.
 */
export function readExportFilter(query: Readonly<Record<string, unknown>>): AuditFilter {
  const unknown = Object.keys(query).find((name) => !NAMES.some((known) => known === name));
  if (unknown !== undefined) {
    throw wrong(unknown, `There is no filter ${JSON.stringify(unknown.slice(0, 40))}. There are ${NAMES.join(', ')}.`);
  }
  const from = time(query, 'from');
  const to = time(query, 'to');
  if (from !== null && to !== null && from >= to) {
    throw wrong('to', 'from is included and to is not, so to is later than from.');
  }
  return { types: types(query), actorId: id(query, 'actorId'), subjectId: id(query, 'subjectId'), from, to };
}

function types(query: Readonly<Record<string, unknown>>): AuditRecordType[] | null {
  const given = [query.types ?? []].flat().flatMap((value) => (typeof value === 'string' ? value.split(',') : []));
  const chosen = given.map((name) => {
    const type = AUDIT_RECORD_TYPES.find((known) => known === name);
    if (type !== undefined) return type;
    throw wrong('types', `There is no type of record ${JSON.stringify(name.slice(0, 40))}; docs/ledger.md lists them.`);
  });
  return chosen.length === 0 ? null : [...new Set(chosen)];
}

function id(query: Readonly<Record<string, unknown>>, name: 'actorId' | 'subjectId'): string | null {
  const value = query[name];
  if (value === undefined) return null;
  if (typeof value === 'string' && value !== '' && value.length <= LONGEST_ID && !value.includes('\u0000'))
    return value;
  throw wrong(name, `${name} is one id.`);
}

function time(query: Readonly<Record<string, unknown>>, name: 'from' | 'to'): Date | null {
  const value = query[name];
  if (value === undefined) return null;
  const moment = typeof value === 'string' && TIME.test(value) ? new Date(value) : null;
  if (moment !== null && !Number.isNaN(moment.getTime())) return moment;
  throw wrong(name, `${name} is a day, like 2026-01-31 (UTC), or a moment with its zone, like 2026-01-31T08:00:00Z.`);
}

function wrong(field: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field: [field] });
}
