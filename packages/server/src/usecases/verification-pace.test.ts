import { describe, expect, it } from 'vitest';
import { VerificationPace } from './verification-pace.ts';

describe('how often a ledger may be verified', () => {
  it('is ten times in a row, then every six seconds; each organization for itself', () => {
    const pace = new VerificationPace();
    for (let count = 0; count < 10; count += 1) pace.demand('org_1', 1_000);
    expect(() => pace.demand('org_1', 1_000)).toThrow('verified many times just now');
    pace.demand('org_2', 1_000);
    expect(() => pace.demand('org_1', 6_999)).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    pace.demand('org_1', 7_001);
    expect(() => pace.demand('org_1', 7_002)).toThrow('verified many times');
    for (let count = 0; count < 10; count += 1) pace.demand('org_1', 1_000_000);
    expect(() => pace.demand('org_1', 1_000_000)).toThrow('verified many times');
  });
});
