import type { Actor } from '../domain/actor.ts';
import type { JsonObject, RecordDraft } from '../domain/audit-record-types.ts';
import { DomainError } from '../domain/errors.ts';
import type { ChangeStatus, PendingChange } from '../domain/pending-change.ts';
import { findOverlaps } from '../domain/trust-profile.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { listed } from '../domain/wording.ts';
import type { PolicyView } from './authorize.ts';
import {
  type Deps,
  insertRow,
  type PendingChangeRow,
  RefusedByConstraint,
  type StateWrite,
  updateRow,
} from './ports.ts';
import { changedFields } from './profile-record.ts';

/** What a command writes: its records, and the rows that go with them. */
export interface Written {
  readonly records: readonly RecordDraft[];
  readonly writes: readonly StateWrite[];
}

/** A saved edit: the next version of a profile, in force from its commit on. `because` is what else its record says. */
export function savedEdit(
  actor: Actor,
  before: TrustProfile,
  after: TrustProfile,
  now: Date,
  because: JsonObject = {},
): Written {
  const { id, version } = before;
  const changed = changedFields(before.rules, after.rules);
  const isRenamed = after.name !== before.name;
  const detail = {
    ...because,
    version: after.version,
    before: isRenamed ? { ...changed.before, name: before.name } : changed.before,
    after: isRenamed ? { ...changed.after, name: after.name } : changed.after,
  };
  const { name, rules } = after;
  return {
    records: [{ type: 'profile.changed', actor, subject: { kind: 'profile', id }, detail }],
    writes: [
      updateRow('TrustProfile', { id }, { version }, { name, rules, version: after.version, updatedAt: now }),
      insertRow('TrustProfileVersion', { trustProfileId: id, version: after.version, name, rules, createdAt: now }),
    ],
  };
}

/** Who ends a pending change, how, and why. */
export interface ChangeEnding {
  readonly status: Exclude<ChangeStatus, 'PENDING'>;
  readonly actor: Actor;
  readonly userId: string | null;
  readonly reason: string | null;
  /** The version that came of it. */
  readonly version?: number;
}

export function endedChange(row: PendingChangeRow, ending: ChangeEnding, now: Date): Written {
  const { status, actor, userId, reason, version } = ending;
  const ended = {
    status,
    decidedByKind: actor.kind,
    decidedById: actor.id,
    decidedByName: actor.name,
    decidedByUserId: userId,
    decidedAt: now,
    reason,
  };
  const detail = { profile: row.trustProfileId, outcome: status, user: userId, reason, version };
  return {
    records: [{ type: 'change.decided', actor, subject: { kind: 'change', id: row.id }, detail }],
    writes: [updateRow('PendingChange', { id: row.id }, { status: 'PENDING' }, ended)],
  };
}

export function endedRow(row: PendingChangeRow, { status, actor, userId, reason }: ChangeEnding, now: Date) {
  const decided = { decidedByKind: actor.kind, decidedById: actor.id, decidedByName: actor.name };
  return { ...row, ...decided, status, decidedByUserId: userId, decidedAt: now, reason };
}

export function together(...parts: readonly Written[]): Written {
  return { records: parts.flatMap(({ records }) => records), writes: parts.flatMap(({ writes }) => writes) };
}

/** The domain's view of a stored change. */
export function changeOf(row: PendingChangeRow): PendingChange {
  return { ...row, proposedBy: { kind: row.proposedByKind, id: row.proposedById, name: row.proposedByName } };
}

/** What a profile names must exist in its organization, and its names must not be another active profile's. */
export function checkReferences(policy: PolicyView, profile: TrustProfile): void {
  const { snapshot } = policy;
  const authority = snapshot.certificateAuthorities.get(profile.rules.certificateAuthorityId);
  if (authority?.kind !== 'ISSUING') {
    throw new DomainError('NOT_FOUND', 'There is no such issuing certificate authority in this organization.', {
      field: ['certificateAuthorityId'],
    });
  }
  const stranger = profile.rules.allowedUserIds.find((id) => !snapshot.people.has(id));
  if (stranger !== undefined) {
    throw new DomainError('NOT_FOUND', `${stranger} is not a member of this organization.`, {
      field: ['allowedUserIds'],
    });
  }
  const others = [...snapshot.profiles.values()].filter((other) => other.id !== profile.id);
  const overlaps = findOverlaps(profile, others, snapshot.organization.environments);
  if (overlaps.length > 0) {
    const named = overlaps.map(
      (overlap) => `${listed(overlap.patterns)} in ${listed(overlap.environments)} with ${overlap.profileName}`,
    );
    throw new DomainError(
      'PROFILE_OVERLAP',
      `These names would belong to two profiles: ${named.join('; ')}. Narrow one of them, or give a part away with exceptDomains.`,
      { field: ['domains'], extra: { profileIds: overlaps.map((overlap) => overlap.profileId) } },
    );
  }
}

const MAX_DEVICES = 1_000;

/** A device that a profile names must be one of its organization's. */
export async function checkDevices(
  deps: Pick<Deps, 'reads'>,
  { organizationId, rules }: Pick<TrustProfile, 'organizationId' | 'rules'>,
): Promise<void> {
  const ids = rules.allowedDeviceIds;
  const field = { field: ['allowedDeviceIds'] };
  if (ids.length === 0) return;
  if (ids.length > MAX_DEVICES) {
    const message = `A profile names at most ${MAX_DEVICES} devices. Allow every device of the organization instead.`;
    throw new DomainError('INVALID_INPUT', message, field);
  }
  const known = new Set(await deps.reads.devicesOf(organizationId, ids));
  const stranger = ids.find((id) => !known.has(id));
  if (stranger !== undefined)
    throw new DomainError('NOT_FOUND', `${stranger} is no device of this organization.`, field);
}

export function nameTaken(error: unknown, name: string): unknown {
  if (error instanceof RefusedByConstraint && error.constraint === 'trust_profile_name') {
    return new DomainError('INVALID_INPUT', `There is a trust profile named ${name} already.`, { field: ['name'] });
  }
  return error;
}
