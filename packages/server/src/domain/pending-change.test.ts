import { expect, test } from 'vitest';
import { isSecondAdminRequired, needsSecondAdmin } from './pending-change.ts';

const edit = { widens: ['It allows wildcard names.'], isInUse: true, byAdmin: true, isSecondAdminRequired: true };

test('an edit waits for a second admin if it widens a profile in use, and not otherwise', () => {
  expect(needsSecondAdmin(edit)).toBe(true);
  expect(needsSecondAdmin({ ...edit, widens: [] })).toBe(false);
  expect(needsSecondAdmin({ ...edit, isInUse: false })).toBe(false);
});

test('an admin does without where the organization does not ask for one; an admin of the profile alone never does', () => {
  expect(needsSecondAdmin({ ...edit, isSecondAdminRequired: false })).toBe(false);
  expect(needsSecondAdmin({ ...edit, byAdmin: false, isSecondAdminRequired: false })).toBe(true);
});

test('a setting that is off counts only while there is a single admin', () => {
  expect(isSecondAdminRequired(false, 1)).toBe(false);
  expect(isSecondAdminRequired(false, 2)).toBe(true);
  expect(isSecondAdminRequired(true, 1)).toBe(true);
});
