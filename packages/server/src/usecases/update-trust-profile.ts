import { profileTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { needsSecondAdmin } from '../domain/pending-change.ts';
import { widens } from '../domain/profile-widening.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { normalizeRules } from '../domain/trust-profile-validation.ts';
import type { TrustProfileInput } from './application.ts';
import { demand, found, type PolicyView, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import { type Deps, insertRow, type PendingChangeRow } from './ports.ts';
import {
  checkDevices,
  checkReferences,
  endedChange,
  nameTaken,
  savedEdit,
  together,
  type Written,
} from './profile-edit.ts';
import { changedFields, rulesAsRecord } from './profile-record.ts';
import { secondAdminRule } from './second-admin.ts';

/** The profile as it now is, and the change that waits for a second admin if the edit was not saved at once. */
export interface EditOutcome {
  readonly profile: TrustProfile;
  readonly change: PendingChangeRow | null;
}

/**
 * Saves an edit as a new version, or, where it widens a profile in use, proposes it to a second admin. Requests keep the
 * version that they matched; deciding looks at both.
 */
export async function updateTrustProfile(
  deps: Deps,
  principal: Principal,
  input: TrustProfileInput & { trustProfileId: string },
): Promise<EditOutcome> {
  return decideAnew(async () => {
    const { organizationId } = found(await deps.reads.trustProfile(input.trustProfileId));
    const policy = await policyFor(deps, principal, organizationId);
    const before = found(policy.snapshot.profiles.get(input.trustProfileId));
    demand(policy.on('profile.manage', profileTarget(before)));
    const after = editedProfile(policy, before, input);
    checkReferences(policy, after);
    await checkDevices(deps, after);
    if (isSame(before, after)) return { profile: before, change: null };
    const open = await deps.reads.openChange(before.id);
    const ways = await waysThatNeedASecondAdmin(deps, policy, before, after);
    const now = deps.clock.now();
    if (ways.length > 0) {
      if (open !== null) throw changePending(open);
      const change = await propose(deps, { principal, policy, before, after, widens: ways, now });
      return { profile: before, change };
    }
    const written = together(
      open === null ? { records: [], writes: [] } : endedChange(open, supersededBy(principal, after.version), now),
      savedEdit(principal.actor, before, after, now),
    );
    await commitEdit(deps, policy, after.name, written, now);
    return { profile: after, change: null };
  });
}

/** The next version of a profile: what was given is as given, a field left out stays as it is. */
export function editedProfile(policy: PolicyView, before: TrustProfile, input: TrustProfileInput): TrustProfile {
  const { name: givenName, ...rules } = input;
  const given = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  return {
    ...before,
    name: givenName === undefined ? before.name : checkName(givenName),
    rules: normalizeRules(
      { ...before.rules, ...given },
      { organizationEnvironments: policy.snapshot.organization.environments },
    ),
    version: before.version + 1,
  };
}

export function isSame(before: TrustProfile, after: TrustProfile): boolean {
  return before.name === after.name && Object.keys(changedFields(before.rules, after.rules).after).length === 0;
}

/** How an edit widens, if that makes it wait for a second admin; none if it may be saved at once. */
export async function waysThatNeedASecondAdmin(
  deps: Pick<Deps, 'reads'>,
  policy: PolicyView,
  before: TrustProfile,
  after: TrustProfile,
): Promise<readonly string[]> {
  const ways = widens(before.rules, after.rules);
  if (ways.length === 0) return ways;
  const facts = {
    widens: ways,
    isInUse: await deps.reads.isProfileInUse(before.organizationId, before.id),
    byAdmin: policy.may('profile.create').allowed,
    isSecondAdminRequired: secondAdminRule(policy.snapshot),
  };
  return needsSecondAdmin(facts) ? ways : [];
}

export function supersededBy(principal: Principal, version: number) {
  return {
    status: 'SUPERSEDED',
    actor: principal.actor,
    userId: principal.userId,
    reason: `Version ${version} was saved before this was decided.`,
  } as const;
}

interface Proposal {
  readonly principal: Principal;
  readonly policy: PolicyView;
  readonly before: TrustProfile;
  readonly after: TrustProfile;
  readonly widens: readonly string[];
  readonly now: Date;
}

async function propose(deps: Deps, proposal: Proposal): Promise<PendingChangeRow> {
  const { principal, policy, before, after, widens: ways, now } = proposal;
  const { actor, userId } = principal;
  if (userId === null) throw new TypeError('nobody stands behind this edit');
  const row: PendingChangeRow = {
    id: deps.ids.next('chg'),
    organizationId: before.organizationId,
    trustProfileId: before.id,
    baseVersion: before.version,
    name: after.name,
    rules: after.rules,
    widens: [...ways],
    proposedByKind: actor.kind,
    proposedById: actor.id,
    proposedByName: actor.name,
    proposedByUserId: userId,
    proposedAt: now,
    status: 'PENDING',
    decidedByKind: null,
    decidedById: null,
    decidedByName: null,
    decidedByUserId: null,
    decidedAt: null,
    reason: null,
  };
  const detail = {
    profile: before.id,
    baseVersion: before.version,
    name: after.name,
    before: changedFields(before.rules, after.rules).before,
    rules: rulesAsRecord(after.rules),
    widens: ways,
    user: userId,
  };
  await commitEdit(
    deps,
    policy,
    after.name,
    {
      records: [{ type: 'change.proposed', actor, subject: { kind: 'change', id: row.id }, detail }],
      writes: [insertRow('PendingChange', row)],
    },
    now,
  );
  return row;
}

/** Commits under the authority that it was decided by, and raises it: whoever decides at the same time decides anew. */
export async function commitEdit(
  deps: Deps,
  { snapshot }: PolicyView,
  name: string,
  { records, writes }: Written,
  now: Date,
): Promise<void> {
  const organizationId = snapshot.organization.id;
  try {
    const authority = { authority: snapshot.authority, raisesAuthority: true };
    await deps.ledger.commit({ organizationId, ...authority, now, records, writes: () => writes });
  } catch (error) {
    throw nameTaken(error, name);
  }
  deps.policies.forget(organizationId);
}

function changePending(open: PendingChangeRow): DomainError {
  const since = open.proposedAt.toISOString();
  return new DomainError(
    'CHANGE_PENDING',
    `A change of this profile that ${open.proposedByName} proposed at ${since} waits for a second admin. Have it decided or withdrawn, then propose yours.`,
    { extra: { changeId: open.id } },
  );
}
