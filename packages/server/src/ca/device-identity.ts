import type { ParsedCsr } from '../domain/key-algorithm.ts';
import { type Issuer, keyIdentifierOf } from './authority.ts';
import { signCertificate } from './certificate-writer.ts';
import {
  boolean,
  contextConstructed,
  contextPrimitive,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  set,
  time,
  utf8,
} from './der.ts';

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
const attribute = (id: string, value: string): Buffer => set(sequence(oid(id), utf8(value)));
const extension = (id: string, value: Buffer, critical = false): Buffer =>
  critical ? sequence(oid(id), TRUE, octetString(value)) : sequence(oid(id), octetString(value));

/**
 * A device's identity: client authentication only, no host name, trusted by nothing but our own device port, which knows it
 * by its key.
 */
export async function issueDeviceCertificate(input: DeviceCertificateInput): Promise<Buffer> {
  const { issuer, csr } = input;
  const notBefore = new Date(Math.floor((input.now.getTime() - BACKDATED_MS) / 1_000) * 1_000);
  const tbs = sequence(
    contextConstructed(0, integer(2)),
    integer(input.serial),
    issuer.signatureAlgorithm,
    issuer.name,
    sequence(time(notBefore), time(new Date(notBefore.getTime() + input.validityDays * DAY_MS))),
    sequence(attribute('2.5.4.10', input.organizationId), attribute('2.5.4.3', input.deviceId)),
    csr.spki,
    contextConstructed(
      3,
      sequence(
        extension('2.5.29.19', sequence(), true),
        extension('2.5.29.15', namedBits([0]), true),
        extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.2'))),
        extension('2.5.29.14', octetString(keyIdentifierOf(csr.spki))),
        extension('2.5.29.35', sequence(contextPrimitive(0, issuer.keyIdentifier))),
      ),
    ),
  );
  return signCertificate(issuer, tbs);
}
