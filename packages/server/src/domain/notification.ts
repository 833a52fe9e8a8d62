import { may } from './access.ts';
import { requestTarget } from './access-targets.ts';
import type { OrganizationRole, PlatformRole, Principal, TrustProfileRole } from './actor.ts';
import type { CertificateRequest } from './certificate-request.ts';
import type { TrustProfile } from './trust-profile-rules.ts';

export const NOTIFIED_EVENTS = [
  'submitted',
  'warned',
  'escalated',
  'approved',
  'rejected',
  'voided',
  'issued',
  'expired',
  'failed',
  'quarantined',
] as const;
export type NotifiedEvent = (typeof NOTIFIED_EVENTS)[number];

/** What it asks of whoever is told: to decide, to know how their own request went, or to mend something. */
export type NotificationKind = 'decide' | 'outcome' | 'attention';

export interface Notification {
  readonly userId: string;
  readonly kind: NotificationKind;
}

/** A member of the organization. Who only holds a platform role is none, and is told nothing. */
export interface Member {
  readonly userId: string;
  readonly organizationRole: OrganizationRole;
  readonly platformRole: PlatformRole | null;
  readonly trustProfileRoles: ReadonlyMap<string, TrustProfileRole>;
}

export interface AffectedRequest {
  readonly request: CertificateRequest;
  readonly pinned: TrustProfile;
  readonly current: TrustProfile;
}

/** What somebody wants to be told by mail, in one organization. */
export interface NotificationPreferences {
  /** Requests that wait for their decision. */
  readonly submissions: boolean;
  /** That a request which they could decide still waits. */
  readonly warnings: boolean;
  /** How their own requests went. */
  readonly outcomes: boolean;
}

export const EVERYTHING: NotificationPreferences = { submissions: true, warnings: true, outcomes: true };

/**
 * Whether somebody wants to be told. Nobody is asked where silence would leave a duty undone that nobody else knows of: a
 * request that has waited too long, and a certificate that somebody has to mend.
 */
export function isWanted(event: NotifiedEvent, kind: NotificationKind, preferences: NotificationPreferences): boolean {
  if (kind === 'attention' || event === 'escalated') return true;
  if (event === 'submitted') return preferences.submissions;
  if (event === 'warned') return preferences.warnings;
  return preferences.outcomes;
}

/** The members who can approve this request, as it stands, now: not its requester, not whoever has voted. */
export function eligibleApprovers(affected: AffectedRequest, members: readonly Member[]): Member[] {
  const target = requestTarget(affected.request, affected.pinned, affected.current);
  return members.filter((member) => may(asPrincipal(member), 'request.approve', target, member).allowed);
}

/** Who is told of an event, and what it asks of them; each person once. Escalation contacts are addresses, told beside this. */
export function whoIsTold(event: NotifiedEvent, affected: AffectedRequest, members: readonly Member[]): Notification[] {
  const requesters = members.filter(({ userId }) => affected.request.requesterUserIds.includes(userId));
  switch (event) {
    case 'submitted':
    case 'warned':
    case 'escalated':
      return tell('decide', eligibleApprovers(affected, members));
    case 'approved':
    case 'rejected':
    case 'voided':
    case 'issued':
    case 'expired':
      return tell('outcome', requesters);
    case 'failed':
    case 'quarantined': {
      const admins = members.filter((member) => member.organizationRole === 'ADMIN');
      const others = event === 'failed' ? requesters.filter((member) => !admins.includes(member)) : [];
      return [...tell('attention', admins), ...tell('outcome', others)];
    }
  }
}

/**
 * Addresses that are told of an escalation beside those who can decide: the profile's contacts, but for who is told anyway.
 * Nobody, once it is decided.
 */
export function contactsTold(
  event: NotifiedEvent,
  { request, current }: Pick<AffectedRequest, 'request' | 'current'>,
  toldAddresses: readonly string[],
): string[] {
  if (event !== 'escalated' || request.status !== 'PENDING') return [];
  const told = new Set(toldAddresses.map((address) => address.toLowerCase()));
  return current.rules.escalationContacts.filter((address) => !told.has(address.toLowerCase()));
}

function tell(kind: NotificationKind, members: readonly Member[]): Notification[] {
  return members.map(({ userId }) => ({ userId, kind }));
}

function asPrincipal({ userId, platformRole }: Member): Principal {
  return {
    actor: { kind: 'user', id: userId, name: userId },
    userId,
    platformRole,
    requesterUserIds: [userId],
    scopes: null,
    organizationId: null,
  };
}
