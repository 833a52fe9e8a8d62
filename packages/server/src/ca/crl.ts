import type { Issuer } from './authority.ts';
import {
  bitString,
  contextConstructed,
  contextPrimitive,
  integer,
  octetString,
  oid,
  sequence,
  TAG,
  time,
} from './der.ts';

export interface RevokedCertificate {
  /** Lower-case hex. */
  readonly serial: string;
  readonly revokedAt: Date;
  /** `KEY_COMPROMISE` and the like; `UNSPECIFIED` is left out, as RFC 5280 §5.3.1 wants it. */
  readonly reason: string;
}

export interface CrlInput {
  readonly issuer: Issuer;
  /** Never goes down for one CA (RFC 5280 §5.2.3). */
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly RevokedCertificate[];
}

/** CRLReason (RFC 5280 §5.3.1). */
const REASONS: Readonly<Record<string, number>> = {
  KEY_COMPROMISE: 1,
  CA_COMPROMISE: 2,
  AFFILIATION_CHANGED: 3,
  SUPERSEDED: 4,
  CESSATION_OF_OPERATION: 5,
};

const OID_CRL_NUMBER = oid('2.5.29.20');
const OID_REASON_CODE = oid('2.5.29.21');
const OID_AUTHORITY_KEY_IDENTIFIER = oid('2.5.29.35');
const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, octetString(value));

/** A complete CRL of version 2, DER (RFC 5280 §5). */
export async function buildCrl(input: CrlInput): Promise<Buffer> {
  const { issuer } = input;
  const entries = input.revoked.map(revokedEntry);
  const tbs = sequence(
    integer(1),
    issuer.signatureAlgorithm,
    issuer.name,
    time(input.thisUpdate),
    time(input.nextUpdate),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    contextConstructed(
      0,
      sequence(
        extension(OID_AUTHORITY_KEY_IDENTIFIER, sequence(contextPrimitive(0, issuer.keyIdentifier))),
        extension(OID_CRL_NUMBER, integer(input.number)),
      ),
    ),
  );
  return sequence(tbs, issuer.signatureAlgorithm, bitString(await issuer.signer.sign(tbs)));
}

function revokedEntry({ serial, revokedAt, reason }: RevokedCertificate): Buffer {
  const code = REASONS[reason];
  const base = [integer(Buffer.from(serial, 'hex')), time(revokedAt)];
  return code === undefined
    ? sequence(...base)
    : sequence(...base, sequence(extension(OID_REASON_CODE, integer(code, TAG.enumerated))));
}
