import { describe, expect, it } from 'vitest';
import { ledgerName, placeOfNewest } from './ledger-place.ts';

describe('the place from which the live feed is followed', () => {
  it('is the number of the newest record in the first epoch, with the epoch before it from the second on', () => {
    expect(placeOfNewest({ epoch: 1, size: '18' })).toBe('17');
    expect(placeOfNewest({ epoch: 2, size: '18' })).toBe('2/17');
  });

  it('loses no digit of a large ledger', () => {
    expect(placeOfNewest({ epoch: 3, size: '9007199254740993' })).toBe('3/9007199254740992');
  });

  it('is none where nothing was written yet, or the size cannot be read', () => {
    expect(placeOfNewest({ epoch: 1, size: '0' })).toBeNull();
    expect(placeOfNewest({ epoch: 1, size: 'many' })).toBeNull();
  });
});

describe('the name of a ledger', () => {
  it('is the organization, with the epoch after it from the second on', () => {
    expect(ledgerName('org_1', 1)).toBe('org_1');
    expect(ledgerName('org_1', 2)).toBe('org_1/2');
  });
});
