import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import type { Principal } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import { type Change, moved, requestRecord } from './change.ts';
import { checkCsr } from './csr-policy.ts';
import { assertAllowed, assertNotExpired, type StandingFacts } from './decision-facts.ts';
import type { ParsedCsr } from './key-algorithm.ts';

/**
 * The owner hands in the CSR that an approved request waits for. It must keep the frozen key rule and the current profile;
 * the template, and so the hash that every vote named, stays.
 */
export function decideCsr(
  request: CertificateRequest,
  principal: Principal,
  csr: ParsedCsr,
  facts: StandingFacts,
  now: Date,
): Change {
  const { pinned, current, access } = facts;
  assertAllowed(may(principal, 'request.attachCsr', requestTarget(request, pinned, current), access), request);
  assertNotExpired(request, now);
  const frozen = request.keyAlgorithm === null ? pinned.rules.keyAlgorithms : [request.keyAlgorithm];
  const keyAlgorithms = frozen.filter((algorithm) => current.rules.keyAlgorithms.includes(algorithm));
  checkCsr(csr, { domains: request.domains, keyAlgorithms });
  const { spkiSha256, csrSha256, keyAlgorithm } = csr;
  const revision = request.revision + 1;
  const next = moved(request, 'attach-csr', { keyOrigin: 'CSR', keyAlgorithm, spkiSha256, csrSha256, revision });
  const detail = { csrSha256, keyAlgorithm, revision, spkiSha256, templateSha256: request.templateSha256 };
  return { next, decision: null, records: [requestRecord('request.csrAttached', principal.actor, request, detail)] };
}
