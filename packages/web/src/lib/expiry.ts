import { formatDuration } from './time.ts';

const DAY = 86_400_000;
export const SOON_DAYS = 30;

interface Lifetime {
  readonly notBefore: string;
  readonly notAfter: string;
}

export type CertificateStanding = 'in-force' | 'ends-soon' | 'expired' | 'revoked';

/** How it stands with a certificate at a moment. */
export function standingOf(
  { notAfter, revokedAt }: Lifetime & { readonly revokedAt?: string | null | undefined },
  now: Date,
): CertificateStanding {
  if (revokedAt) return 'revoked';
  const left = new Date(notAfter).getTime() - now.getTime();
  if (left <= 0) return 'expired';
  return left <= SOON_DAYS * DAY ? 'ends-soon' : 'in-force';
}

/** When it ends, or since when it is over: `in 12 days`, `in 5 h 3 m`, `3 days ago`. */
export function expiryWords(notAfter: Date, now: Date): string {
  const left = notAfter.getTime() - now.getTime();
  const length = lengthWords(Math.abs(left));
  return left > 0 ? `in ${length}` : `${length} ago`;
}

/** From two days on in whole days. */
function lengthWords(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  return days >= 2 ? `${days} days` : formatDuration(milliseconds);
}

/** How much of its lifetime is over, 0 to 1. */
export function lifetimeShare({ notBefore, notAfter }: Lifetime, now: Date): number {
  const from = new Date(notBefore).getTime();
  const whole = new Date(notAfter).getTime() - from;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, (now.getTime() - from) / whole));
}
