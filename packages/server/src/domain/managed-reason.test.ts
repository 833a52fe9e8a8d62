import { describe, expect, test } from 'vitest';
import { checkManagedText, decisionReason, type ManagedReason, reasonsOfKind } from './managed-reason.ts';
import { ORGANIZATION } from './testing/example-domain.ts';

const reason = (id: string, changes: Partial<ManagedReason> = {}): ManagedReason => ({
  id,
  organizationId: ORGANIZATION,
  kind: 'REJECT',
  text: 'Wrong environment',
  sortOrder: 0,
  active: true,
  ...changes,
});
const listed = [
  reason('rsn_1'),
  reason('rsn_2', { text: 'No ticket', active: false, sortOrder: 2 }),
  reason('rsn_3', { kind: 'APPROVE', text: 'Ticket checked' }),
  reason('rsn_4', { text: 'Not ours', sortOrder: 1 }),
];
const reasons = new Map(listed.map((one) => [one.id, one]));
const given = (reasonId: string | null, words: string | null = null) =>
  decisionReason({ reasonId, reason: words }, 'REJECT', reasons, true);

describe('the reason of a decision', () => {
  test('is the text of the chosen entry, and after a colon what is written beside it', () => {
    expect(given('rsn_1')).toBe('Wrong environment');
    expect(given('rsn_1', '  ask for staging ')).toBe('Wrong environment: ask for staging');
    expect(given(null, 'Not today')).toBe('Not today');
  });

  test('is missing where one is required and neither is given', () => {
    expect(() => given(null, ' ')).toThrow(expect.objectContaining({ code: 'REASON_REQUIRED', field: ['reason'] }));
    expect(decisionReason({ reason: null }, 'APPROVE', reasons, false)).toBeNull();
  });

  test.each([
    ['one that is not in use any more', 'rsn_2', 'INVALID_INPUT'],
    ['one for another kind of decision', 'rsn_3', 'NOT_FOUND'],
    ['one of another organization, in the words for one that never was', 'rsn_9', 'NOT_FOUND'],
  ])('cannot be %s', (_what, id, code) => {
    expect(() => given(id)).toThrow(expect.objectContaining({ code, field: ['reasonId'] }));
  });

  test('is as long as a reason may be, both parts together', () => {
    expect(given('rsn_1', 'x'.repeat(4096 - 'Wrong environment: '.length))).toHaveLength(4096);
    expect(() => given('rsn_1', 'x'.repeat(4096))).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});

test('an entry is one line of 1 to 200 characters that show just what they say', () => {
  expect(checkManagedText(' Ticket checked ')).toBe('Ticket checked');
  for (const bad of ['', ' ', 'x'.repeat(201), 'two\nlines', 'a\u202eb']) {
    expect(() => checkManagedText(bad)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field: ['text'] }));
  }
});

test('entries are offered in their order, kind by kind', () => {
  expect(reasonsOfKind(reasons, 'REJECT').map(({ id }) => id)).toEqual(['rsn_1', 'rsn_4', 'rsn_2']);
});
