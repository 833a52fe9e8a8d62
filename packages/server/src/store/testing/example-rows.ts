import { createHash } from 'node:crypto';
import type { TrustProfileRules } from '../../domain/trust-profile-rules.ts';
import type { SchemaColumns } from '../columns.ts';
import type { Database } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { insertRow, type StateWrite } from '../state-write.ts';

/** Rows for tests of the store, valid by every constraint; a test says only what it is about. */

export const EARLIER = new Date('2026-11-23T13:00:00.000Z');

export function exampleUser(id: string, over: Partial<rows.UserRow> = {}): rows.UserRow {
  return {
    id,
    email: `${id}@corp.com`,
    name: id,
    passwordHash: null,
    platformRole: null,
    createdAt: EARLIER,
    disabledAt: null,
    ...over,
  };
}

export function exampleOrganization(id: string, over: Partial<rows.OrganizationRow> = {}): rows.OrganizationRow {
  return {
    id,
    slug: id.replaceAll('_', '-'),
    name: id,
    environments: ['production', 'staging'],
    requireSecondAdmin: true,
    createdAt: EARLIER,
    ...over,
  };
}

export function exampleHead(ledger: string, over: Partial<rows.LedgerHeadRow> = {}): rows.LedgerHeadRow {
  return {
    organizationId: ledger,
    ledger,
    epoch: 1,
    size: 0,
    hash: '0'.repeat(64),
    ts: EARLIER,
    authority: 0,
    sealedAt: null,
    sealedBecause: null,
    sealedVerdict: null,
    origin: `countersign.example/ledger/${ledger}`,
    ...over,
  };
}

export function exampleRules(over: Partial<TrustProfileRules> = {}): TrustProfileRules {
  return {
    domains: ['*.internal.corp.com'],
    exceptDomains: [],
    certificateAuthorityId: 'ca_1',
    requireApproval: true,
    requiredApprovals: 1,
    allowSelfApproval: false,
    environments: [],
    allowedUserIds: [],
    allowedDeviceIds: [],
    allowAllDevices: true,
    requireJustification: true,
    mandatoryReason: false,
    defaultValidityDays: 47,
    maxValidityDays: 90,
    keyAlgorithms: ['ECDSA_P256'],
    allowWildcards: false,
    extendedKeyUsages: ['SERVER_AUTH'],
    keySource: 'CSR_OR_SERVER',
    warnAfterHours: null,
    escalateAfterHours: null,
    escalationContacts: [],
    expireAfterHours: null,
    renewBeforeDays: null,
    deliver: false,
    ...over,
  };
}

export function exampleAuthority(id: string, organizationId: string): rows.CertificateAuthorityRow {
  return {
    id,
    organizationId,
    kind: 'ISSUING',
    name: id,
    parentId: null,
    keyAlgorithm: 'ECDSA_P256',
    certificateDer: Buffer.from([0x30, 0x00, 0xff]),
    sealedKey: Buffer.from(id),
    notAfter: new Date('2036-01-01T00:00:00.000Z'),
    createdAt: EARLIER,
    retiredAt: null,
  };
}

/** The profile and its first version. */
export function exampleProfile(
  id: string,
  organizationId: string,
  rules: TrustProfileRules = exampleRules(),
): StateWrite[] {
  const own = { name: id, version: 1, rules, createdAt: EARLIER };
  return [
    insertRow('TrustProfile', { id, organizationId, active: true, updatedAt: EARLIER, ...own }),
    insertRow('TrustProfileVersion', { trustProfileId: id, ...own }),
  ];
}

export function exampleRequest(
  id: string,
  organizationId: string,
  over: Partial<rows.CertificateRequestRow> = {},
): rows.CertificateRequestRow {
  return {
    id,
    organizationId,
    rowVersion: 1,
    revision: 1,
    status: 'PENDING',
    issuanceStatus: 'NOT_STARTED',
    requesterKind: 'user',
    requesterId: 'usr_asker',
    requesterName: 'usr_asker@corp.com',
    requesterUserIds: ['usr_asker'],
    domains: [`${id.replaceAll('_', '-')}.internal.corp.com`],
    commonName: null,
    environment: 'production',
    justification: 'New service deployment',
    trustProfileId: 'dtp_1',
    profileVersion: 1,
    certificateAuthorityId: 'ca_1',
    keyOrigin: 'CSR',
    keyAlgorithm: 'ECDSA_P256',
    spki: Buffer.from([1, 2, 3]),
    spkiSha256: null,
    csrDer: null,
    csrSha256: null,
    validityDays: 47,
    requiredApprovals: 1,
    template: '{}',
    templateSha256: sha256('{}'),
    requestedAt: EARLIER,
    decidedAt: null,
    outcomeReason: null,
    warnAt: null,
    escalateAt: null,
    warnedAt: null,
    escalatedAt: null,
    expiresAt: null,
    renewsCertificateId: null,
    dedupeKey: null,
    submissionSha256: sha256(id),
    issuanceAttempts: 0,
    nextAttemptAt: null,
    issuanceError: null,
    lastSequence: 0,
    ...over,
  };
}

/** An organization with its ledger's head, an authority `ca_1` and a profile `dtp_1`. */
export function exampleScene(organizationId: string): StateWrite[] {
  return [
    insertRow('Organization', exampleOrganization(organizationId)),
    insertRow('LedgerHead', exampleHead(organizationId)),
    insertRow('CertificateAuthority', exampleAuthority('ca_1', organizationId)),
    ...exampleProfile('dtp_1', organizationId),
  ];
}

/** Writes rows as they stand, around the ledger; in the order given. */
export async function writeRows(
  database: Database,
  schema: SchemaColumns,
  writes: readonly StateWrite[],
): Promise<void> {
  for (const write of writes) {
    const table = schema.get(write.table);
    if (write.op !== 'insert' || table === undefined) throw new Error('only rows of known tables can be put in');
    const row: Record<string, unknown> = {};
    for (const [property, value] of Object.entries(write.row)) {
      row[table.columns.get(property)?.column ?? property] = Buffer.isBuffer(value)
        ? `\\x${value.toString('hex')}`
        : value;
    }
    const text = `insert into ${table.table} select * from json_populate_record(null::${table.table}, $1::json)`;
    await database.pool.query(text, [JSON.stringify(row)]);
  }
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** An issued certificate, by default of a hundred days ago, with all that its constraints ask for. */
export function exampleIssued(now: Date, id: string, over: Partial<rows.CertificateRow> = {}): StateWrite[] {
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
  const requestId = `apr_${id}`;
  const row: rows.CertificateRow = {
    id: `crt_${id}`,
    organizationId: 'org_1',
    requestId,
    certificateAuthorityId: 'ca_1',
    serial: id,
    der: Buffer.from(id),
    domains: [`${id}.corp.com`],
    environment: 'production',
    trustProfileId: 'dtp_1',
    requesterId: 'usr_asker',
    notBefore: days(-100),
    notAfter: days(30),
    fingerprintSha256: sha256(id),
    spkiSha256: sha256(`key of ${id}`),
    issuedAt: days(-100),
    firstFetchedAt: null,
    deliveredAt: null,
    revokedAt: null,
    revocationReason: null,
    renewalRefusedAt: null,
    ...over,
  };
  const { domains, environment, trustProfileId, requesterId, spkiSha256 } = row;
  return [
    insertRow(
      'CertificateRequest',
      exampleRequest(requestId, row.organizationId, {
        status: 'APPROVED',
        issuanceStatus: 'ISSUED',
        decidedAt: EARLIER,
        domains,
        environment,
        trustProfileId,
        requesterId,
        spkiSha256,
      }),
    ),
    insertRow('IssuanceIntent', {
      requestId,
      serial: id,
      certificateAuthorityId: 'ca_1',
      tbs: Buffer.from(id),
      tbsSha256: sha256(id),
      templateSha256: sha256('{}'),
      notBefore: row.notBefore,
      notAfter: row.notAfter,
      createdAt: row.issuedAt,
      supersededAt: null,
    }),
    insertRow('Certificate', row),
  ];
}
