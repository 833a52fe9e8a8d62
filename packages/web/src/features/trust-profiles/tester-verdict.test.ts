import { expect, test } from 'vitest';
import { testerVerdict } from './tester-verdict.ts';

const draft = { domains: ['*.corp.com'], exceptDomains: [], allowWildcards: false, environments: ['production'] };
const own = {
  matched: true,
  why: 'Internal covers it by *.corp.com.',
  trustProfile: { id: 'dtp_1', name: 'Internal' },
};
const others = { matched: true, why: 'Core covers it.', trustProfile: { id: 'dtp_2', name: 'Core' } };

const stateOf = (name: string, environment = 'production', inForce?: typeof own) =>
  testerVerdict(name, environment, draft, 'dtp_1', inForce).state;

test('a name that the draft covers in its environment passes', () => {
  expect(stateOf('api.corp.com', 'production', own)).toBe('pass');
  expect(stateOf('api.corp.com', 'staging', own)).toBe('fail');
  expect(stateOf('a.b.corp.com')).toBe('fail');
});

test('a name of another profile is that one’s, and a clash is told before it is saved', () => {
  expect(testerVerdict('a.b.corp.com', 'production', draft, 'dtp_1', others)).toMatchObject({
    state: 'later',
    says: 'No pattern covers it. It is Core’s.',
  });
  expect(testerVerdict('api.corp.com', 'production', draft, 'dtp_1', others)).toMatchObject({
    state: 'warn',
    says: expect.stringMatching(/Core covers it, too: this cannot be saved/),
  });
});
