import type { CertificateRequest } from './certificate-request.ts';
import type { Permission } from './permission.ts';
import { matchTrustProfile } from './trust-profile.ts';
import type { TrustProfile } from './trust-profile-rules.ts';
import { counted, listed } from './wording.ts';

/** What of a request decides how a set of profiles takes it. */
export type ReplayedRequest = Pick<
  CertificateRequest,
  'domains' | 'environment' | 'justification' | 'validityDays' | 'keyOrigin' | 'keyAlgorithm'
>;

/** The profiles of an organization as they are, or as they would be; and whether its requester may ask under one of them. */
export interface ReplayedPolicy {
  readonly profiles: readonly TrustProfile[];
  readonly organizationEnvironments: readonly string[];
  readonly mayAsk: (profile: TrustProfile) => Permission;
}

/** How a request fares as if it were asked anew. */
export interface ReplayVerdict {
  readonly profile: Pick<TrustProfile, 'id' | 'name' | 'version'> | null;
  /** Why it would be refused; null: it would be taken. */
  readonly refusal: string | null;
  /** Distinct people who would have to approve; 0: nobody. Null where it would be refused. */
  readonly approvals: number | null;
}

export const REPLAY_EFFECTS = [
  'REFUSED',
  'ACCEPTED',
  'ANOTHER_PROFILE',
  'APPROVAL_ADDED',
  'APPROVAL_DROPPED',
  'MORE_APPROVALS',
  'FEWER_APPROVALS',
] as const;
export type ReplayEffect = (typeof REPLAY_EFFECTS)[number];

export interface Replayed {
  readonly before: ReplayVerdict;
  readonly after: ReplayVerdict;
  /** What would be otherwise; none: nothing. */
  readonly effects: readonly ReplayEffect[];
}

/** A request under the profiles in force, beside the same under those that are proposed. */
export function replayRequest(request: ReplayedRequest, before: ReplayedPolicy, after: ReplayedPolicy): Replayed {
  const asked = askedBy(request, matchUnder(request, before).profile);
  const now = verdictUnder(request, asked, before);
  const then = verdictUnder(request, asked, after);
  return { before: now, after: then, effects: effectsOf(now, then) };
}

/** What was left to the profile when it was asked would be so again: it is not held against another one. */
interface Asked {
  readonly validityDays: number | null;
  readonly keyAlgorithm: ReplayedRequest['keyAlgorithm'];
}

function askedBy({ validityDays, keyOrigin, keyAlgorithm }: ReplayedRequest, profile: TrustProfile | null): Asked {
  const wasDefault = keyOrigin === 'SERVER' && profile?.rules.keyAlgorithms[0] === keyAlgorithm;
  return {
    validityDays: profile?.rules.defaultValidityDays === validityDays ? null : validityDays,
    keyAlgorithm: wasDefault ? null : keyAlgorithm,
  };
}

function matchUnder({ domains, environment }: ReplayedRequest, { profiles, organizationEnvironments }: ReplayedPolicy) {
  return matchTrustProfile({ domains, environment, profiles, organizationEnvironments });
}

function verdictUnder(request: ReplayedRequest, asked: Asked, policy: ReplayedPolicy): ReplayVerdict {
  const { profile, error } = matchUnder(request, policy);
  if (profile === null)
    return { profile: null, refusal: error?.message ?? 'No trust profile covers it.', approvals: null };
  const refusal = refusalUnder(request, asked, profile, policy);
  const { id, name, version, rules } = profile;
  const needed = rules.requireApproval ? rules.requiredApprovals : 0;
  return { profile: { id, name, version }, refusal, approvals: refusal === null ? needed : null };
}

function refusalUnder(
  { justification }: ReplayedRequest,
  { validityDays, keyAlgorithm }: Asked,
  profile: TrustProfile,
  { mayAsk }: ReplayedPolicy,
): string | null {
  const { name, rules } = profile;
  const permission = mayAsk(profile);
  if (!permission.allowed) return permission.reasons.join(' ');
  if (rules.requireJustification && justification === null) return `${name} requires a justification.`;
  if (validityDays !== null && validityDays > rules.maxValidityDays)
    return `${name} allows at most ${counted(rules.maxValidityDays, 'day')} of validity, not ${validityDays}.`;
  if (keyAlgorithm !== null && !rules.keyAlgorithms.includes(keyAlgorithm))
    return `${name} does not allow ${keyAlgorithm} keys; it allows ${listed(rules.keyAlgorithms, 10)}.`;
  return null;
}

function effectsOf(before: ReplayVerdict, after: ReplayVerdict): ReplayEffect[] {
  if (before.refusal !== null) return after.refusal === null ? ['ACCEPTED'] : [];
  if (after.refusal !== null) return ['REFUSED'];
  const effects: ReplayEffect[] = [];
  const [needed, needs] = [before.approvals ?? 0, after.approvals ?? 0];
  if (before.profile?.id !== after.profile?.id) effects.push('ANOTHER_PROFILE');
  if (needed === 0 && needs > 0) effects.push('APPROVAL_ADDED');
  else if (needed > 0 && needs === 0) effects.push('APPROVAL_DROPPED');
  else if (needs > needed) effects.push('MORE_APPROVALS');
  else if (needs < needed) effects.push('FEWER_APPROVALS');
  return effects;
}
