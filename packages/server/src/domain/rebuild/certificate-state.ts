import type { JsonValue } from '../audit-record-types.ts';
import { type Claim, type Claims, type ExpectedRow, says, saysAll, saysTime, sourceOf } from './claims.ts';
import type { RequestTale } from './request-tale.ts';
import { type ToldRecord, textIn } from './told-record.ts';

/** The certificate of a request, if one was issued; `records` are those about the certificate itself, wherever they stand. */
export function issuedRow(
  tale: RequestTale,
  organizationId: string,
  records: readonly ToldRecord[],
): ExpectedRow | null {
  const { issued } = tale;
  if (issued === null) return null;
  const by = sourceOf(issued);
  const serial = textIn(issued.detail, 'serial') ?? '';
  const intent = tale.intents.get(serial)?.claims ?? {};
  const { certificateSha256 } = issued.detail;
  const claims: Claims = {
    ...saysAll(
      {
        id: issued.detail.certificate,
        organizationId,
        serial,
        der: certificateSha256,
        fingerprintSha256: certificateSha256,
        certificateAuthorityId: claimedValue(intent.certificateAuthorityId),
        notBefore: claimedValue(intent.notBefore),
        notAfter: claimedValue(intent.notAfter),
        domains: claimedValue(tale.claims.domains),
        environment: claimedValue(tale.claims.environment),
        trustProfileId: claimedValue(tale.claims.trustProfileId),
        requesterId: claimedValue(tale.claims.requesterId),
        spkiSha256: claimedValue(tale.claims.spkiSha256),
        issuedAt: issued.ts,
        deliveredAt: null,
        revokedAt: null,
        revocationReason: null,
      },
      by,
    ),
  };
  const row = { thing: `The certificate of request ${tale.id}`, newest: by, claims };
  return records.reduce(afterCertificateRecord, row);
}

function afterCertificateRecord(row: ExpectedRow, record: ToldRecord): ExpectedRow {
  const by = sourceOf(record);
  // Whose records these are is found by the certificate's id: it must be the same request's.
  const claims = { ...row.claims, ...says('requestId', record.detail.request, by), ...toldOfCertificate(record) };
  return { ...row, newest: by, claims };
}

function toldOfCertificate(record: ToldRecord): Claims {
  const by = sourceOf(record);
  if (record.type === 'certificate.revoked') {
    return { ...saysTime('revokedAt', by), ...says('revocationReason', record.detail.reason, by) };
  }
  return record.type === 'certificate.delivered' ? saysTime('deliveredAt', by) : {};
}

/** The key that the server made for a request: kept from the first intent on, until it is destroyed. */
export function serverKeyRow(tale: RequestTale, records: readonly ToldRecord[]): ExpectedRow | null {
  const [intent] = tale.intents.values();
  if (tale.keyOrigin !== 'SERVER' || intent === undefined) return null;
  const thing = `The key made for request ${tale.id}`;
  const made = intent.newest;
  const claims = { ...saysAll({ firstDeliveredAt: null, destroyedAt: null }, made) };
  return records.reduce(afterKeyRecord, { thing, newest: made, claims });
}

function afterKeyRecord(row: ExpectedRow, record: ToldRecord): ExpectedRow {
  const by = sourceOf(record);
  if (record.type === 'key.delivered' && record.detail.again !== true) {
    return { ...row, newest: by, claims: { ...row.claims, ...saysTime('firstDeliveredAt', by) } };
  }
  if (record.type !== 'key.destroyed') return row;
  const destroyed = { ...saysTime('destroyedAt', by), ...says('sealedKey', null, by) };
  return { ...row, newest: by, claims: { ...row.claims, ...destroyed } };
}

function claimedValue(claim: Claim | undefined): JsonValue | undefined {
  return claim?.kind === 'value' ? claim.value : undefined;
}
