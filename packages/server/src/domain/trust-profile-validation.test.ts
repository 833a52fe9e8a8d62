import { expect, test } from 'vitest';
import { AUTHORITY, ENVIRONMENTS, MARA, OMAR, rulesWith } from './testing/example-domain.ts';
import { normalizeRules, type TrustProfileRulesInput } from './trust-profile-validation.ts';

const least: TrustProfileRulesInput = { domains: ['*.Internal.Corp.com'], certificateAuthorityId: AUTHORITY };

function normalize(changes: TrustProfileRulesInput = {}) {
  return normalizeRules({ ...least, ...changes }, { organizationEnvironments: ENVIRONMENTS });
}

function expectRefused(changes: TrustProfileRulesInput, ...field: string[]) {
  expect(() => normalize(changes), JSON.stringify(changes)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', field }),
  );
}

test('what is left out or null gets its default', () => {
  expect(normalize()).toEqual(rulesWith());
  expect(normalize({ requireApproval: null, environments: null, keyAlgorithms: null, keySource: null })).toEqual(
    rulesWith(),
  );
});

test('rules in normal form stay as they are', () => {
  const rules = rulesWith({
    domains: ['*.internal.corp.com', 'xn--bcher-kva.corp.com'],
    exceptDomains: ['secret.internal.corp.com'],
    requiredApprovals: 2,
    environments: ['staging'],
    allowedUserIds: [OMAR, MARA],
    warnAfterHours: 4,
    escalateAfterHours: 8,
    expireAfterHours: 72,
    escalationContacts: ['Security@corp.com'],
    keyAlgorithms: ['RSA_4096', 'ECDSA_P256'],
  });
  expect(normalize(rules)).toEqual(rules);
});

test('patterns become lower-case A-labels', () => {
  expect(normalize({ domains: ['*.Bücher.example.com'] }).domains).toEqual(['*.xn--bcher-kva.example.com']);
});

test('patterns that are no host names, missing or named twice cannot be saved', () => {
  expectRefused({ domains: [] }, 'domains');
  expectRefused({ domains: ['a.corp.com', 'a..corp.com'] }, 'domains', '1');
  expectRefused({ domains: ['a.*.corp.com'] }, 'domains', '0');
  expectRefused({ domains: ['a.corp.com', 'A.corp.com'] }, 'domains', '1');
  expectRefused({ exceptDomains: ['-a.corp.com'] }, 'exceptDomains', '0');
});

test('approvals are 1 to 10', () => {
  expect(normalize({ requiredApprovals: 10 }).requiredApprovals).toBe(10);
  for (const requiredApprovals of [0, 11, 1.5, Number.NaN]) expectRefused({ requiredApprovals }, 'requiredApprovals');
});

test('a validity is 1 to 825 days, and the default at most the longest', () => {
  expect(normalize({ maxValidityDays: 825 })).toMatchObject({ maxValidityDays: 825, defaultValidityDays: 90 });
  expect(normalize({ maxValidityDays: 30 })).toMatchObject({ maxValidityDays: 30, defaultValidityDays: 30 });
  expectRefused({ maxValidityDays: 826 }, 'maxValidityDays');
  expectRefused({ maxValidityDays: 0 }, 'maxValidityDays');
  expectRefused({ defaultValidityDays: 398 }, 'defaultValidityDays');
  expectRefused({ defaultValidityDays: 31, maxValidityDays: 30 }, 'defaultValidityDays');
});

test('a justification is always required where approval is', () => {
  expect(normalize({ requireJustification: false }).requireJustification).toBe(true);
  expect(normalize({ requireApproval: false }).requireJustification).toBe(false);
  expect(normalize({ requireApproval: false, requireJustification: true }).requireJustification).toBe(true);
});

test('environments are the organization’s, key algorithms and uses known and at least one', () => {
  expectRefused({ environments: ['staging', 'moon'] }, 'environments', '1');
  expectRefused({ environments: ['staging', 'staging'] }, 'environments', '1');
  expectRefused({ keyAlgorithms: [] }, 'keyAlgorithms');
  expectRefused({ keyAlgorithms: ['ED25519', 'ED25519'] }, 'keyAlgorithms', '1');
  expectRefused({ extendedKeyUsages: [] }, 'extendedKeyUsages');
  expectRefused({ certificateAuthorityId: '' }, 'certificateAuthorityId');
  expectRefused({ allowedUserIds: [OMAR, OMAR] }, 'allowedUserIds', '1');
});

test('hours are positive, and warning, escalation and expiry follow each other as far as they are given', () => {
  expect(normalize({ warnAfterHours: 1, expireAfterHours: 2 })).toMatchObject({
    warnAfterHours: 1,
    expireAfterHours: 2,
  });
  expectRefused({ warnAfterHours: 0 }, 'warnAfterHours');
  expectRefused({ expireAfterHours: 8_761 }, 'expireAfterHours');
  expectRefused({ warnAfterHours: 4, escalateAfterHours: 4 }, 'escalateAfterHours');
  expectRefused({ escalateAfterHours: 8, expireAfterHours: 4 }, 'expireAfterHours');
  expectRefused({ warnAfterHours: 8, expireAfterHours: 4 }, 'expireAfterHours');
});

test('a renewal comes ahead of the end by less than the longest validity, or not at all', () => {
  expect(normalize({}).renewBeforeDays).toBeNull();
  expect(normalize({ renewBeforeDays: 1 }).renewBeforeDays).toBe(1);
  expect(normalize({ renewBeforeDays: 89, maxValidityDays: 90 }).renewBeforeDays).toBe(89);
  for (const days of [0, -1, 1.5, 90]) expectRefused({ renewBeforeDays: days, maxValidityDays: 90 }, 'renewBeforeDays');
  expectRefused({ renewBeforeDays: 1, maxValidityDays: 1 }, 'renewBeforeDays');
});

test('contacts are single e-mail addresses, each once', () => {
  expectRefused({ escalationContacts: ['a@corp.com', 'b@corp.com, c@corp.com'] }, 'escalationContacts', '1');
  expectRefused({ escalationContacts: ['a@corp.com\r\nBcc: b@corp.com'] }, 'escalationContacts', '0');
  expectRefused({ escalationContacts: ['a@corp.com', 'A@corp.com'] }, 'escalationContacts', '1');
});

test('requesters and devices are at most 1,000 each, and a list that is far too long is refused in no time', () => {
  const ids = Array.from({ length: 40_000 }, (_, index) => `usr_01jd9m2c8xe7rbx5w9n4${String(index).padStart(6, '0')}`);
  for (const field of ['allowedUserIds', 'allowedDeviceIds'] as const) {
    expect(normalize({ [field]: ids.slice(0, 1_000) })[field]).toHaveLength(1_000);
    const start = performance.now();
    const refused = (given: readonly string[], ...at: string[]) =>
      expect(() => normalize({ [field]: given })).toThrow(expect.objectContaining({ field: [field, ...at] }));
    refused(ids);
    refused([...ids.slice(0, 999), ids[0] ?? ''], '999');
    expect(performance.now() - start).toBeLessThan(500);
  }
});
