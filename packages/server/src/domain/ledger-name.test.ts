import { describe, expect, it } from 'vitest';
import { ledgerName, parseLedgerName, parseSequence, renderSequence } from './ledger-name.ts';

describe('the name of a ledger', () => {
  it.each([
    [{ organizationId: 'org_a', epoch: 1 }, 'org_a'],
    [{ organizationId: 'org_a', epoch: 2 }, 'org_a/2'],
    [{ organizationId: 'platform', epoch: 11 }, 'platform/11'],
  ])('is the id of the organization, with its epoch from the second on: %o', (parts, name) => {
    expect(ledgerName(parts)).toBe(name);
    expect(parseLedgerName(name)).toEqual(parts);
  });
});

describe('a sequence as clients hold it', () => {
  it.each([
    [{ epoch: 1, seq: 17 }, '17'],
    [{ epoch: 1, seq: -1 }, '-1'],
    [{ epoch: 2, seq: 0 }, '2/0'],
    [{ epoch: 3, seq: 999_999_999_999_999 }, '3/999999999999999'],
  ])('says the epoch from the second on: %o', (place, text) => {
    expect(renderSequence(place)).toBe(text);
    expect(parseSequence(text)).toEqual(place);
  });

  it.each(['', 'x', '1.5', '/3', '0/3', '2/', '2/-2', '-2', '1/2/3', ' 3', '1e3', '9999999999999999'])(
    'is not: %j',
    (text) => {
      expect(parseSequence(text)).toBeNull();
    },
  );
});
