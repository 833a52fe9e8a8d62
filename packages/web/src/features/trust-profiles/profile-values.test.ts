import { expect, test } from 'vitest';
import { changedFields, rulesOf, startingValues } from './profile-values.ts';

test('empty rows are left out, empty hours are no deadline, and approval takes a justification', () => {
  const values = { ...startingValues(null, 'ca_1'), name: ' Web ', domains: [' *.corp.com ', ''], warnAfterHours: '' };
  expect(rulesOf({ ...values, requireJustification: false, expireAfterHours: 72 })).toMatchObject({
    name: 'Web',
    domains: ['*.corp.com'],
    certificateAuthorityId: 'ca_1',
    requireJustification: true,
    warnAfterHours: null,
    expireAfterHours: 72,
  });
});

test('what was not asked for anybody’s approval may do without a justification', () => {
  const values = { ...startingValues(null, 'ca_1'), requireApproval: false, requireJustification: false };
  expect(rulesOf(values).requireJustification).toBe(false);
});

test('what changed is named field by field, and an empty row changes nothing', () => {
  const values = { ...startingValues(null, 'ca_1'), domains: ['*.corp.com'] };
  expect(changedFields(values, { ...values, domains: ['*.corp.com', ' '] })).toEqual([]);
  expect(
    changedFields(values, { ...values, domains: ['*.corp.org'], requiredApprovals: 2, renewBeforeDays: 30 }),
  ).toEqual(['names', 'how many approve', 'renewal']);
});
