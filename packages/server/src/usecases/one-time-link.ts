import {
  type Deps,
  type InvitationRow,
  insertRow,
  RefusedByConstraint,
  StaleCommand,
  type StateWrite,
  updateRow,
} from './ports.ts';
import { renderSecret, secretSha256 } from './secret.ts';

/** What a link lets its holder do, and for how long. */
const LINKS = {
  MEMBER: { path: '/invitation', prefix: 'csi', hours: 7 * 24 },
  RESET: { path: '/reset-password', prefix: 'csr', hours: 1 },
} as const;
export type LinkKind = keyof typeof LINKS;

export interface OneTimeLink {
  readonly url: string;
  readonly expiresAt: Date;
  readonly writes: readonly StateWrite[];
}

/**
 * A link that works once, and of its kind alone: the one before it, if nobody has followed it, is dead with the commit of
 * `writes`. Only the hash of its secret is kept; the secret stands in the fragment, which no server is sent.
 */
export async function newLink(deps: Deps, kind: LinkKind, userId: string, now: Date): Promise<OneTimeLink> {
  const { path, prefix, hours } = LINKS[kind];
  const token = renderSecret(prefix, deps.ids.random(32));
  const open = await deps.reads.openLinks(userId);
  const expiresAt = new Date(now.getTime() + hours * 3_600_000);
  return {
    url: new URL(`${path}#token=${token}`, deps.publicUrl).href,
    expiresAt,
    writes: [
      ...closing(
        open.filter((one) => one.kind === kind),
        now,
      ),
      insertRow('Invitation', {
        tokenSha256: secretSha256(token),
        kind,
        userId,
        createdAt: now,
        expiresAt,
        usedAt: null,
      }),
    ],
  };
}

/** Links that must not work any more. */
export function closing(links: readonly InvitationRow[], now: Date): StateWrite[] {
  return links.map(({ tokenSha256 }) => updateRow('Invitation', { tokenSha256 }, { usedAt: null }, { usedAt: now }));
}

/** The link that is followed must still stand at the commit; the person's other ones are dead with it. */
export function following(link: InvitationRow, open: readonly InvitationRow[], now: Date): StateWrite[] {
  return closing([link, ...open.filter(({ tokenSha256 }) => tokenSha256 !== link.tokenSha256)], now);
}

/** Commits that make a link: of two at once, the second finds the first and takes its place. */
export function afterLinkRace(error: unknown): unknown {
  return error instanceof RefusedByConstraint && error.constraint === 'invitation_open'
    ? new StaleCommand('another link was made meanwhile')
    : error;
}
