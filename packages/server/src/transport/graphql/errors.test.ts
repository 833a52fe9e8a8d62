import { describe, expect, test } from 'vitest';
import { DomainError, ERROR_CODES } from '../../domain/errors.ts';
import { graphqlErrorOf, userErrorOf } from './errors.ts';

const noLog = () => {
  throw new Error('nothing is to be logged');
};
const NEVER_DATA = ['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE'] as const;

describe('what went wrong', () => {
  test.each(ERROR_CODES.filter((code) => !NEVER_DATA.some((one) => one === code)))(
    '%s is data of a payload',
    (code) => {
      expect(userErrorOf(new DomainError(code, 'Say why.', { field: ['reason'] }))).toEqual({
        code,
        message: 'Say why.',
        field: ['reason'],
        changes: null,
      });
    },
  );

  test.each(NEVER_DATA)('%s is an error of the operation', (code) => {
    const error = new DomainError(code, 'Sign in.');
    expect(userErrorOf(error)).toBeNull();
    expect(graphqlErrorOf(error, noLog).toJSON()).toEqual({ message: 'Sign in.', extensions: { code } });
  });

  test('where there is no payload, wrong input is BAD_USER_INPUT and names its field', () => {
    const error = new DomainError('INVALID_INPUT', 'At most 100.', { field: ['first'] });
    expect(graphqlErrorOf(error, noLog).toJSON()).toEqual({
      message: 'At most 100.',
      extensions: { code: 'BAD_USER_INPUT', field: ['first'] },
    });
  });

  test('of a fault nothing is shown but an id, and the log has the rest under it', () => {
    const logged: Readonly<Record<string, string>>[] = [];
    const shown = graphqlErrorOf(new TypeError('password "hunter2" of null'), (_message, facts) => logged.push(facts));
    const [facts] = logged;
    expect(logged).toHaveLength(1);
    expect(facts?.error).toContain('hunter2');
    expect(shown.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: facts?.id });
    expect(shown.message).toContain(facts?.id);
    expect(JSON.stringify(shown)).not.toContain('hunter2');
  });
});
