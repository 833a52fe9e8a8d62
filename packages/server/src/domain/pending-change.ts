import type { Actor } from './actor.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';

export const CHANGE_STATUSES = ['PENDING', 'APPROVED', 'REJECTED', 'SUPERSEDED', 'WITHDRAWN'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

/** An edit that widens a trust profile in use, from when it was proposed; nothing of it holds before it is approved. */
export interface PendingChange {
  readonly id: string;
  readonly organizationId: string;
  readonly trustProfileId: string;
  /** The version that it edits. Once another one is in force, this is an edit of something that is no more. */
  readonly baseVersion: number;
  readonly name: string;
  /** All of the proposed version. */
  readonly rules: TrustProfileRules;
  /** How it widens, in sentences. */
  readonly widens: readonly string[];
  readonly proposedBy: Actor;
  /** The person behind them. */
  readonly proposedByUserId: string;
  readonly proposedAt: Date;
  readonly status: ChangeStatus;
}

const ENDINGS: Readonly<Record<Exclude<ChangeStatus, 'PENDING'>, string>> = {
  APPROVED: 'was approved',
  REJECTED: 'was rejected',
  SUPERSEDED: 'was superseded by another edit of its trust profile',
  WITHDRAWN: 'was withdrawn',
};

export function changeHasEnded(status: Exclude<ChangeStatus, 'PENDING'>): string {
  return `This change ${ENDINGS[status]}.`;
}

/** What decides whether an edit may be saved at once. */
export interface EditFacts {
  /** The ways in which it widens; none if it only narrows. */
  readonly widens: readonly string[];
  /** Whether certificates were ever asked for under the profile. */
  readonly isInUse: boolean;
  /** Whether whoever edits is an admin of the organization, and not of the profile alone. */
  readonly byAdmin: boolean;
  readonly isSecondAdminRequired: boolean;
}

/** Whether an edit waits for a second admin. Who is an admin of the profile only waits for one whatever the settings say. */
export function needsSecondAdmin({ widens, isInUse, byAdmin, isSecondAdminRequired }: EditFacts): boolean {
  return isInUse && widens.length > 0 && (!byAdmin || isSecondAdminRequired);
}

/** The setting counts as on for as long as there is a second admin to ask. */
export function isSecondAdminRequired(setting: boolean, admins: number): boolean {
  return setting || admins > 1;
}
