import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { checksAsRecord } from './checks-as-record.ts';
import { POLICY_RULES, RISK_SIGNALS, rule, signal } from './policy-check.ts';

test('a record keeps what failed, warned and deserved a look with its reasons, and how many passed', () => {
  const checks = [
    rule('validity', 'FAIL', '90 days is too long.'),
    rule('profile', 'WARN', 'It has changed.'),
    signal('production', 'WARN', 'By its name.'),
    rule('names', 'PASS', 'Covered.'),
    signal('hour', 'PASS', 'As usual.'),
  ];
  expect(checksAsRecord(checks)).toEqual({
    failed: ['validity: 90 days is too long.'],
    passed: 2,
    signals: ['production: By its name.'],
    warned: ['profile: It has changed.'],
  });
});

test('a long explanation is cut at a whole character, so that what was asked has room beside it', () => {
  const kept = checksAsRecord([rule('names', 'FAIL', '🔑'.repeat(500))]).failed;
  const [text = ''] = Array.isArray(kept) ? kept : [];
  expect(Buffer.byteLength(String(text))).toBeLessThanOrEqual(243);
  expect(text).toMatch(/^names: 🔑+…$/u);
  expect(() => canonicalJson({ text })).not.toThrow();
});

test('the record of the longest request, decided with the longest reason and with much to be said, still fits a ledger', () => {
  const label = 'x'.repeat(61);
  const domains = new Array(100).fill(0).map((_, i) => `${`${i}`.padStart(61, 'n')}.${label}.${label}.${label}.corp`);
  const text = '🔑'.repeat(4096);
  const explanation = 'y'.repeat(2_000);
  const checks = [
    ...POLICY_RULES.map((name) => rule(name, 'FAIL', explanation)),
    ...RISK_SIGNALS.map((name) => signal(name, 'WARN', explanation)),
  ];
  const detail = {
    domains,
    environment: 'e'.repeat(32),
    justification: text,
    reason: text,
    policy: checksAsRecord(checks),
  };
  expect(domains.every((name) => name.length === 252)).toBe(true);
  // Beside the detail an entry holds ids, hashes and a name.
  expect(Buffer.byteLength(canonicalJson(detail)) + 1_000).toBeLessThan(65_535);
});
