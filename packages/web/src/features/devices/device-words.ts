import type { ListedDeviceFragment } from '../../gql/generated/graphql.ts';
import { formatAgo, formatDay, formatMoment } from '../../lib/time.ts';
import type { State } from '../../ui/state-mark.tsx';

type Standing = Pick<ListedDeviceFragment, 'revokedAt' | 'certificateNotAfter' | 'enrollmentExpiresAt'>;

/** It was registered and has not come with its token yet. */
export const isWaiting = ({ revokedAt, certificateNotAfter }: Standing): boolean => !revokedAt && !certificateNotAfter;

/** How it stands with a device: its mark and its words. */
export function deviceStanding(device: Standing, now: Date): { readonly mark: State; readonly words: string } {
  const { revokedAt, certificateNotAfter, enrollmentExpiresAt } = device;
  if (revokedAt) return { mark: 'fail', words: `Revoked ${formatDay(new Date(revokedAt), now)}` };
  if (certificateNotAfter) {
    const ends = new Date(certificateNotAfter);
    return ends <= now
      ? { mark: 'warn', words: `Shut out: its own certificate ended ${formatDay(ends, now)}` }
      : { mark: 'pass', words: `Enrolled until ${formatDay(ends, now)}` };
  }
  const until = enrollmentExpiresAt ? new Date(enrollmentExpiresAt) : null;
  return until !== null && until > now
    ? { mark: 'later', words: `Not enrolled; its token works until ${formatMoment(until, now)}` }
    : { mark: 'warn', words: 'Not enrolled; its token has expired' };
}

/** When it last asked for a certificate. */
export const lastAsked = (at: string | null | undefined, now: Date): string =>
  at ? formatAgo(new Date(at), now) : 'never';
