import type { Principal } from '../domain/actor.ts';
import { decideCsr } from '../domain/decide-csr.ts';
import { commitDecision } from './decision-frame.ts';
import { issueSoon } from './issue-certificate.ts';
import type { CertificateRequestRow, Deps } from './ports.ts';
import { prepareIntent } from './prepare-intent.ts';
import { type PreparedIntent, withIntent } from './with-intent.ts';

/** The owner brings the CSR that an approved request waits for; the certificate follows at once. */
export async function attachCsr(
  deps: Deps,
  principal: Principal,
  input: { requestId: string; csr: string },
): Promise<CertificateRequestRow> {
  const csr = await deps.authorities.parseCsr(input.csr);
  let intent: PreparedIntent | null = null;
  const after = await commitDecision(deps, principal, input.requestId, async (frame) => {
    const change = decideCsr(frame.request, principal, csr, frame.facts, frame.now);
    const { row } = frame.loaded;
    const authority = frame.snapshot.certificateAuthorities.get(row.certificateAuthorityId);
    intent =
      authority === undefined
        ? null
        : await prepareIntent(deps, row, csr, authority, frame.facts.pinned.rules, frame.now);
    const moved = {
      keyOrigin: 'CSR' as const,
      keyAlgorithm: csr.keyAlgorithm,
      spki: csr.spki,
      spkiSha256: csr.spkiSha256,
      csrDer: csr.der,
      csrSha256: csr.csrSha256,
    };
    return withIntent({ change, moved }, intent, frame);
  });
  if (after.issuanceStatus === 'ISSUING') issueSoon(deps, after, intent);
  return after;
}
