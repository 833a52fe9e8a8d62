import type { ListedCertificateFragment, RevocationReason } from '../../gql/generated/graphql.ts';
import { standingOf } from '../../lib/expiry.ts';
import { formatDay } from '../../lib/time.ts';
import type { State } from '../../ui/state-mark.tsx';

type Standing = Pick<
  ListedCertificateFragment,
  'notBefore' | 'notAfter' | 'revokedAt' | 'renewsAt' | 'renewalRefusedAt' | 'openRenewal' | 'replacedBy'
>;

/** It ends soon, and nothing is on its way that would come after it. */
export function isUncared(certificate: Standing, now: Date): boolean {
  const { openRenewal, replacedBy, renewsAt, renewalRefusedAt } = certificate;
  return (
    standingOf(certificate, now) === 'ends-soon' &&
    !openRenewal &&
    !replacedBy &&
    (!renewsAt || Boolean(renewalRefusedAt))
  );
}

/** The state of a certificate: its mark and its word. */
export function stateOf(certificate: Standing, now: Date): { readonly mark: State; readonly word: string } {
  switch (standingOf(certificate, now)) {
    case 'revoked':
      return { mark: 'fail', word: 'Revoked' };
    case 'expired':
      return { mark: 'not-allowed', word: 'Expired' };
    case 'ends-soon':
      return isUncared(certificate, now) ? { mark: 'warn', word: 'Ends soon' } : { mark: 'pass', word: 'In force' };
    case 'in-force':
      return { mark: 'pass', word: 'In force' };
  }
}

/** What comes after it, as far as that is known without a link; null where it is over or nothing needs to come. */
export function careWords(certificate: Standing, now: Date): string | null {
  const { openRenewal, replacedBy, renewsAt, renewalRefusedAt } = certificate;
  if (replacedBy) return 'Replaced';
  if (openRenewal) return 'Renewal asked';
  const standing = standingOf(certificate, now);
  if (standing === 'revoked' || standing === 'expired') return null;
  if (renewalRefusedAt) return 'Its renewal was refused';
  if (!renewsAt) return 'Not renewed by itself';
  const from = new Date(renewsAt);
  return from <= now ? 'Renews itself within a day' : `Renews itself from ${formatDay(from, now)}`;
}

interface ReasonWords {
  readonly label: string;
  readonly means: string;
  /** Its number on the CRL (RFC 5280 §5.3.1). */
  readonly code: number;
}

/** The reasons of RFC 5280 §5.3.1, those first that are met most. */
export const REVOCATION_REASONS: Readonly<Record<RevocationReason, ReasonWords>> = {
  SUPERSEDED: {
    label: 'Replaced by another one',
    means: 'A newer certificate does its work. No key is in doubt.',
    code: 4,
  },
  CESSATION_OF_OPERATION: { label: 'No longer needed', means: 'What it was for has been switched off.', code: 5 },
  KEY_COMPROMISE: {
    label: 'The private key is not secret any more',
    means: 'Somebody has it, or may have it. Do not use the key again.',
    code: 1,
  },
  AFFILIATION_CHANGED: {
    label: 'It belongs to somebody else now',
    means: 'The names or the organization in it have changed hands.',
    code: 3,
  },
  CA_COMPROMISE: {
    label: 'The certificate authority is in doubt',
    means: 'Its own key may be known to others. Look at everything that it issued.',
    code: 2,
  },
  UNSPECIFIED: { label: 'None of these', means: 'Nothing is said about why.', code: 0 },
};

/** A reason as it was recorded, in words. */
export const reasonWords = (reason: string): string =>
  new Map<string, ReasonWords>(Object.entries(REVOCATION_REASONS)).get(reason)?.label ?? reason;
