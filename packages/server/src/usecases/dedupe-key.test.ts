import { describe, expect, test } from 'vitest';
import { normalizeSubmission, type SubmissionInput } from '../domain/submission.ts';
import { exampleRequest } from '../store/testing/example-rows.ts';
import { dedupeKeyOf, stillAnswers } from './dedupe-key.ts';
import type { CertificateRequestRow, CertificateRow } from './ports.ts';

const ASKED = new Date('2026-11-23T13:00:00.000Z');
const HOUR_MS = 3_600_000;
const hoursLater = (hours: number) => new Date(ASKED.getTime() + hours * HOUR_MS);

const csr = {
  der: Buffer.alloc(0),
  spki: Buffer.alloc(0),
  spkiSha256: 'a1',
  csrSha256: 'c5',
  keyAlgorithm: 'ECDSA_P256',
  dnsNames: ['a.example'],
  hasOtherNames: false,
} as const;

function keyOf(changes: Partial<SubmissionInput> = {}, idempotencyKey: string | null = null): string {
  const ask = { domains: ['a.example', 'b.example'], environment: 'production', justification: 'Asked for by a test' };
  return dedupeKeyOf(normalizeSubmission({ ...ask, ...changes }), idempotencyKey);
}

function answers(
  dedupeKey: string,
  state: Partial<CertificateRequestRow>,
  at: Date,
  certificate: CertificateRow | null = null,
): boolean {
  return stillAnswers(exampleRequest('apr_1', 'org_1', { dedupeKey, requestedAt: ASKED, ...state }), certificate, at);
}

function certificateFetchedAt(firstFetchedAt: Date | null): CertificateRow {
  return {
    id: 'crt_1',
    organizationId: 'org_1',
    requestId: 'apr_1',
    certificateAuthorityId: 'ca_1',
    serial: '01',
    der: Buffer.alloc(0),
    spkiSha256: 'a1',
    fingerprintSha256: 'f1',
    domains: ['a.example'],
    notBefore: ASKED,
    notAfter: hoursLater(240),
    environment: 'production',
    trustProfileId: 'dtp_1',
    requesterId: 'usr_1',
    issuedAt: ASKED,
    revokedAt: null,
    revocationReason: null,
    firstFetchedAt,
    deliveredAt: null,
    renewalRefusedAt: null,
  };
}

const PENDING = { status: 'PENDING', issuanceStatus: 'NOT_STARTED' } as const;
const ISSUING = { status: 'APPROVED', issuanceStatus: 'ISSUING' } as const;
const ISSUED = { status: 'APPROVED', issuanceStatus: 'ISSUED' } as const;
const REJECTED = { status: 'REJECTED', issuanceStatus: 'NOT_STARTED' } as const;

describe('the same submission again', () => {
  test('is the one with the same Idempotency-Key, whatever else it holds', () => {
    expect(keyOf({}, 'deploy-1')).toBe(keyOf({ domains: ['c.example'] }, 'deploy-1'));
    expect(keyOf({}, 'deploy-1')).not.toBe(keyOf({}, 'deploy-2'));
    expect(keyOf({}, 'deploy-1')).not.toContain('deploy-1');
  });

  test('without a key is the one with the same CSR for the same environment', () => {
    expect(keyOf({ csr })).toBe(keyOf({ csr, justification: 'In other words than before' }));
    expect(keyOf({ csr })).not.toBe(keyOf({ csr: { ...csr, csrSha256: 'c6' } }));
    expect(keyOf({ csr })).not.toBe(keyOf({ csr, environment: 'staging' }));
  });

  test('without key and CSR is the one for the same names, in any order, and the same environment', () => {
    expect(keyOf()).toBe(keyOf({ domains: ['B.example', 'a.example'], justification: 'In other words than before' }));
    expect(keyOf()).not.toBe(keyOf({ domains: ['a.example'] }));
    expect(keyOf()).not.toBe(keyOf({ environment: 'staging' }));
  });
});

describe('the first request answers for the same submission', () => {
  test('by an Idempotency-Key for 24 hours, however it ended, and not a moment longer', () => {
    for (const state of [PENDING, REJECTED, ISSUED]) {
      expect(answers('key:1', state, new Date(hoursLater(24).getTime() - 1))).toBe(true);
      expect(answers('key:1', state, hoursLater(24))).toBe(false);
    }
  });

  test('by its CSR until its certificate was fetched, and 24 hours after', () => {
    expect(answers('csr:1', PENDING, hoursLater(1_000))).toBe(true);
    expect(answers('csr:1', ISSUING, hoursLater(1_000))).toBe(true);
    expect(answers('csr:1', ISSUED, hoursLater(1_000), certificateFetchedAt(null))).toBe(true);
    const fetched = certificateFetchedAt(hoursLater(10));
    expect(answers('csr:1', ISSUED, new Date(hoursLater(34).getTime() - 1), fetched)).toBe(true);
    expect(answers('csr:1', ISSUED, hoursLater(34), fetched)).toBe(false);
  });

  test('by its CSR no more once it ended without a certificate', () => {
    expect(answers('csr:1', REJECTED, hoursLater(1))).toBe(false);
  });

  test('by its names while it is open, and no longer', () => {
    expect(answers('names:1', PENDING, hoursLater(1_000))).toBe(true);
    expect(answers('names:1', ISSUING, hoursLater(1_000))).toBe(true);
    expect(answers('names:1', ISSUED, hoursLater(1), certificateFetchedAt(null))).toBe(false);
    expect(answers('names:1', REJECTED, hoursLater(1))).toBe(false);
  });
});
