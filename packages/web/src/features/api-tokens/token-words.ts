import type { ApiTokenScope, ListedTokenFragment } from '../../gql/generated/graphql.ts';
import { formatDay, formatDuration } from '../../lib/time.ts';
import type { State } from '../../ui/state-mark.tsx';

/** What each scope lets a program do: in the list, and where it is given. */
export const SCOPE_WORDS: Readonly<Record<ApiTokenScope, { readonly brief: string; readonly label: string }>> = {
  READ: { brief: 'read', label: 'Read requests, certificates and the ledger' },
  SUBMIT: { brief: 'submit', label: 'Ask for certificates, and comment' },
  DECIDE: { brief: 'decide', label: 'Approve and reject, in your name' },
  MANAGE: { brief: 'manage', label: 'Change profiles, members, devices and settings' },
};

const SOON_MS = 14 * 86_400_000;

export interface Standing {
  readonly mark: State;
  readonly word: string;
  readonly isOver: boolean;
}

/** How it stands with a token: that it will soon end is said ahead. */
export function standingOf(
  { revokedAt, expiresAt }: Pick<ListedTokenFragment, 'revokedAt' | 'expiresAt'>,
  now: Date,
): Standing {
  if (revokedAt) return { mark: 'not-allowed', word: `revoked ${formatDay(new Date(revokedAt), now)}`, isOver: true };
  if (!expiresAt) return { mark: 'pass', word: 'works, without an end', isOver: false };
  const ends = new Date(expiresAt);
  const left = ends.getTime() - now.getTime();
  if (left <= 0) return { mark: 'not-allowed', word: `expired ${formatDay(ends, now)}`, isOver: true };
  if (left < SOON_MS) return { mark: 'warn', word: `ends in ${formatDuration(left)}`, isOver: false };
  return { mark: 'pass', word: `works until ${formatDay(ends, now)}`, isOver: false };
}
