import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Actor, POLICY } from '../actor.ts';
import type { JsonObject } from '../audit-record-types.ts';
import { about, approved, intended, rebuild, rowOf, submitted, TEMPLATES } from './testing/request-story.ts';
import { at, type Told } from './testing/told.ts';

describe('what hangs on a request', () => {
  const token: Actor = { kind: 'token', id: 'tok_1', name: 'CI' };

  test('is one vote each of whoever voted, and none of the policy', () => {
    const { decisions } = rebuild(
      'CSR',
      [
        submitted('CSR'),
        approved('pending'),
        approved('pending', POLICY),
        about('request.rejected', { reason: 'No', revision: 1 }, token),
      ],
      { creatorOf: (id) => (id === 'tok_1' ? 'usr_omar' : null) },
    );
    expect([...decisions.keys()]).toEqual(['usr_mara', 'tok_1']);
    const templateSha256 = hash('sha256', TEMPLATES.CSR, 'hex');
    expect(rowOf(decisions.get('usr_mara')?.claims)).toMatchObject({
      verdict: 'APPROVE',
      approverUserId: 'usr_mara',
      revision: 1,
      templateSha256,
    });
    expect(rowOf(decisions.get('tok_1')?.claims)).toMatchObject({
      verdict: 'REJECT',
      approverUserId: 'usr_omar',
      reason: 'No',
      templateSha256,
    });
  });

  test('is every comment, also one that was made twice', () => {
    const said = about('request.commented', { text: 'Why?' });
    const { comments } = rebuild('CSR', [submitted('CSR'), said, said]);
    expect(comments.size).toBe(2);
  });

  test('is every intent, and since when it is superseded', () => {
    const { intents } = rebuild('CSR', [
      submitted('CSR'),
      intended('01'),
      about('certificate.superseded', { serial: '01' }),
      intended('02'),
    ]);
    expect(rowOf(intents.get('01')?.claims)).toMatchObject({
      supersededAt: 'set',
      tbs: 'bb',
      notAfter: '2027-01-01T00:00:00.000Z',
    });
    expect(rowOf(intents.get('02')?.claims)).toMatchObject({ supersededAt: null });
  });

  const issued = [
    submitted('SERVER'),
    intended('01', { spkiSha256: 'ff' }),
    about('certificate.issued', { serial: '01', certificateSha256: 'dd' }),
  ];
  const ofCertificate = (type: string, detail: JsonObject = {}): Told => [
    type,
    'crt_1',
    { request: 'apr_1', ...detail },
  ];

  test('is its certificate, as it was intended and issued', () => {
    expect(rowOf(rebuild('SERVER', issued).certificate?.claims)).toEqual({
      organizationId: 'org_1',
      serial: '01',
      der: 'dd',
      fingerprintSha256: 'dd',
      certificateAuthorityId: 'ca_1',
      notBefore: '2026-11-23T12:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
      domains: ['a.corp.com'],
      environment: 'production',
      trustProfileId: 'dtp_1',
      requesterId: 'usr_asker',
      spkiSha256: 'ff',
      issuedAt: at(2),
      deliveredAt: null,
      revokedAt: null,
      revocationReason: null,
    });
    expect(rebuild('SERVER', issued.slice(0, 2)).certificate).toBeNull();
    const named = about('certificate.issued', { serial: '01', certificate: 'crt_1' });
    expect(rowOf(rebuild('SERVER', [...issued, named]).certificate?.claims)).toMatchObject({ id: 'crt_1' });
  });

  test('is what became of the certificate, and that it is this request’s', () => {
    const records = [
      ...issued,
      ofCertificate('certificate.delivered'),
      ofCertificate('certificate.revoked', { reason: 'SUPERSEDED' }),
    ];
    expect(rowOf(rebuild('SERVER', records).certificate?.claims)).toMatchObject({
      requestId: 'apr_1',
      deliveredAt: 'set',
      revokedAt: 'set',
      revocationReason: 'SUPERSEDED',
    });
  });

  test('is the key that the server made, until it is destroyed', () => {
    expect(rebuild('CSR', [submitted('CSR'), intended('01')]).serverKey).toBeNull();
    expect(rebuild('SERVER', [submitted('SERVER')]).serverKey).toBeNull();
    const delivered = ofCertificate('key.delivered', { again: false });
    const again = ofCertificate('key.delivered', { again: true });
    const keyAfter = (...records: Told[]) => rebuild('SERVER', [...issued, ...records]).serverKey;
    expect(rowOf(keyAfter()?.claims)).toEqual({ firstDeliveredAt: null, destroyedAt: null });
    expect(keyAfter(delivered, again)?.claims.firstDeliveredAt).toMatchObject({ kind: 'time', by: { seq: 3 } });
    expect(rowOf(keyAfter(delivered, ofCertificate('key.destroyed'))?.claims)).toEqual({
      firstDeliveredAt: 'set',
      destroyedAt: 'set',
      sealedKey: null,
    });
  });
});
