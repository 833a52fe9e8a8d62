import { expect, test } from 'vitest';
import { barOf, sharesOf } from './replay-words.ts';

const verdict = { trustProfileName: 'Internal', refusal: null, approvals: 1 };
const differing = (...effects: readonly ('REFUSED' | 'MORE_APPROVALS' | 'ANOTHER_PROFILE')[]) => ({
  request: {
    id: 'apr_1',
    domains: ['a.corp.com'],
    environment: 'production',
    requestedAt: '2026-05-12T09:00:00Z',
    status: 'APPROVED' as const,
  },
  before: verdict,
  after: verdict,
  effects: [...effects],
});

test('each request is drawn once, by the worst that would befall it', () => {
  const bar = barOf({
    replayed: 10,
    changed: 3,
    differing: [differing('MORE_APPROVALS', 'ANOTHER_PROFILE'), differing('REFUSED'), differing('MORE_APPROVALS')],
  });
  expect(bar).toEqual({
    parts: [
      { effect: 'REFUSED', size: 1 },
      { effect: 'ANOTHER_PROFILE', size: 1 },
      { effect: 'MORE_APPROVALS', size: 1 },
    ],
    unlisted: 0,
    same: 7,
  });
});

test('what differs beyond the list is drawn, too', () => {
  expect(barOf({ replayed: 500, changed: 150, differing: [differing('REFUSED')] })).toMatchObject({
    unlisted: 149,
    same: 350,
  });
});

test('effects are told worst first, and none that did not occur', () => {
  const shares = sharesOf([
    { effect: 'MORE_APPROVALS', count: 2 },
    { effect: 'ACCEPTED', count: 0 },
    { effect: 'REFUSED', count: 1 },
  ]);
  expect(shares.map(({ effect }) => effect)).toEqual(['REFUSED', 'MORE_APPROVALS']);
});
