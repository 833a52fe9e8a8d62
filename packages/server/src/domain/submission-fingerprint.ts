import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Submission } from './submission.ts';

/**
 * SHA-256 of a submission in normal form, lower-case hex: two submissions ask for the same exactly when theirs are equal.
 * Of a CSR its own hash counts, so another CSR for the same key is another submission.
 */
export function submissionFingerprint(submission: Submission): string {
  const { csr, commonName, domains, environment, justification, keyAlgorithm, validityDays } = submission;
  const csrSha256 = csr?.csrSha256 ?? null;
  const content = {
    commonName,
    csrSha256,
    domains: domains.toSorted(),
    environment,
    justification,
    keyAlgorithm,
    validityDays,
  };
  return hash('sha256', canonicalJson(content), 'hex');
}
