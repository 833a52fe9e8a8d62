import { hash } from 'node:crypto';
import { type Actor, SYSTEM } from '../../actor.ts';
import type { JsonObject } from '../../audit-record-types.ts';
import type { Claims } from '../claims.ts';
import { type RequestContext, rebuildRequest } from '../request-state.ts';
import { ASKER, at, MARA, story, type Told } from './told.ts';

export const TEMPLATES = {
  CSR: '{"ca":"ca_1","commonName":null,"key":{"spkiSha256":"aa"}}',
  SERVER: '{"ca":"ca_1","commonName":"a.corp.com","key":{"algorithm":"ED25519"}}',
  AWAITED: '{"ca":"ca_1","commonName":null,"key":{"algorithms":["ED25519"]}}',
};

export function submitted(origin: keyof typeof TEMPLATES, actor: Actor = ASKER, more: JsonObject = {}): Told {
  const csr = origin === 'CSR' ? { csrSha256: 'cc', spkiSha256: 'aa' } : { csrSha256: null, spkiSha256: null };
  const detail = {
    domains: ['a.corp.com'],
    environment: 'production',
    justification: 'New',
    profile: 'dtp_1',
    profileVersion: 2,
  };
  const templateSha256 = hash('sha256', TEMPLATES[origin], 'hex');
  return ['request.submitted', 'apr_1', { ...detail, ...csr, validityDays: 47, templateSha256, ...more }, actor];
}
export const approved = (outcome: string, actor: Actor = MARA): Told => [
  'request.approved',
  'apr_1',
  { outcome, reason: null, revision: 1 },
  actor,
];
export const intended = (serial: string, more: JsonObject = {}): Told => [
  'certificate.intended',
  'apr_1',
  { serial, ca: 'ca_1', notBefore: '2026-11-23T12:00:00Z', notAfter: '2027-01-01T00:00:00Z', tbsSha256: 'bb', ...more },
  SYSTEM,
];
export const about = (type: string, detail: JsonObject = {}, actor: Actor = MARA): Told => [
  type,
  'apr_1',
  detail,
  actor,
];

export function rebuild(origin: keyof typeof TEMPLATES, records: readonly Told[], more: Partial<RequestContext> = {}) {
  const [request, certificate] = [
    records.filter(([, id]) => id === 'apr_1'),
    records.filter(([, id]) => id !== 'apr_1'),
  ];
  const told = story(...request, ...certificate);
  const rebuilt = rebuildRequest(told.slice(0, request.length), told.slice(request.length), {
    organizationId: 'org_1',
    template: TEMPLATES[origin],
    requestedAt: new Date(at(0)),
    rulesOf: () => null,
    creatorOf: () => null,
    ...more,
  });
  if (rebuilt === null) throw new Error('it was submitted');
  return rebuilt;
}
/** What is claimed, as a row would hold it; a time that is set is `set`. */
export const rowOf = (claims: Claims | undefined) =>
  Object.fromEntries(
    Object.entries(claims ?? {}).map(([column, claim]) => [column, claim.kind === 'value' ? claim.value : 'set']),
  );
