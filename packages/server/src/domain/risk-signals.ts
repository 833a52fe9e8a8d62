import type { CertificateRequest } from './certificate-request.ts';
import { type PolicyCheck, signal } from './policy-check.ts';
import { isWildcard } from './trust-profile.ts';
import { counted, listed } from './wording.ts';

/** What the signals rest on: facts of the request's own organization, as of now. */
export interface RiskFacts {
  /** The certificate now in force for these names. */
  readonly previous: { readonly domains: readonly string[]; readonly spkiSha256: string } | null;
  /** Those of the request's names that no certificate has held before. */
  readonly newNames: readonly string[];
  /** Other names than the request's, in certificates with the same key. */
  readonly keyAlsoUsedFor: readonly string[];
  /** The hours (UTC) at which the same person asked before, the newest first; of devices and tokens none. */
  readonly hoursAskedBefore: readonly number[];
}

const PRODUCTION_NAMES = new Set(['production', 'prod', 'live']);
/** With fewer requests than this, nobody has usual hours. */
export const ENOUGH_HOURS = 10;
/** So many hours before and after one at which somebody has asked are usual for them, too. */
const USUAL_HOURS = 2;

/** Facts that are worth a look before deciding; none of them refuses anything. */
export function riskSignals(request: CertificateRequest, facts: RiskFacts): PolicyCheck[] {
  return [
    ...previousCertificate(facts),
    ...namesChanged(request, facts),
    ...keyChanged(request, facts),
    ...keyReused(request, facts),
    ...wildcardName(request),
    ...production(request),
    ...usualHour(request, facts),
  ];
}

function previousCertificate({ previous, newNames }: RiskFacts): PolicyCheck[] {
  if (newNames.length > 0) {
    const words = `No certificate has been issued for ${listed(newNames)} before.`;
    return [signal('previous certificate', 'WARN', words)];
  }
  const words =
    previous === null
      ? 'There were certificates for these names before; none is in force now.'
      : 'A certificate for these names is in force.';
  return [signal('previous certificate', 'PASS', words)];
}

function namesChanged({ domains }: CertificateRequest, { previous }: RiskFacts): PolicyCheck[] {
  if (previous === null) return [];
  const added = domains.filter((domain) => !previous.domains.includes(domain));
  const dropped = previous.domains.filter((domain) => !domains.includes(domain));
  const changes = [
    ...(added.length > 0 ? [`adds ${listed(added)}`] : []),
    ...(dropped.length > 0 ? [`drops ${listed(dropped)}`] : []),
  ];
  if (changes.length === 0)
    return [signal('names changed', 'PASS', 'The names are those of the certificate in force.')];
  const words = `Against the certificate in force this ${changes.join(' and ')}.`;
  return [signal('names changed', 'WARN', words)];
}

function keyChanged({ spkiSha256 }: CertificateRequest, { previous }: RiskFacts): PolicyCheck[] {
  if (previous === null || spkiSha256 === null) return [];
  return spkiSha256 === previous.spkiSha256
    ? [signal('key changed', 'PASS', 'The key is the one of the certificate in force.')]
    : [signal('key changed', 'WARN', 'The key is another one than that of the certificate in force.')];
}

function keyReused({ spkiSha256 }: CertificateRequest, { keyAlsoUsedFor }: RiskFacts): PolicyCheck[] {
  if (spkiSha256 === null) return [];
  return keyAlsoUsedFor.length === 0
    ? [signal('key reused', 'PASS', 'No certificate for other names holds this key.')]
    : [signal('key reused', 'WARN', `The same key is in certificates for ${listed(keyAlsoUsedFor)}.`)];
}

function wildcardName({ domains }: CertificateRequest): PolicyCheck[] {
  const wildcards = domains.filter(isWildcard);
  if (wildcards.length === 0) return [];
  const verb = wildcards.length === 1 ? 'stands' : 'stand';
  return [signal('wildcard name', 'WARN', `${listed(wildcards)} ${verb} for every host name one level below.`)];
}

function production({ environment }: CertificateRequest): PolicyCheck[] {
  if (!PRODUCTION_NAMES.has(environment)) return [];
  return [signal('production', 'WARN', `By its name, ${environment} is where others depend on it.`)];
}

/** Said only of people, and only of those who have asked often enough to have usual hours. */
function usualHour({ requester, requestedAt }: CertificateRequest, { hoursAskedBefore }: RiskFacts): PolicyCheck[] {
  if (requester.kind !== 'user' || hoursAskedBefore.length < ENOUGH_HOURS) return [];
  const hour = requestedAt.getUTCHours();
  const time = requestedAt.toISOString().slice(11, 16);
  const before = `${requester.name}'s last ${counted(hoursAskedBefore.length, 'request')}`;
  if (hoursAskedBefore.some((other) => hoursApart(hour, other) <= USUAL_HOURS))
    return [signal('hour', 'PASS', `Asked at ${time} UTC, as some of ${before} were.`)];
  const [from, until] = [hour - USUAL_HOURS, hour + USUAL_HOURS].map(twoDigits);
  return [
    signal('hour', 'WARN', `Asked at ${time} UTC; none of ${before} came between ${from}:00 and ${until}:59 UTC.`),
  ];
}

/** On the clock's face: 23 and 1 are two hours apart. */
function hoursApart(one: number, other: number): number {
  const apart = Math.abs(one - other);
  return Math.min(apart, 24 - apart);
}

function twoDigits(hour: number): string {
  return String((hour + 24) % 24).padStart(2, '0');
}
