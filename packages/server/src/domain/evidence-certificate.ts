import type { ExtendedKeyUsage } from './trust-profile-rules.ts';

/** What a certificate and its chain say of themselves. Hashes are SHA-256, lower-case hex. */
export interface EvidenceCertificate {
  readonly certificateSha256: string;
  readonly tbsSha256: string;
  readonly spkiSha256: string;
  /** Lower-case hex. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** In the order of the certificate. */
  readonly dnsNames: readonly string[];
  /** It has names that are not of the DNS, too. */
  readonly hasOtherNames: boolean;
  readonly commonName: string | null;
  /** In the order of the certificate; null where there are others than those that are ever approved. */
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[] | null;
  readonly chain: {
    /** Why it does not verify, in a sentence; null: every signature is its issuer's, up to a root. */
    readonly problem: string | null;
    /** From the issuing CA to the root. */
    readonly authorities: readonly {
      readonly name: string;
      readonly certificateSha256: string;
      readonly notBefore: Date;
      readonly notAfter: Date;
    }[];
  };
}

/** Reads PEM, the certificate's and the chain's. Throws an Error in plain words for what is none. */
export type ReadEvidenceCertificate = (certificatePem: string, chainPem: string) => EvidenceCertificate;
