import { hash } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import type { TrustProfileRules } from '../domain/trust-profile-rules.ts';
import type { CertificateAuthorityRow, CertificateRequestRow, Deps, IssuanceIntentRow } from './ports.ts';

/** How far back a certificate's validity begins, so that a client whose clock is slow accepts it; an hour at the most. */
const BACKDATED_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The key that the certificate is for. */
export interface SubjectKey {
  readonly spki: Buffer;
  readonly keyAlgorithm: KeyAlgorithm;
}

/**
 * Fixes serial, dates and the exact bytes that will be signed, before any key signs them: a crash anywhere after the
 * intent is committed signs the same bytes again.
 */
export async function prepareIntent(
  deps: Pick<Deps, 'authorities' | 'ids'>,
  request: Pick<CertificateRequestRow, 'id' | 'domains' | 'commonName' | 'validityDays' | 'templateSha256'>,
  key: SubjectKey,
  authority: CertificateAuthorityRow,
  rules: Pick<TrustProfileRules, 'extendedKeyUsages'>,
  now: Date,
): Promise<IssuanceIntentRow> {
  const serial = deps.authorities.newSerial(deps.ids.random(16));
  const notBefore = new Date(Math.floor((now.getTime() - BACKDATED_MS) / 1_000) * 1_000);
  const wanted = notBefore.getTime() + request.validityDays * DAY_MS;
  const notAfter = new Date(Math.min(wanted, authority.notAfter.getTime()));
  const tbs = await deps.authorities.buildTbs({
    authority,
    serial,
    notBefore,
    notAfter,
    spki: key.spki,
    keyAlgorithm: key.keyAlgorithm,
    domains: request.domains,
    commonName: request.commonName ?? null,
    extendedKeyUsages: rules.extendedKeyUsages,
  });
  return {
    requestId: request.id,
    serial,
    certificateAuthorityId: authority.id,
    tbs,
    tbsSha256: hash('sha256', tbs, 'hex'),
    templateSha256: request.templateSha256,
    notBefore,
    notAfter,
    createdAt: now,
    supersededAt: null,
  };
}
