import { describe, expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { assertFreshReview, type ReviewFacts, versionAtRevision } from './revision.ts';
import { AUTHORITY, profileWith, requestWith } from './testing/example-domain.ts';

function refusalOf(seen: number, facts: Partial<ReviewFacts>, request = requestWith()): DomainError {
  const all: ReviewFacts = { pinned: profileWith(), current: profileWith(), seen: null, nameOf: (id) => id, ...facts };
  try {
    assertFreshReview(request, seen, all);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a review that is stale', () => {
  const current = profileWith({ maxValidityDays: 200, requiredApprovals: 2 }, { version: 5 });

  test('is told which version of the profile came instead, and each field before and after', () => {
    const refused = refusalOf(1, { current });
    expect(refused.code).toBe('STALE_REVIEW');
    expect(refused.changes).toEqual([
      { what: 'version of the trust profile', before: '3', after: '5' },
      { what: 'approvals required', before: '1', after: '2' },
      { what: 'longest validity in days', before: '397', after: '200' },
    ]);
    expect(refused.message).toBe(
      'This request is now at revision 3, and your decision is about revision 1. Since then this changed: version of the trust profile: 3 → 5, approvals required: 1 → 2 and longest validity in days: 397 → 200. Look at it again, then decide.',
    );
  });

  test('is told what changed since what was seen, not since it was asked', () => {
    const seen = profileWith({ maxValidityDays: 200 }, { version: 4 });
    expect(refusalOf(2, { current, seen }).changes).toEqual([
      { what: 'version of the trust profile', before: '4', after: '5' },
      { what: 'approvals required', before: '1', after: '2' },
    ]);
  });

  test('is told the names of what changed, and whether the profile was renamed or retired', () => {
    const changed = { certificateAuthorityId: 'ca_2' };
    const other = profileWith(changed, { version: 4, name: 'Payments', active: false });
    const names = new Map([
      [AUTHORITY, 'Main'],
      ['ca_2', 'Backup'],
    ]);
    expect(refusalOf(1, { current: other, nameOf: (id) => names.get(id) ?? id }).changes).toEqual([
      { what: 'version of the trust profile', before: '3', after: '4' },
      { what: 'trust profile', before: 'in use', after: 'retired' },
      { what: 'name', before: 'Payments internal', after: 'Payments' },
      { what: 'certificate authority', before: 'Main', after: 'Backup' },
    ]);
  });

  test('is told that a CSR was handed in, where the content is another', () => {
    expect(refusalOf(1, {}, requestWith({ revision: 2 })).changes).toEqual([
      { what: 'CSR', before: 'none', after: 'handed in' },
    ]);
  });

  test('of a revision that never was is refused, and nothing is made up', () => {
    expect(refusalOf(9, { current }).changes).toEqual([]);
    expect(refusalOf(0, { current }).changes).toEqual([]);
  });
});

test('a revision names the version of the profile that was in force then', () => {
  const version = (revision: number) => versionAtRevision(requestWith(), { version: 5 }, revision);
  expect([1, 2, 3, 4, 0].map(version)).toEqual([3, 4, 5, null, null]);
});
