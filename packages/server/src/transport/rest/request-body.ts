import type { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';

/** The body as `schema` describes it, or what is wrong with it: a missing, unknown or ill-typed field by its name. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DomainError('INVALID_INPUT', 'The body must be a JSON object, with content-type application/json.');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new DomainError('INVALID_INPUT', 'The body is not what this takes.');
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys;
    throw new DomainError(
      'INVALID_INPUT',
      `There is no field ${unknown.slice(0, 64)}. Leave it out, or correct its name.`,
      { field: [unknown.slice(0, 64)] },
    );
  }
  const path = issue.path.map(String);
  throw new DomainError('INVALID_INPUT', `${path.join('.') || 'The body'}: ${issue.message}.`, { field: path });
}
