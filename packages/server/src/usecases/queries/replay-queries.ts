import { may, principalOfRequester } from '../../domain/access.ts';
import { profileTarget, submissionTarget } from '../../domain/access-targets.ts';
import type { Principal } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { assertPermitted, notFound } from '../../domain/permission.ts';
import { fieldDifferences } from '../../domain/profile-differences.ts';
import { REPLAY_EFFECTS, type ReplayEffect, type ReplayedPolicy, replayRequest } from '../../domain/profile-replay.ts';
import { widens } from '../../domain/profile-widening.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import { normalizeRules } from '../../domain/trust-profile-validation.ts';
import type { ProfileReplay, Queries, ReplayInput } from '../application.ts';
import { factsOf, type PolicyView } from '../authorize.ts';
import { checkName } from '../people-input.ts';
import type { CertificateRequestRow, PolicySnapshot } from '../ports.ts';
import { checkDevices, checkReferences } from '../profile-edit.ts';
import { requestOf } from '../request-rows.ts';
import { editedProfile, waysThatNeedASecondAdmin } from '../update-trust-profile.ts';
import type { QueryParts } from './create-queries.ts';
import { namesIn } from './profile-names.ts';
import type { RequestPosition, RequestSelection } from './query-ports.ts';

const DEFAULT_DAYS = 90;
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;
const PAGE = 500;
const MOST_REPLAYED = 10_000;
const MOST_SHOWN = 100;
const NEWEST_FIRST = { field: 'REQUESTED_AT', direction: 'DESC' } as const;

/** What a profile, as proposed, would have done to the requests of the last months. Writes nothing. */
export function replayQueries({ deps, reads, requestReads, sight }: QueryParts): Pick<Queries, 'replayTrustProfile'> {
  const newestSince = async function* (organizationId: string, since: Date) {
    const selection = everythingOf(organizationId);
    for (let after: RequestPosition | null = null; ; ) {
      const page: Awaited<ReturnType<typeof requestReads.list>> = await requestReads.list(
        selection,
        NEWEST_FIRST,
        after,
        PAGE,
      );
      for (const { row } of page) {
        if (row.requestedAt < since) return;
        yield row;
      }
      after = page.at(-1)?.position ?? null;
      if (page.length < PAGE || after === null) return;
    }
  };

  return {
    async replayTrustProfile(principal, input) {
      const view = await sight.organization(principal, input.organizationId);
      if (view === null) throw notFound();
      const { before, after } = await proposalOf(view, input);
      checkReferences(view, after);
      await checkDevices(deps, after);
      const since = new Date(deps.clock.now().getTime() - daysOf(input) * DAY_MS);
      const { snapshot } = view;
      const others = [...snapshot.profiles.values()].filter(({ id }) => id !== after.id);
      const inForce = before === null ? others : [...others, before];
      const counts = new Map<ReplayEffect, number>(REPLAY_EFFECTS.map((effect) => [effect, 0]));
      const differing: ProfileReplay['differing'][number][] = [];
      let replayed = 0;
      let changed = 0;
      let isCut = false;
      for await (const row of newestSince(input.organizationId, since)) {
        if (replayed >= MOST_REPLAYED) {
          isCut = true;
          break;
        }
        replayed += 1;
        const one = replayRequest(
          requestOf({ row, decisions: [] }),
          policyFor(row, snapshot, inForce),
          policyFor(row, snapshot, [...others, after]),
        );
        if (one.effects.length === 0) continue;
        changed += 1;
        for (const effect of one.effects) counts.set(effect, (counts.get(effect) ?? 0) + 1);
        if (differing.length < MOST_SHOWN) differing.push({ request: row, ...one });
      }
      return {
        since,
        replayed,
        changed,
        isCut,
        counts: [...counts].map(([effect, count]) => ({ effect, count })),
        differing,
        ...(await whatItMeans(view, before, after)),
      };
    },
  };

  async function whatItMeans(view: PolicyView, before: TrustProfile | null, after: TrustProfile) {
    if (before === null) return { differences: [], widens: [], needsSecondAdmin: false };
    const names = await namesIn(reads, view.snapshot, [before.rules, after.rules]);
    return {
      differences: fieldDifferences(before.rules, after.rules, names),
      widens: widens(before.rules, after.rules),
      needsSecondAdmin: (await waysThatNeedASecondAdmin(deps, view, before, after)).length > 0,
    };
  }
}

/** An edit of a profile, by who may make it; or a new one, by who may create it. */
async function proposalOf(
  view: PolicyView,
  input: ReplayInput,
): Promise<{ before: TrustProfile | null; after: TrustProfile }> {
  const { organizationId, trustProfileId, days: _days, ...proposed } = input;
  if (trustProfileId !== null && trustProfileId !== undefined) {
    const before = view.snapshot.profiles.get(trustProfileId);
    if (before === undefined) throw notFound();
    assertPermitted(view.on('profile.manage', profileTarget(before)));
    return { before, after: editedProfile(view, before, proposed) };
  }
  assertPermitted(view.may('profile.create'));
  const { name = 'The new profile', ...rules } = proposed;
  const organization = { organizationEnvironments: view.snapshot.organization.environments };
  const after = { id: 'new', organizationId, name: checkName(name), version: 1, active: true };
  return { before: null, after: { ...after, rules: normalizeRules(rules, organization) } };
}

function daysOf({ days }: ReplayInput): number {
  const wanted = days ?? DEFAULT_DAYS;
  if (Number.isInteger(wanted) && wanted >= 0 && wanted <= LONGEST_DAYS) return wanted;
  throw new DomainError('INVALID_INPUT', `Replay 0 to ${LONGEST_DAYS} days.`, { field: ['days'] });
}

function policyFor(
  row: CertificateRequestRow,
  snapshot: PolicySnapshot,
  profiles: readonly TrustProfile[],
): ReplayedPolicy {
  const requester = requesterOf(row, snapshot);
  const facts = factsOf(snapshot, requester);
  return {
    profiles,
    organizationEnvironments: snapshot.organization.environments,
    mayAsk: (profile) => may(requester, 'request.submit', submissionTarget(profile), facts),
  };
}

function requesterOf(row: CertificateRequestRow, snapshot: PolicySnapshot): Principal {
  const request = requestOf({ row, decisions: [] });
  const person = snapshot.people.get(request.requesterUserIds[0] ?? '');
  return principalOfRequester(request, person?.platformRole ?? null);
}

function everythingOf(organizationId: string): RequestSelection {
  return {
    organizationId,
    statuses: null,
    trustProfileIds: null,
    environment: null,
    escalated: null,
    ownerUserId: null,
    requesterId: null,
    search: null,
    decidableBy: null,
  };
}
