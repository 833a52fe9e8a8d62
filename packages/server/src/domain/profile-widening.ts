import { carvesAll, coveringPattern, intersectPatterns, isWildcard, profileCovers } from './trust-profile.ts';
import type { TrustProfileRules } from './trust-profile-rules.ts';
import { listed } from './wording.ts';

/**
 * The ways in which an edit lets through what the version before did not, each in a sentence; none if it only narrows.
 * A profile in use takes such an edit only with a second admin.
 */
export function widens(before: TrustProfileRules, after: TrustProfileRules): string[] {
  const ways: string[] = [];
  const patterns = newPatterns(before, after);
  if (patterns.length > 0) ways.push(`It covers more names: ${listed(patterns)}.`);
  if (after.allowWildcards && !before.allowWildcards) ways.push('It allows wildcard names.');
  const environments = newEnvironments(before, after);
  if (environments !== null) ways.push(`It is for more environments: ${environments}.`);
  ways.push(...newRequesters(before, after));
  if (before.requireApproval && !after.requireApproval) ways.push('It no longer requires approval.');
  if (before.requireApproval && after.requireApproval) {
    if (after.requiredApprovals < before.requiredApprovals) {
      ways.push(`It requires fewer approvals: ${after.requiredApprovals} instead of ${before.requiredApprovals}.`);
    }
    if (after.allowSelfApproval && !before.allowSelfApproval) ways.push('It allows self-approval.');
  }
  if (after.maxValidityDays > before.maxValidityDays) {
    ways.push(`It allows a longer validity: ${after.maxValidityDays} days instead of ${before.maxValidityDays}.`);
  }
  if (after.certificateAuthorityId !== before.certificateAuthorityId)
    ways.push('It issues from another certificate authority.');
  const algorithms = added(before.keyAlgorithms, after.keyAlgorithms);
  if (algorithms.length > 0) ways.push(`It allows more key algorithms: ${listed(algorithms)}.`);
  const usages = added(before.extendedKeyUsages, after.extendedKeyUsages);
  if (usages.length > 0) ways.push(`It allows more uses: ${listed(usages)}.`);
  if (after.keySource === 'CSR_OR_SERVER' && before.keySource === 'CSR_ONLY')
    ways.push('It lets the server make keys.');
  if (before.requireJustification && !after.requireJustification) ways.push('It no longer requires a justification.');
  if (before.mandatoryReason && !after.mandatoryReason) ways.push('It no longer requires a reason for an approval.');
  return ways;
}

function added(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((item) => !before.includes(item));
}

/** What is covered now and was not: new patterns, and old patterns as far as an exception from them was dropped. */
function newPatterns(before: TrustProfileRules, after: TrustProfileRules): string[] {
  const found = after.domains.flatMap((pattern) => {
    if (carvesAll(after, pattern)) return [];
    if (!isWildcard(pattern)) return profileCovers(before, pattern) ? [] : [pattern];
    if (!before.domains.includes(pattern) || carvesAll(before, pattern)) return [pattern];
    return before.exceptDomains.flatMap((exception) => {
      const freed = intersectPatterns(exception, pattern);
      return freed !== null && coveringPattern(after, freed) !== null ? [freed] : [];
    });
  });
  return [...new Set(found)].filter((pattern) => isWildcard(pattern) || !profileCovers(before, pattern));
}

function newEnvironments(before: TrustProfileRules, after: TrustProfileRules): string | null {
  if (before.environments.length === 0) return null;
  if (after.environments.length === 0) return "all of the organization's";
  const more = added(before.environments, after.environments);
  return more.length === 0 ? null : listed(more);
}

function newRequesters(before: TrustProfileRules, after: TrustProfileRules): string[] {
  const ways: string[] = [];
  if (namesRequesters(before)) {
    const people = added(before.allowedUserIds, after.allowedUserIds);
    if (!namesRequesters(after))
      ways.push('It lets every operator of the organization ask, no longer only those it names.');
    else if (people.length > 0) ways.push(`It names more requesters: ${listed(people)}.`);
  }
  if (after.allowAllDevices && !before.allowAllDevices) ways.push('It lets every device of the organization ask.');
  if (!after.allowAllDevices && !before.allowAllDevices) {
    const devices = added(before.allowedDeviceIds, after.allowedDeviceIds);
    if (devices.length > 0) ways.push(`It names more devices: ${listed(devices)}.`);
  }
  return ways;
}

/** Whether requesters are named at all, which narrows the organization's operators to those. */
function namesRequesters(rules: TrustProfileRules): boolean {
  return rules.allowedUserIds.length > 0 || rules.allowedDeviceIds.length > 0;
}
