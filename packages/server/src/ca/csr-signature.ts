import { type KeyObject, verify } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { DerError, DerReader, readOid, TAG } from './der.ts';

/** A signature that is refused or does not verify. The message is for the person who sent the CSR. */
export class UnacceptableSignature extends Error {
  override readonly name = 'UnacceptableSignature';
}

type KeyFamily = 'RSA' | 'ECDSA' | 'ED25519';

interface AcceptedSignature {
  readonly family: KeyFamily;
  readonly digest: string | null;
}

const ACCEPTED: Readonly<Record<string, AcceptedSignature>> = {
  '1.2.840.113549.1.1.11': { family: 'RSA', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { family: 'RSA', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { family: 'RSA', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { family: 'ECDSA', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { family: 'ECDSA', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { family: 'ECDSA', digest: 'sha512' },
  '1.3.101.112': { family: 'ED25519', digest: null },
};

const REFUSED: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2',
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.3.14.3.2.29': 'SHA-1',
  '1.2.840.10040.4.3': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
};
const OID_RSASSA_PSS = '1.2.840.113549.1.1.10';

/** Content of an AlgorithmIdentifier that signs a CSR; throws UnacceptableSignature or DerError. */
export function readSignatureAlgorithm(content: Buffer): AcceptedSignature {
  const reader = new DerReader(content);
  const algorithm = readOid(reader.read(TAG.oid, 'the signature algorithm').content);
  const refused = REFUSED[algorithm];
  if (refused !== undefined) {
    throw new UnacceptableSignature(
      `The CSR is signed with ${refused}, which is broken. Sign it with SHA-256 or better.`,
    );
  }
  if (algorithm === OID_RSASSA_PSS) {
    throw new UnacceptableSignature('The CSR is signed with RSASSA-PSS. Sign it with PKCS#1 v1.5 and SHA-256.');
  }
  const accepted = ACCEPTED[algorithm];
  if (accepted === undefined) {
    throw new UnacceptableSignature(
      `The signature algorithm of the CSR (${algorithm}) is not accepted. Use RSA or ECDSA with SHA-256, SHA-384 or SHA-512, or Ed25519.`,
    );
  }
  // RFC 4055 §5 has a NULL for RSA and lets it be left out; the others have no parameters at all.
  const parameters = accepted.family === 'RSA' ? reader.optional(TAG.nullValue) : null;
  if (parameters !== null && parameters.content.length > 0)
    throw new DerError('the signature algorithm has odd parameters');
  reader.end('the signature algorithm');
  return accepted;
}

/** Throws UnacceptableSignature unless the key made this signature over these bytes. */
export async function verifySignature(
  algorithm: AcceptedSignature,
  signed: Buffer,
  key: KeyObject,
  keyAlgorithm: KeyAlgorithm,
  signature: Buffer,
): Promise<void> {
  if (keyAlgorithm.split('_')[0] !== algorithm.family) {
    throw new UnacceptableSignature('The signature algorithm of the CSR does not belong to its key.');
  }
  const good = await new Promise<boolean>((resolve) => {
    // Off the main thread; a signature that cannot even be decoded is an error here and a bad signature to us.
    verify(algorithm.digest, signed, key, signature, (error, result) => resolve(error === null && result));
  });
  if (!good) {
    throw new UnacceptableSignature(
      'The signature of the CSR does not verify: the CSR was changed, or its key is another.',
    );
  }
}
