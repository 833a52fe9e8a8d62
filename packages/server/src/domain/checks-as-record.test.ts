import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { checksAsRecord } from './checks-as-record.ts';
import { rule, signal } from './policy-check.ts';

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
