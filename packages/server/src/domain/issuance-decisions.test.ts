import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decideCsr } from './decide-csr.ts';
import { decideIntent, decideSupersession, type Intent } from './decide-intent.ts';
import {
  decideFailure,
  decideIssuance,
  decideQuarantine,
  decideRetry,
  decideScheduledRetry,
} from './decide-issuance.ts';
import type { StandingFacts } from './decision-facts.ts';
import type { ParsedCsr } from './key-algorithm.ts';
import {
  AUTHORITY,
  DEVICE,
  device,
  factsOf,
  MARA,
  NOW,
  OMAR,
  person,
  profileWith,
  requestWith,
} from './testing/example-domain.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

const vector: { records: { entry: string }[] } = JSON.parse(
  readFileSync(new URL('./testdata/ledger/chain.json', import.meta.url), 'utf8'),
);
const intended = JSON.parse(vector.records[3]?.entry ?? '{}');
const issued = JSON.parse(vector.records[4]?.entry ?? '{}');

const issuing = requestWith({ status: 'APPROVED', issuanceStatus: 'ISSUING' });
const intent: Intent = {
  serial: intended.detail.serial,
  notBefore: new Date(intended.detail.notBefore),
  notAfter: new Date(intended.detail.notAfter),
  tbsSha256: intended.detail.tbsSha256,
  spkiSha256: issuing.spkiSha256 ?? '',
  certificateAuthorityId: AUTHORITY,
};
const returned = {
  certificateSha256: issued.detail.certificateSha256,
  serial: intent.serial,
  tbsSha256: intent.tbsSha256,
};

function facts(pinned: Partial<TrustProfileRules> = {}, now: Partial<TrustProfileRules> = pinned): StandingFacts {
  return { pinned: profileWith(pinned), current: profileWith(now, { version: 4 }), access: factsOf('ADMIN') };
}

describe('an intent', () => {
  test('fixes what will be signed, and is recorded exactly as the published vector says', () => {
    const { next, records } = decideIntent(issuing, intent, NOW);
    expect(next).toEqual(issuing);
    const { type, actor, subject, detail } = intended;
    expect(records).toEqual([{ type, actor, subject, detail }]);
  });

  test('for a server-made key fixes that key, and no other can follow', () => {
    const server = { ...issuing, keyOrigin: 'SERVER' as const, spkiSha256: null };
    const { next, records } = decideIntent(server, intent, NOW);
    expect(next.spkiSha256).toBe(intent.spkiSha256);
    expect(records[0]?.detail).toEqual({ ...intended.detail, spkiSha256: intent.spkiSha256 });
    expect(() => decideIntent(next, { ...intent, spkiSha256: 'other' }, NOW)).toThrow(
      expect.objectContaining({ code: 'POLICY_VIOLATION' }),
    );
  });

  test('beyond what was approved is refused', () => {
    const beyond: Partial<Intent>[] = [
      { certificateAuthorityId: 'ca_2' },
      { spkiSha256: 'another' },
      { notAfter: new Date(intent.notAfter.getTime() + 1_000) },
      { notAfter: intent.notBefore },
      { notBefore: new Date(NOW.getTime() - 3_602_000) },
    ];
    for (const change of beyond) {
      expect(() => decideIntent(issuing, { ...intent, ...change }, NOW), JSON.stringify(change)).toThrow(
        expect.objectContaining({ code: 'POLICY_VIOLATION' }),
      );
    }
  });

  test('before the approval, or after the end, is refused', () => {
    expect(() => decideIntent(requestWith(), intent, NOW)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    const voided = requestWith({ status: 'VOIDED' });
    expect(() => decideIntent(voided, intent, NOW)).toThrow(expect.objectContaining({ code: 'NOT_PENDING' }));
  });

  test('is superseded once it is an hour old, and not before', () => {
    const hourAgo = new Date(NOW.getTime() - 3_600_000);
    const { records } = decideSupersession(issuing, intent, hourAgo, NOW);
    expect(records[0]).toMatchObject({ type: 'certificate.superseded', detail: intended.detail });
    const younger = new Date(hourAgo.getTime() + 1);
    expect(() => decideSupersession(issuing, intent, younger, NOW)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });
});

describe('what the CA returned', () => {
  test('is issued when it is what was intended, recorded exactly as the published vector says', () => {
    const { next, records, outcome } = decideIssuance(issuing, intent, returned);
    expect(next).toMatchObject({ status: 'APPROVED', issuanceStatus: 'ISSUED' });
    expect(outcome).toBe('issued');
    const { type, actor, subject, detail } = issued;
    expect(records).toEqual([{ type, actor, subject, detail }]);
  });

  test('is quarantined when it is anything else', () => {
    for (const change of [{ tbsSha256: 'other' }, { serial: '01' }]) {
      const { next, records, outcome } = decideIssuance(issuing, intent, { ...returned, ...change });
      expect(next.issuanceStatus).toBe('QUARANTINED');
      expect(outcome).toBe('quarantined');
      expect(records[0]).toMatchObject({ type: 'certificate.quarantined', detail: change });
    }
    expect(decideQuarantine(issuing, returned, 'Not valid yet').records[0]?.detail).toMatchObject({
      reason: 'Not valid yet',
    });
  });

  test('is recorded under the id that it gets', () => {
    const { records } = decideIssuance(issuing, intent, { ...returned, certificateId: 'crt_1' });
    expect(records[0]?.detail).toEqual({ ...issued.detail, certificate: 'crt_1' });
  });

  test('is released once: a second certificate for the same request is refused', () => {
    const { next } = decideIssuance(issuing, intent, returned);
    expect(() => decideIssuance(next, intent, returned)).toThrow(expect.objectContaining({ code: 'NOT_PENDING' }));
  });
});

describe('a failed issuance', () => {
  const failed = decideFailure(issuing, { code: 'CA_UNREACHABLE', attempt: 2, final: false });

  test('is recorded with its code and its attempt', () => {
    expect(failed.next.issuanceStatus).toBe('FAILED');
    expect(failed.records[0]).toMatchObject({
      type: 'certificate.failed',
      detail: { attempt: 2, code: 'CA_UNREACHABLE', final: false, templateSha256: issuing.templateSha256 },
    });
  });

  test('is tried again by the schedule, or by whoever rules over the profile, in whose name it is recorded', () => {
    expect(decideScheduledRetry(failed.next)).toMatchObject({
      next: { issuanceStatus: 'ISSUING' },
      records: [{ type: 'certificate.retried', actor: { kind: 'system' } }],
    });
    expect(decideRetry(failed.next, person(MARA), facts()).records[0]?.actor.id).toBe(MARA);
    const viewer = { ...facts(), access: factsOf('VIEWER') };
    expect(() => decideRetry(failed.next, person(MARA), viewer)).toThrow(
      expect.objectContaining({ code: 'NOT_ALLOWED' }),
    );
  });

  test('cannot be tried again while it is being issued', () => {
    expect(() => decideRetry(issuing, person(MARA), facts())).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(() => decideScheduledRetry(issuing)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  });
});

describe('a CSR that an approved request waits for', () => {
  const awaiting = requestWith({
    status: 'APPROVED',
    issuanceStatus: 'AWAITING_CSR',
    keyOrigin: 'AWAITED',
    keyAlgorithm: null,
    spkiSha256: null,
    csrSha256: null,
  });
  const csr: ParsedCsr = {
    der: Buffer.alloc(0),
    spki: Buffer.alloc(0),
    spkiSha256: 'a1',
    csrSha256: 'b2',
    keyAlgorithm: 'ECDSA_P384',
    dnsNames: ['api.internal.corp.com'],
    hasOtherNames: false,
  };

  test('brings the key, and leaves the template that was approved as it is', () => {
    const { next, records } = decideCsr(awaiting, device(DEVICE, [OMAR]), csr, facts(), NOW);
    expect(next).toMatchObject({
      issuanceStatus: 'ISSUING',
      keyOrigin: 'CSR',
      keyAlgorithm: 'ECDSA_P384',
      spkiSha256: 'a1',
      csrSha256: 'b2',
      revision: 2,
      templateSha256: awaiting.templateSha256,
    });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      type: 'request.csrAttached',
      actor: { id: DEVICE },
      detail: { spkiSha256: 'a1' },
    });
  });

  test('must keep the key rule that was frozen, and the profile’s of now', () => {
    const attach = (request: typeof awaiting, known: StandingFacts) => () =>
      decideCsr(request, person(OMAR), csr, known, NOW);
    const violation = expect.objectContaining({ code: 'POLICY_VIOLATION' });
    expect(attach(awaiting, facts({ keyAlgorithms: ['ED25519'] }, {}))).toThrow(violation);
    expect(attach(awaiting, facts({}, { keyAlgorithms: ['ED25519'] }))).toThrow(violation);
    expect(attach({ ...awaiting, keyAlgorithm: 'ECDSA_P256' }, facts())).toThrow(violation);
    expect(attach({ ...awaiting, keyAlgorithm: 'ECDSA_P384' }, facts())).not.toThrow();
  });

  test('must be for the names that were approved, come from the requester, and in time', () => {
    const other = { ...csr, dnsNames: ['www.internal.corp.com'] };
    expect(() => decideCsr(awaiting, person(OMAR), other, facts(), NOW)).toThrow(
      expect.objectContaining({ code: 'INVALID_CSR' }),
    );
    expect(() => decideCsr(awaiting, person(MARA), csr, facts(), NOW)).toThrow(
      expect.objectContaining({ code: 'NOT_ALLOWED' }),
    );
    expect(() => decideCsr({ ...awaiting, expiresAt: NOW }, person(OMAR), csr, facts(), NOW)).toThrow(
      expect.objectContaining({ code: 'NOT_PENDING' }),
    );
    expect(() => decideCsr(issuing, person(OMAR), csr, facts(), NOW)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });
});
