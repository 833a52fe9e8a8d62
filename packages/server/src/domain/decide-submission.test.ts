import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Principal } from './actor.ts';
import { decideSubmission, deniedRecord } from './decide-submission.ts';
import { DomainError } from './errors.ts';
import type { ParsedCsr } from './key-algorithm.ts';
import { normalizeSubmission, type SubmissionInput } from './submission.ts';
import {
  DEVICE,
  device,
  ENVIRONMENTS,
  factsOf,
  MARA,
  NOW,
  OMAR,
  ORGANIZATION,
  PROFILE,
  person,
  profileWith,
  REQUEST,
  requestWith,
} from './testing/example-domain.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

const vector: { records: { entry: string }[] } = JSON.parse(
  readFileSync(new URL('./testdata/ledger/chain.json', import.meta.url), 'utf8'),
);

function csrFor(dnsNames: readonly string[], changes: Partial<ParsedCsr> = {}): ParsedCsr {
  const { spkiSha256, csrSha256 } = requestWith();
  return {
    der: Buffer.alloc(0),
    spki: Buffer.alloc(0),
    spkiSha256: spkiSha256 ?? '',
    csrSha256: csrSha256 ?? '',
    keyAlgorithm: 'ECDSA_P256',
    dnsNames,
    hasOtherNames: false,
    ...changes,
  };
}

const ask: SubmissionInput = {
  domains: ['api.internal.corp.com'],
  environment: 'production',
  justification: 'New service deployment — ticket #1234',
};

interface Setting {
  readonly input?: Partial<SubmissionInput>;
  readonly rules?: Partial<TrustProfileRules>;
  readonly principal?: Principal;
  readonly role?: 'ADMIN' | 'OPERATOR' | 'VIEWER' | null;
}

function submit({ input = {}, rules = {}, principal = person(OMAR), role = 'OPERATOR' }: Setting = {}) {
  return decideSubmission(
    REQUEST,
    principal,
    normalizeSubmission({ ...ask, ...input }),
    {
      organizationId: ORGANIZATION,
      organizationEnvironments: ENVIRONMENTS,
      profiles: [profileWith(rules)],
      access: factsOf(role),
      risk: null,
    },
    NOW,
  );
}

function expectRefused(setting: Setting, code: string, ...field: string[]) {
  const expected = field.length === 0 ? { code } : { code, field };
  expect(() => submit(setting)).toThrow(expect.objectContaining(expected));
}

describe('a submission', () => {
  test('becomes a pending request that pins the profile version that it matched', () => {
    const { next, outcome, profile, decision } = submit();
    expect(next).toMatchObject({
      id: REQUEST,
      status: 'PENDING',
      issuanceStatus: 'NOT_STARTED',
      revision: 1,
      trustProfileId: PROFILE,
      profileVersion: 3,
      validityDays: 90,
      requiredApprovals: 1,
      requesterUserIds: [OMAR],
      requestedAt: NOW,
      decidedAt: null,
    });
    expect([outcome, profile.id, decision]).toEqual(['pending', PROFILE, null]);
  });

  test('is recorded with the fields of the published vector and what the policy said, for a CSR and for a server-made key; and who is behind a device', () => {
    const csr = csrFor(['api.internal.corp.com']);
    const byDevice = submit({
      input: { csr },
      principal: device(DEVICE, [OMAR]),
      role: null,
      rules: { allowAllDevices: true },
    });
    const published = JSON.parse(vector.records[1]?.entry ?? '{}');
    const [record, ...others] = byDevice.records;
    expect(others).toEqual([]);
    expect(record).toMatchObject({ type: published.type, actor: published.actor, subject: published.subject });
    expect(record?.detail).toEqual({
      ...published.detail,
      policy: { failed: [], passed: 10, signals: [], warned: [] },
      requesterUserIds: [OMAR],
      templateSha256: byDevice.next.templateSha256,
    });

    const { records } = submit({ input: { keyAlgorithm: 'ECDSA_P256' } });
    const detail = records[0]?.detail ?? {};
    const given = Object.entries(detail).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    expect(given.sort()).toEqual(
      [...Object.keys(JSON.parse(vector.records[6]?.entry ?? '{}').detail), 'policy'].sort(),
    );
    expect(detail).toMatchObject({ csrSha256: null, spkiSha256: null, keyAlgorithm: 'ECDSA_P256', owner: OMAR });
  });

  test('freezes in its template what may be issued', () => {
    const { next } = submit({ input: { csr: csrFor(['api.internal.corp.com']), commonName: 'api.internal.corp.com' } });
    expect(JSON.parse(next.template)).toMatchObject({
      names: ['api.internal.corp.com'],
      commonName: 'api.internal.corp.com',
      key: { spkiSha256: next.spkiSha256 },
      profileVersion: 3,
      environment: 'production',
    });
  });

  test('without a validity of its own gets the default of the profile', () => {
    expect(submit({ rules: { defaultValidityDays: 30 } }).next.validityDays).toBe(30);
    expect(submit({ rules: { defaultValidityDays: 30 }, input: { validityDays: 31 } }).next.validityDays).toBe(31);
  });

  test('counts its deadlines from the moment of asking', () => {
    const { next } = submit({ rules: { warnAfterHours: 4, escalateAfterHours: 24, expireAfterHours: 72 } });
    expect(next).toMatchObject({
      warnAt: new Date('2026-11-23T17:48:22.014Z'),
      escalateAt: new Date('2026-11-24T13:48:22.014Z'),
      expiresAt: new Date('2026-11-26T13:48:22.014Z'),
    });
    expect(submit().next).toMatchObject({ warnAt: null, escalateAt: null, expiresAt: null });
  });
});

describe('where no approval is required', () => {
  test('a submission is approved by policy at once, and the record says so', () => {
    const { next, records, outcome } = submit({ rules: { requireApproval: false } });
    expect(next).toMatchObject({ status: 'APPROVED', issuanceStatus: 'ISSUING', decidedAt: NOW, requiredApprovals: 0 });
    expect(outcome).toBe('approved');
    expect(records.map((record) => record.type)).toEqual(['request.submitted', 'request.approved']);
    expect(records[1]).toMatchObject({
      actor: { kind: 'policy', id: 'policy', name: 'policy' },
      detail: { approvals: 0, required: 0, reason: null, revision: 1, outcome: 'approved' },
    });
  });

  test('and the key is still to come, it waits for the CSR', () => {
    const { next } = submit({ rules: { requireApproval: false, keySource: 'CSR_ONLY' } });
    expect(next).toMatchObject({ status: 'APPROVED', issuanceStatus: 'AWAITING_CSR', keyOrigin: 'AWAITED' });
  });
});

describe('keys', () => {
  test('without a CSR the server makes the key, of the type asked for or the first that is allowed', () => {
    expect(submit().next).toMatchObject({ keyOrigin: 'SERVER', keyAlgorithm: 'ECDSA_P256', spkiSha256: null });
    expect(submit({ input: { keyAlgorithm: 'RSA_3072' } }).next.keyAlgorithm).toBe('RSA_3072');
    expect(submit({ rules: { keyAlgorithms: ['RSA_4096', 'ED25519'] } }).next.keyAlgorithm).toBe('RSA_4096');
  });

  test('with CSR_ONLY and no CSR the key is awaited, of any type that is allowed', () => {
    const { next } = submit({ rules: { keySource: 'CSR_ONLY', keyAlgorithms: ['ED25519', 'RSA_4096'] } });
    expect(next).toMatchObject({ status: 'PENDING', keyOrigin: 'AWAITED', keyAlgorithm: null });
    expect(JSON.parse(next.template).key).toEqual({ algorithms: ['ED25519', 'RSA_4096'] });
  });

  test('of a type that the profile does not allow cannot be had, by CSR or by name', () => {
    const rules = { keyAlgorithms: ['ED25519'] as const };
    expectRefused({ rules, input: { keyAlgorithm: 'RSA_2048' } }, 'POLICY_VIOLATION', 'keyAlgorithm');
    expectRefused({ rules, input: { csr: csrFor(['api.internal.corp.com']) } }, 'POLICY_VIOLATION', 'csr');
  });

  test('of a CSR for other names cannot be had', () => {
    expectRefused({ input: { csr: csrFor(['evil.internal.corp.com']) } }, 'INVALID_CSR', 'csr');
    expectRefused({ input: { csr: csrFor(['api.internal.corp.com'], { hasOtherNames: true }) } }, 'INVALID_CSR', 'csr');
  });
});

describe('what the policy refuses', () => {
  test('a missing justification, where one is required and only there', () => {
    expectRefused({ input: { justification: null } }, 'JUSTIFICATION_REQUIRED', 'justification');
    const free = { requireApproval: false, requireJustification: false };
    expect(submit({ input: { justification: null }, rules: free }).next.justification).toBeNull();
  });

  test('a validity beyond the longest, and one up to it is taken', () => {
    expectRefused({ input: { validityDays: 398 } }, 'POLICY_VIOLATION', 'validityDays');
    expect(submit({ input: { validityDays: 397 } }).next.validityDays).toBe(397);
  });

  test('a wildcard name, unless the profile allows wildcards', () => {
    const input = { domains: ['*.internal.corp.com'] };
    expectRefused({ input }, 'POLICY_VIOLATION', 'domains');
    expect(submit({ input, rules: { allowWildcards: true } }).next.domains).toEqual(input.domains);
  });

  test('names that no profile covers, and an unknown environment', () => {
    expectRefused({ input: { domains: ['other.example.org'] } }, 'NO_TRUST_PROFILE', 'domains');
    expectRefused({ input: { environment: 'moon' } }, 'POLICY_VIOLATION', 'environment');
  });

  test('whoever may not ask under the profile', () => {
    expectRefused({ role: 'VIEWER' }, 'NOT_ALLOWED');
    expectRefused({ rules: { allowedUserIds: [MARA] } }, 'NOT_ALLOWED');
  });

  test('strangers learn nothing of the policy, and a token without the scope is forbidden', () => {
    expectRefused({ role: null, input: { domains: ['other.example.org'] } }, 'NOT_FOUND');
    const token: Principal = { ...person(OMAR), scopes: ['READ'], organizationId: ORGANIZATION };
    expectRefused({ principal: token, input: { domains: ['other.example.org'] } }, 'FORBIDDEN');
  });

  test('is recorded on the asker, with the code and the words', () => {
    const submission = normalizeSubmission(ask);
    const error = new DomainError('NO_TRUST_PROFILE', 'No trust profile covers it.');
    expect(deniedRecord(device(DEVICE, [OMAR]), submission, error)).toEqual({
      type: 'request.denied',
      actor: { kind: 'device', id: DEVICE, name: 'web-01' },
      subject: { kind: 'device', id: DEVICE },
      detail: {
        domains: ['api.internal.corp.com'],
        environment: 'production',
        code: 'NO_TRUST_PROFILE',
        message: 'No trust profile covers it.',
      },
    });
  });
});
