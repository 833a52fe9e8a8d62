import type { Issuer } from './authority.ts';
import { bitString, contextConstructed, integer, octetString, oid, sequence, TAG, time } from './der.ts';

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

/** 20 bytes at most (RFC 5280 §4.1.2.2). */
const SERIAL_HEX = /^(?:[0-9a-f]{2}){1,20}$/;
const OID_CRL_NUMBER = oid('2.5.29.20');
const OID_REASON_CODE = oid('2.5.29.21');
const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, octetString(value));

/** A complete CRL of version 2, DER (RFC 5280 §5). */
export async function buildCrl(input: CrlInput): Promise<Buffer> {
  const { issuer } = input;
  const entries = await revokedEntries(input.revoked);
  const tbs = sequence(
    integer(1),
    issuer.signatureAlgorithm,
    issuer.name,
    time(input.thisUpdate),
    time(input.nextUpdate),
    // An empty list is left out (RFC 5280 §5.1.2.6).
    ...(entries.length === 0 ? [] : [sequence(entries)]),
    contextConstructed(0, sequence(issuer.authorityKeyIdentifier, extension(OID_CRL_NUMBER, integer(input.number)))),
  );
  return sequence(tbs, issuer.signatureAlgorithm, bitString(await issuer.signer.sign(tbs)));
}

/** How many entries are written before others get their turn on the main thread. */
const ENTRIES_AT_ONCE = 2_000;

async function revokedEntries(revoked: readonly RevokedCertificate[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let start = 0; start < revoked.length; start += ENTRIES_AT_ONCE) {
    chunks.push(Buffer.concat(revoked.slice(start, start + ENTRIES_AT_ONCE).map(revokedEntry)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(chunks);
}

const REASON_EXTENSIONS: ReadonlyMap<string, Buffer> = new Map(
  Object.entries(REASONS).map(([reason, code]) => [
    reason,
    sequence(extension(OID_REASON_CODE, integer(code, TAG.enumerated))),
  ]),
);

function revokedEntry({ serial, revokedAt, reason }: RevokedCertificate): Buffer {
  if (!SERIAL_HEX.test(serial)) throw new RangeError(`“${serial}” is not a serial number in hex`);
  const number = integer(Buffer.from(serial, 'hex'));
  const because = REASON_EXTENSIONS.get(reason);
  return because === undefined ? sequence(number, time(revokedAt)) : sequence(number, time(revokedAt), because);
}
