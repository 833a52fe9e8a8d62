import { createAuthority, type Issuer, loadIssuer, softwareSigner } from '../ca/authority.ts';
import { assertSameTbs, buildTbs, newSerial, signCertificate } from '../ca/certificate-writer.ts';
import { buildCrl } from '../ca/crl.ts';
import { parseCsr } from '../ca/csr.ts';
import { issueDeviceCertificate } from '../ca/device-identity.ts';
import { generateKey } from '../ca/generate-key.ts';
import type { KeyVault } from '../ca/key-vault.ts';
import { pemDecode, pemEncode } from '../ca/pem.ts';
import { readCertificate } from '../ca/read-certificate.ts';
import { DomainError } from '../domain/errors.ts';
import type { CertificateAuthorities, CertificateAuthorityRow, Ids, MadeAuthority } from '../usecases/ports.ts';

const DAY_MS = 86_400_000;
const DEVICE_ROOT_DAYS = 9_125;

export interface CertificateAuthoritiesOptions {
  readonly vault: KeyVault;
  readonly ids: Ids;
  readonly publicUrl: URL;
  /** Reads a CA's row; to walk from an issuing CA to its parents. */
  readonly readAuthority: (id: string) => Promise<CertificateAuthorityRow | null>;
}

/** Hands the CA's parts to the use cases. Keys are opened once, when first used, and stay in memory only. */
export function createCertificateAuthorities(options: CertificateAuthoritiesOptions): CertificateAuthorities {
  const { vault, ids, publicUrl } = options;
  const issuers = new Map<string, Issuer>();
  const chains = new Map<string, Promise<string>>();

  const crlUrl = (id: string) => new URL(`/crl/${id}.crl`, publicUrl).href;
  const caIssuersUrl = (id: string) => new URL(`/v1/ca/${id}.pem`, publicUrl).href;

  const readChain = async (certificateAuthorityId: string): Promise<string> => {
    let chain = '';
    for (let id: string | null = certificateAuthorityId; id !== null; ) {
      const authority: CertificateAuthorityRow | null = await options.readAuthority(id);
      if (authority === null) throw new Error(`the certificate authority ${id} is missing`);
      chain += pemEncode('CERTIFICATE', authority.certificateDer);
      id = authority.parentId ?? null;
    }
    return chain;
  };

  const issuerOf = (authority: CertificateAuthorityRow): Issuer => {
    const known = issuers.get(authority.id);
    if (known !== undefined) return known;
    const issuer = loadIssuer({
      certificateDer: authority.certificateDer,
      signer: softwareSigner(vault.open(authority.id, authority.sealedKey)),
    });
    issuers.set(authority.id, issuer);
    return issuer;
  };

  const seal = (
    id: string,
    made: { certificateDer: Buffer; privateKeyPkcs8: Buffer },
    keyAlgorithm: MadeAuthority['keyAlgorithm'],
  ): MadeAuthority => ({
    certificateDer: made.certificateDer,
    sealedKey: vault.seal(id, made.privateKeyPkcs8),
    notAfter: readCertificate(made.certificateDer).notAfter,
    keyAlgorithm,
  });

  return {
    parseCsr,
    csrPem: (der) => pemEncode('CERTIFICATE REQUEST', der),
    certificatePem: (der) => pemEncode('CERTIFICATE', der),
    async makeKey(keyId, algorithm) {
      const key = await generateKey(algorithm);
      return { sealedKey: vault.seal(keyId, Buffer.from(key.pkcs8Pem)), spki: key.spki, spkiSha256: key.spkiSha256 };
    },
    openKey: (keyId, sealedKey) => vault.open(keyId, sealedKey).toString(),
    newSerial: (random) => newSerial(random).toString('hex'),
    async buildTbs({ authority, serial, ...rest }) {
      return buildTbs({
        issuer: issuerOf(authority),
        serial: Buffer.from(serial, 'hex'),
        crlUrl: crlUrl(authority.id),
        caIssuersUrl: caIssuersUrl(authority.id),
        ...rest,
      });
    },
    async sign(authority, tbs) {
      const issuer = issuerOf(authority);
      const certificate = await signCertificate(issuer, tbs);
      await assertSameTbs(certificate, tbs, issuer);
      return certificate;
    },
    async createPair(input) {
      const { keyAlgorithm, validityDays, now, organizationName } = input;
      const root = await createAuthority({
        commonName: `${input.commonName} Root`.slice(0, 64),
        organizationName,
        keyAlgorithm,
        validityDays,
        now,
        serial: newSerial(ids.random(16)),
        crlUrl: null,
        pathLength: 1,
      });
      const parent = loadIssuer({ certificateDer: root.certificateDer, signer: softwareSigner(root.privateKeyPkcs8) });
      const issuing = await createAuthority({
        commonName: input.commonName,
        organizationName,
        keyAlgorithm,
        validityDays,
        now,
        serial: newSerial(ids.random(16)),
        crlUrl: crlUrl(input.rootId),
        pathLength: 0,
        parent,
      });
      return { root: seal(input.rootId, root, keyAlgorithm), issuing: seal(input.issuingId, issuing, keyAlgorithm) };
    },
    async createIssuing(input) {
      const { keyAlgorithm, now } = input;
      const remaining = Math.floor((input.parent.notAfter.getTime() - now.getTime()) / DAY_MS);
      const made = await createAuthority({
        commonName: input.commonName,
        keyAlgorithm,
        validityDays: Math.min(input.validityDays, remaining),
        now,
        serial: newSerial(ids.random(16)),
        crlUrl: crlUrl(input.parent.id),
        pathLength: 0,
        parent: issuerOf(input.parent),
      });
      return seal(input.id, made, keyAlgorithm);
    },
    async createDeviceRoot({ id, organizationName, now }) {
      const made = await createAuthority({
        commonName: 'Device identities',
        organizationName,
        keyAlgorithm: 'ECDSA_P256',
        validityDays: DEVICE_ROOT_DAYS,
        now,
        serial: newSerial(ids.random(16)),
        crlUrl: null,
        pathLength: 0,
      });
      return seal(id, made, 'ECDSA_P256');
    },
    async issueDeviceCertificate(input) {
      const der = await issueDeviceCertificate({
        issuer: issuerOf(input.root),
        serial: newSerial(ids.random(16)),
        csr: input.csr,
        deviceId: input.deviceId,
        organizationId: input.root.organizationId,
        now: input.now,
        validityDays: input.validityDays,
      });
      return { der, notAfter: readCertificate(der).notAfter };
    },
    crlUrl,
    async buildCrl({ authority, ...rest }) {
      return buildCrl({ issuer: issuerOf(authority), ...rest });
    },
    readCertificate(der) {
      const read = readCertificate(der);
      return { ...read, serial: read.serialNumber };
    },
    readPinnedCertificate(pem) {
      try {
        const der = pemDecode(pem, 'CERTIFICATE');
        const read = readCertificate(der);
        return { der, spkiSha256: read.spkiSha256, notAfter: read.notAfter };
      } catch {
        throw new DomainError(
          'INVALID_INPUT',
          'Give one X.509 certificate as PEM, beginning with -----BEGIN CERTIFICATE-----.',
          {
            field: ['certificatePem'],
          },
        );
      }
    },
    chainPem(id) {
      const known = chains.get(id);
      if (known !== undefined) return known;
      const loading = readChain(id);
      chains.set(id, loading);
      loading.catch(() => chains.delete(id));
      return loading;
    },
  };
}
