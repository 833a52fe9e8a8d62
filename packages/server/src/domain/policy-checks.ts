import type { CertificateRequest } from './certificate-request.ts';
import { KEY_ALGORITHM_NAMES, type KeyAlgorithm } from './key-algorithm.ts';
import { CHECK_OUTCOMES, type PolicyCheck, type PolicyRule, rule } from './policy-check.ts';
import { type RiskFacts, riskSignals } from './risk-signals.ts';
import { coveringPattern, coversEnvironment, isWildcard } from './trust-profile.ts';
import { EXTENDED_KEY_USAGE_NAMES, type ExtendedKeyUsage, type TrustProfile } from './trust-profile-rules.ts';
import { counted, listed } from './wording.ts';

export interface PolicyFacts {
  /** The version that the request pins, and the one in force: the stricter wins. */
  readonly pinned: TrustProfile;
  readonly current: TrustProfile;
  readonly organizationEnvironments: readonly string[];
  /** `may(requester, 'request.submit', current)`, as of now. */
  readonly requesterMayAsk: boolean;
}

/** Every check under the pinned version and the current one, FAIL first, then WARN, then PASS. */
export function policyChecks(request: CertificateRequest, facts: PolicyFacts, risk: RiskFacts | null): PolicyCheck[] {
  const { pinned, current } = facts;
  const versions = pinned.version === current.version ? [current] : [pinned, current];
  const checks = [
    checkProfile(pinned, current),
    checkRequester(request, facts),
    ...versionChecks.map((check) => worst(versions.map((version) => check(request, version, facts)))),
    ...(risk === null ? [] : riskSignals(request, risk)),
  ];
  return CHECK_OUTCOMES.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
}

const keyName = (algorithm: KeyAlgorithm): string => KEY_ALGORITHM_NAMES[algorithm];
const useName = (usage: ExtendedKeyUsage): string => EXTENDED_KEY_USAGE_NAMES[usage];

type VersionCheck = (request: CertificateRequest, profile: TrustProfile, facts: PolicyFacts) => PolicyCheck;

const versionChecks: readonly VersionCheck[] = [
  ({ domains }, { name, rules }) => {
    const uncovered = domains.filter((domain) => coveringPattern(rules, domain) === null);
    if (uncovered.length > 0) return fail('names', `${name} does not cover ${listed(uncovered)}.`);
    const patterns = [...new Set(domains.map((domain) => coveringPattern(rules, domain) ?? domain))];
    return pass('names', `${name} covers every name, by ${listed(patterns)}.`);
  },
  ({ domains }, { name, rules }) => {
    const wildcards = domains.filter(isWildcard);
    if (wildcards.length === 0) return pass('wildcard', 'No wildcard names are asked for.');
    if (!rules.allowWildcards)
      return fail('wildcard', `${name} does not allow the wildcard name ${listed(wildcards)}.`);
    return pass('wildcard', `${name} allows wildcard names.`);
  },
  ({ environment }, { name, rules }, { organizationEnvironments }) => {
    if (!organizationEnvironments.includes(environment)) {
      return fail('environment', `The organization no longer has the environment ${environment}.`);
    }
    return coversEnvironment(rules, environment)
      ? pass('environment', `${name} is for ${environment}.`)
      : fail('environment', `${name} is not for ${environment}.`);
  },
  ({ justification }, { name, rules }) => {
    if (justification !== null) return pass('justification', 'A justification is given.');
    return rules.requireJustification
      ? fail('justification', `${name} requires a justification, and none is given.`)
      : pass('justification', `${name} requires no justification.`);
  },
  ({ keyOrigin, keyAlgorithm }, { name, rules }) => {
    if (keyOrigin === 'SERVER' && rules.keySource === 'CSR_ONLY') {
      return fail('key', `${name} takes keys from a CSR only, and this one would be made by the server.`);
    }
    if (keyAlgorithm === null)
      return pass('key', `The key comes with a CSR after approval: ${listed(rules.keyAlgorithms.map(keyName), 10)}.`);
    if (!rules.keyAlgorithms.includes(keyAlgorithm))
      return fail('key', `${name} does not allow ${keyName(keyAlgorithm)} keys.`);
    const whose =
      keyOrigin === 'CSR'
        ? "from the requester's CSR"
        : keyOrigin === 'SERVER'
          ? 'made by the server'
          : 'still to come';
    return pass('key', `${keyName(keyAlgorithm)}, ${whose}, is allowed.`);
  },
  ({ validityDays }, { name, rules }) => {
    const days = counted(validityDays, 'day');
    return validityDays > rules.maxValidityDays
      ? fail('validity', `${days} is longer than the ${rules.maxValidityDays} that ${name} allows.`)
      : pass('validity', `${days}; ${name} allows up to ${rules.maxValidityDays}.`);
  },
  (_request, { name, rules }, { pinned }) => {
    const excess = pinned.rules.extendedKeyUsages.filter((usage) => !rules.extendedKeyUsages.includes(usage));
    return excess.length > 0
      ? fail('use', `${name} no longer allows certificates for ${listed(excess.map(useName))}.`)
      : pass('use', `For ${listed(pinned.rules.extendedKeyUsages.map(useName))}.`);
  },
  ({ certificateAuthorityId }, { name, rules }) =>
    certificateAuthorityId === rules.certificateAuthorityId
      ? pass('authority', `The certificate authority is the one of ${name}.`)
      : fail('authority', `${name} now names another certificate authority than the one this request was made for.`),
];

function checkProfile(pinned: TrustProfile, current: TrustProfile): PolicyCheck {
  if (!current.active) return fail('profile', `The trust profile ${current.name} has been retired.`);
  if (pinned.version === current.version)
    return pass('profile', `${current.name} has not changed since this was asked.`);
  const change = `version ${pinned.version} to ${current.version}`;
  return warn('profile', `${current.name} has changed since this was asked, ${change}; the stricter of both counts.`);
}

function checkRequester({ requester }: CertificateRequest, { current, requesterMayAsk }: PolicyFacts): PolicyCheck {
  return requesterMayAsk
    ? pass('requester', `${requester.name} may ask under ${current.name}.`)
    : fail('requester', `${requester.name} may no longer ask under ${current.name}.`);
}

function worst(checks: readonly PolicyCheck[]): PolicyCheck {
  const [first = fail('profile', 'Nothing was checked.'), ...rest] = checks;
  return rest.reduce((found, check) => (severity(check) <= severity(found) ? check : found), first);
}

function severity(check: PolicyCheck): number {
  return CHECK_OUTCOMES.indexOf(check.outcome);
}

function pass(name: PolicyRule, explanation: string): PolicyCheck {
  return rule(name, 'PASS', explanation);
}

function warn(name: PolicyRule, explanation: string): PolicyCheck {
  return rule(name, 'WARN', explanation);
}

function fail(name: PolicyRule, explanation: string): PolicyCheck {
  return rule(name, 'FAIL', explanation);
}
