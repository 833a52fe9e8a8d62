import type { ParsedCsr } from '../domain/key-algorithm.ts';
import { type Issuer, keyIdentifierOf } from './authority.ts';
import { signCertificate } from './certificate-writer.ts';
import { boolean, contextConstructed, integer, namedBits, octetString, oid, sequence, time } from './der.ts';
import { distinguishedName } from './distinguished-name.ts';

export interface DeviceCertificateInput {
  readonly issuer: Issuer;
  readonly serial: Buffer;
  /** Its key counts, and nothing else of it. */
  readonly csr: ParsedCsr;
  readonly deviceId: string;
  readonly organizationId: string;
  readonly now: Date;
  readonly validityDays: number;
}

const DAY_MS = 86_400_000;
/** For devices whose clocks are slow. */
const BACKDATED_MS = 3_600_000;
const TRUE = boolean(true);
const extension = (id: string, value: Buffer, critical = false): Buffer =>
  critical ? sequence(oid(id), TRUE, octetString(value)) : sequence(oid(id), octetString(value));

/**
 * A device's identity: client authentication only, no host name, trusted by nothing but our own device port, which knows it
 * by its key. It ends with its issuer at the latest.
 */
export async function issueDeviceCertificate(input: DeviceCertificateInput): Promise<Buffer> {
  const { issuer, csr } = input;
  const notBefore = new Date(Math.floor((input.now.getTime() - BACKDATED_MS) / 1_000) * 1_000);
  const wanted = notBefore.getTime() + input.validityDays * DAY_MS;
  const notAfter = new Date(Math.min(wanted, issuer.notAfter.getTime()));
  const tbs = sequence(
    contextConstructed(0, integer(2)),
    integer(input.serial),
    issuer.signatureAlgorithm,
    issuer.name,
    sequence(time(notBefore), time(notAfter)),
    distinguishedName({ commonName: input.deviceId, organizationName: input.organizationId }),
    csr.spki,
    contextConstructed(
      3,
      sequence(
        extension('2.5.29.19', sequence(), true),
        extension('2.5.29.15', namedBits([0]), true),
        extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.2'))),
        extension('2.5.29.14', octetString(keyIdentifierOf(csr.spki))),
        issuer.authorityKeyIdentifier,
      ),
    ),
  );
  return signCertificate(issuer, tbs);
}
