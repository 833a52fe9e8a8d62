import { expect, test } from 'vitest';
import { coverageOf } from './pattern-coverage.ts';

const rules = { domains: ['*.Corp.com ', 'www.corp.org'], exceptDomains: ['secret.corp.com'], allowWildcards: false };
const covered = (name: string, changes: Partial<typeof rules> = {}) =>
  coverageOf(name, { ...rules, ...changes }).covered;

test('a wildcard pattern covers exactly one label', () => {
  expect(covered('api.corp.com')).toBe(true);
  expect(covered('corp.com')).toBe(false);
  expect(covered('a.b.corp.com')).toBe(false);
  expect(covered('www.corp.org')).toBe(true);
});

test('an exception takes a name away, and the wildcard name above it', () => {
  expect(covered('secret.corp.com')).toBe(false);
  expect(covered('*.corp.com', { allowWildcards: true })).toBe(false);
  expect(covered('*.corp.com', { allowWildcards: true, exceptDomains: [] })).toBe(true);
  expect(covered('*.corp.com', { exceptDomains: [] })).toBe(false);
});
