import { ACTOR_KINDS, type Actor } from '../../domain/actor.ts';
import { readEntry } from '../../domain/audit-record.ts';
import type { JsonValue } from '../../domain/audit-record-types.ts';
import { DomainError } from '../../domain/errors.ts';
import { parseDomainName } from '../../domain/names.ts';
import { notFound } from '../../domain/permission.ts';
import { fieldDifferences } from '../../domain/profile-differences.ts';
import { asObject } from '../../domain/rebuild/told-record.ts';
import { matchTrustProfile } from '../../domain/trust-profile.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { Queries, ProfileVersion as Told } from '../application.ts';
import type { AuditRecordView } from '../ledger-queries.ts';
import type { PolicySnapshot } from '../ports.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, pageOf, readPage } from './page.ts';
import { namesIn } from './profile-names.ts';

type ProfileQueries = Pick<Queries, 'trustProfile' | 'trustProfiles' | 'profileVersions' | 'matchTrustProfile'>;

export function profileQueries({ deps, reads, sight }: QueryParts): ProfileQueries {
  return {
    async trustProfile(principal, id) {
      const row = await deps.reads.trustProfile(id);
      if (row === null || (await sight.organization(principal, row.organizationId)) === null) return null;
      const { organizationId, name, version, active, rules } = row;
      return { id, organizationId, name, version, active, rules };
    },

    async trustProfiles(principal, organizationId, active, page) {
      const view = await sight.organization(principal, organizationId);
      if (view === null) return emptyPage(page);
      if (active) return pageOf('profiles', view.snapshot.profiles.values(), page);
      return readPage({ name: 'retired', shape: ['string'], placeOf: ({ id }) => [id] }, page, (after, limit) =>
        reads.retiredProfiles(organizationId, after === null ? null : String(after[0]), limit),
      );
    },

    async profileVersions(profile, page) {
      const { id, organizationId } = profile;
      const list = { name: 'versions', shape: ['number'], placeOf: ({ version }: Told) => [version] } as const;
      const [snapshot, records] = await Promise.all([
        deps.policies.current(organizationId),
        reads.auditRecordsAbout(organizationId, [id]),
      ]);
      const makers = makersOf(records);
      return readPage(list, page, async (after, limit) => {
        // One more than asked for: the last is told by what differs from the one before it.
        const found = await reads.profileVersions(id, after === null ? null : Number(after[0]), limit + 1);
        const nameOf =
          snapshot === null
            ? undefined
            : await namesIn(
                reads,
                snapshot,
                found.map(({ rules }) => rules),
              );
        return found.slice(0, limit).map((row, index): Told => {
          const before = found[index + 1];
          const renamed =
            before === undefined || before.name === row.name
              ? []
              : [{ field: 'name', label: 'name', before: before.name, after: row.name }];
          const rules = before === undefined ? [] : fieldDifferences(before.rules, row.rules, nameOf);
          const { version, name, createdAt } = row;
          const maker = makers.get(version) ?? { changedBy: null, approvedBy: null };
          return { version, name, changedAt: createdAt, ...maker, differences: [...renamed, ...rules] };
        });
      });
    },

    async matchTrustProfile(principal, { organizationId, domains, environment }) {
      const view = await sight.organization(principal, organizationId);
      if (view === null) return { profile: null, error: notFound(), explanations: [] };
      const names = readNames(domains);
      if (names instanceof DomainError) return { profile: null, error: names, explanations: [] };
      const match = matchAmong(view.snapshot, names, environment);
      return {
        profile: match.profile,
        error: match.error,
        explanations: match.explanations.map(({ domain, profileId, pattern, matched, why }) => ({
          domain,
          profile: profileId === null ? null : (view.snapshot.profiles.get(profileId) ?? null),
          pattern,
          matched,
          why,
        })),
      };
    },
  };
}

function matchAmong(snapshot: PolicySnapshot, domains: readonly string[], environment: string) {
  const profiles: TrustProfile[] = [...snapshot.profiles.values()];
  return matchTrustProfile({
    domains,
    environment,
    profiles,
    organizationEnvironments: snapshot.organization.environments,
  });
}

/** As a submission reads them, so that the answer is the one a submission would get. */
function readNames(domains: readonly string[]): string[] | DomainError {
  try {
    return [
      ...new Set(domains.map((domain, index) => parseDomainName(domain, ['domains', String(index)]).ascii)),
    ].sort();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

type Makers = Pick<Told, 'changedBy' | 'approvedBy'>;

/** Who made which version, as the ledger tells it. A record that cannot be read tells nothing. */
function makersOf(records: readonly AuditRecordView[]): ReadonlyMap<number, Makers> {
  const makers = new Map<number, Makers>();
  for (const { type, entry } of records) {
    if (type !== 'profile.created' && type !== 'profile.changed') continue;
    const told = readOrNothing(entry);
    const version = told?.detail.version;
    if (told === null || typeof version !== 'number') continue;
    const proposer = actorIn(told.detail.proposedBy);
    makers.set(version, { changedBy: proposer ?? told.actor, approvedBy: proposer === null ? null : told.actor });
  }
  return makers;
}

function readOrNothing(entry: string) {
  try {
    return readEntry(entry);
  } catch {
    return null;
  }
}

function actorIn(value: JsonValue | undefined): Actor | null {
  const told = asObject(value);
  const kind = ACTOR_KINDS.find((one) => one === told?.kind);
  const { id, name } = told ?? {};
  return kind === undefined || typeof id !== 'string' || typeof name !== 'string' ? null : { kind, id, name };
}
