import { hash } from 'node:crypto';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import type { TrustProfileRules } from '../domain/trust-profile-rules.ts';
import type { CertificateAuthorityRow, Deps } from './ports.ts';
import type { PreparedIntent } from './with-intent.ts';

/** How far back a certificate's validity begins, so that a client whose clock is slow accepts it; an hour at the most. */
const BACKDATED_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The key that the certificate is for. */
export interface SubjectKey {
  readonly spki: Buffer;
  readonly spkiSha256: string;
  readonly keyAlgorithm: KeyAlgorithm;
}

/** What of a request the certificate repeats. */
export interface IntendedRequest {
  readonly id: string;
  readonly domains: readonly string[];
  readonly commonName?: string | null;
  readonly validityDays: number;
  readonly templateSha256: string;
}

/**
 * Fixes serial, dates and the exact bytes that will be signed, before any key signs them: a crash anywhere after the
 * intent is committed signs the same bytes again.
 */
export async function prepareIntent(
  deps: Pick<Deps, 'authorities' | 'ids'>,
  request: IntendedRequest,
  key: SubjectKey,
  authority: CertificateAuthorityRow,
  rules: Pick<TrustProfileRules, 'extendedKeyUsages'>,
  now: Date,
): Promise<PreparedIntent> {
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
  const row = {
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
  return { row, spkiSha256: key.spkiSha256, authority };
}
