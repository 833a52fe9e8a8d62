import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Actor, POLICY } from '../actor.ts';
import type { JsonObject } from '../audit-record-types.ts';
import { rebuildRequest } from './request-state.ts';
import { about, approved, intended, rebuild, rowOf, submitted, TEMPLATES } from './testing/request-story.ts';
import { story, type Told } from './testing/told.ts';

const requestAfter = (origin: keyof typeof TEMPLATES, ...records: Told[]) =>
  rowOf(rebuild(origin, [submitted(origin), ...records]).request.claims);

describe('a request, as its records tell it', () => {
  test('waits from its submission on, with everything that was asked', () => {
    expect(requestAfter('SERVER')).toMatchObject({
      status: 'PENDING',
      issuanceStatus: 'NOT_STARTED',
      revision: 1,
      domains: ['a.corp.com'],
      requesterUserIds: ['usr_asker'],
      keyOrigin: 'SERVER',
      commonName: 'a.corp.com',
      certificateAuthorityId: 'ca_1',
      spki: null,
      decidedAt: null,
      requestedAt: 'set',
      organizationId: 'org_1',
      lastSequence: 0,
    });
  });

  test('is nothing without its submission', () => {
    const [record] = story(approved('approved'));
    const context = {
      organizationId: 'org_1',
      template: '',
      requestedAt: null,
      rulesOf: () => null,
      creatorOf: () => null,
    };
    expect(rebuildRequest(record === undefined ? [] : [record], [], context)).toBeNull();
  });

  const ends: readonly [string, keyof typeof TEMPLATES, Told[], object][] = [
    ['a first vote of two', 'SERVER', [approved('pending')], { status: 'PENDING', decidedAt: null }],
    [
      'its quorum',
      'SERVER',
      [approved('approved')],
      { status: 'APPROVED', issuanceStatus: 'ISSUING', decidedAt: 'set' },
    ],
    [
      'its quorum, its key to come',
      'AWAITED',
      [approved('approved')],
      { status: 'APPROVED', issuanceStatus: 'AWAITING_CSR' },
    ],
    ['its policy', 'CSR', [approved('approved', POLICY)], { status: 'APPROVED', issuanceStatus: 'ISSUING' }],
    ['a rejection', 'CSR', [about('request.rejected', { reason: 'No' })], { status: 'REJECTED', outcomeReason: 'No' }],
    [
      'a void',
      'AWAITED',
      [approved('approved'), about('request.voided', { reason: 'Oops' })],
      { status: 'VOIDED', issuanceStatus: 'NOT_STARTED', outcomeReason: 'Oops' },
    ],
    [
      'a withdrawal',
      'CSR',
      [about('request.withdrawn', { reason: null })],
      { status: 'WITHDRAWN', outcomeReason: null },
    ],
    [
      'its time',
      'CSR',
      [about('request.expired', { reason: 'Not decided in time' })],
      { status: 'EXPIRED', outcomeReason: null, decidedAt: 'set' },
    ],
    ['an escalation', 'CSR', [about('request.escalated')], { status: 'PENDING', escalatedAt: 'set' }],
    [
      'a failure',
      'CSR',
      [approved('approved'), about('certificate.failed', { attempt: 3, code: 'X' })],
      { issuanceStatus: 'FAILED', issuanceAttempts: 3, issuanceError: 'X' },
    ],
    [
      'a retry',
      'CSR',
      [about('certificate.failed', { attempt: 1, code: 'X' }), about('certificate.retried')],
      { issuanceStatus: 'ISSUING', issuanceAttempts: 1 },
    ],
    ['a quarantine', 'CSR', [about('certificate.quarantined')], { issuanceStatus: 'QUARANTINED' }],
    [
      'its certificate',
      'CSR',
      [about('certificate.failed', { attempt: 1, code: 'X' }), about('certificate.issued')],
      { issuanceStatus: 'ISSUED', issuanceError: null },
    ],
    ['a warning', 'CSR', [about('request.warned')], { status: 'PENDING', warnedAt: 'set', escalatedAt: null }],
    ['a record of another kind', 'CSR', [about('key.destroyed')], { status: 'PENDING', lastSequence: 1 }],
  ];
  test.each(ends)('after %s', (_what, origin, records, expected) => {
    expect(requestAfter(origin, ...records)).toMatchObject(expected);
  });

  test('has its CSR from when it came, at a revision of its own', () => {
    const csr = { csrSha256: 'dd', spkiSha256: 'ee', keyAlgorithm: 'ED25519', revision: 2 };
    expect(
      requestAfter('AWAITED', approved('approved'), about('request.csrAttached', csr), intended('01')),
    ).toMatchObject({
      ...csr,
      keyOrigin: 'CSR',
      spki: 'ee',
      csrDer: 'dd',
      issuanceStatus: 'ISSUING',
    });
  });

  test('has the key that the server made from its first intent on; where that does not name it, it is open', () => {
    const key = { spki: 'ff', spkiSha256: 'ff' };
    expect(requestAfter('SERVER', intended('01', { spkiSha256: 'ff' }))).toMatchObject(key);
    expect(requestAfter('SERVER', intended('01', { spkiSha256: 'ff' }), intended('02'))).toMatchObject(key);
    expect(Object.keys(requestAfter('SERVER', intended('01')))).not.toContain('spki');
    expect(requestAfter('CSR', intended('01'))).toMatchObject({ spki: 'aa' });
  });

  test('names who is behind a device or a token, where its submission does', () => {
    const device: Actor = { kind: 'device', id: 'dev_1', name: 'gateway' };
    const of = (more: JsonObject) => rowOf(rebuild('CSR', [submitted('CSR', device, more)]).request.claims);
    expect(of({ requesterUserIds: ['usr_1', 'usr_2'] })).toMatchObject({ requesterUserIds: ['usr_1', 'usr_2'] });
    expect(Object.keys(of({}))).not.toContain('requesterUserIds');
  });

  test('says nothing that rests on its template where that is another one', () => {
    const { request } = rebuild('SERVER', [submitted('SERVER')], { template: '{}' });
    expect(rowOf(request.claims)).toMatchObject({ template: hash('sha256', TEMPLATES.SERVER, 'hex') });
    for (const column of ['keyOrigin', 'commonName', 'certificateAuthorityId']) {
      expect(Object.keys(request.claims)).not.toContain(column);
    }
  });

  test('follows the rules that it pinned: how many approvals, and until when', () => {
    const rules = {
      requireApproval: true,
      requiredApprovals: 2,
      warnAfterHours: 1,
      escalateAfterHours: null,
      expireAfterHours: 3,
    };
    const [by] = story(['profile.created', 'dtp_1']);
    if (by === undefined) throw new Error('the story has a record');
    const pinned = (change: JsonObject) =>
      rowOf(
        rebuild('CSR', [submitted('CSR')], {
          rulesOf: (id, version) => (id === 'dtp_1' && version === 2 ? { rules: { ...rules, ...change }, by } : null),
        }).request.claims,
      );
    expect(pinned({})).toMatchObject({
      requiredApprovals: 2,
      warnAt: '2026-11-23T14:00:00.000Z',
      escalateAt: null,
      expiresAt: '2026-11-23T16:00:00.000Z',
    });
    expect(pinned({ requireApproval: false })).toMatchObject({ requiredApprovals: 0 });
  });
});
