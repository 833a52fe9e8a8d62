import { renewalTarget } from '../../domain/access-targets.ts';
import { denyAsAbsent } from '../../domain/permission.ts';
import { renewsAt } from '../../domain/renewal-time.ts';
import type { Queries } from '../application.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';
import type { CertificateRelations } from './query-ports.ts';

type StandingQueries = Pick<
  Queries,
  'certificateStanding' | 'certificatePermissions' | 'certificateById' | 'renewalsOf' | 'deviceActivity'
>;

const RENEWALS_SHOWN = 10;

/** What stands around certificates, and what one may do to them. Many rows of one list ask in the same moment. */
export function certificateStanding({ deps, reads, sight }: QueryParts, request: Queries['request']): StandingQueries {
  const relations = batched(async (ids: readonly string[]) => {
    const found = new Map((await reads.certificateRelations(ids)).map((row) => [row.id, row]));
    return (id: string): CertificateRelations | null => found.get(id) ?? null;
  });
  const certificateById = batched(async (ids: readonly string[]) => {
    const found = new Map((await reads.certificatesById(ids)).map((row) => [row.id, row]));
    return (id: string) => found.get(id) ?? null;
  });
  const snapshots = batched(async (ids: readonly string[]) => {
    const found = new Map(await Promise.all(ids.map(async (id) => [id, await deps.policies.current(id)] as const)));
    return (id: string) => found.get(id) ?? null;
  });
  // All of one organization: a list is of one.
  const activities = new Map<string, ReturnType<typeof activityOf>>();
  const activityOf = (organizationId: string) =>
    batched(async (ids: readonly string[]) => {
      const found = await reads.deviceActivity(organizationId, ids, deps.clock.now());
      const byId = new Map(found.map((row) => [row.id, row]));
      return (id: string) => byId.get(id) ?? { id, lastRequestAt: null, certificatesInForce: 0 };
    });
  const relationsOf = async (id: string): Promise<CertificateRelations> => {
    const found = await relations(id);
    if (found === null) throw new Error(`the certificate ${id} is of no request`);
    return found;
  };

  return {
    certificateById,

    async certificateStanding(row) {
      const [of, snapshot] = await Promise.all([relationsOf(row.id), snapshots(row.organizationId)]);
      const { replacedById, openRenewalId } = of;
      const isDone =
        row.revokedAt || replacedById !== null || openRenewalId !== null || row.notAfter <= deps.clock.now();
      const rules = snapshot?.profiles.get(row.trustProfileId)?.rules;
      return {
        requester: { kind: of.requesterKind, id: of.requesterId, name: of.requesterName },
        replacesId: of.renewsCertificateId,
        replacedById,
        openRenewalId,
        renewsAt: isDone ? null : renewsAt(row, rules?.renewBeforeDays),
      };
    },

    async certificatePermissions(principal, row) {
      const [of, view] = await Promise.all([relationsOf(row.id), sight.policy(principal, row.organizationId)]);
      if (view === null) return { revoke: denyAsAbsent(), renew: denyAsAbsent() };
      const { organizationId, trustProfileId: profileId } = row;
      const current = view.snapshot.profiles.get(profileId) ?? null;
      const retired = current === null ? await deps.reads.trustProfile(profileId) : null;
      const profile = current ?? (retired === null ? null : { ...retired, active: false });
      return {
        revoke: view.on('certificate.revoke', {
          organizationId,
          profileId,
          profileName: profile?.name ?? 'a retired profile',
          requester: { kind: of.requesterKind, id: of.requesterId },
          requesterUserIds: of.requesterUserIds,
          revokedAt: row.revokedAt ?? null,
        }),
        renew: profile === null ? denyAsAbsent() : view.on('certificate.renew', renewalTarget(profile)),
      };
    },

    async renewalsOf(principal, row) {
      const ids = await reads.renewalsOf(row.id, RENEWALS_SHOWN);
      const found = await Promise.all(ids.map((id) => request(principal, id)));
      return found.filter((renewal) => renewal !== null);
    },

    deviceActivity({ organizationId, id }) {
      const activity = activities.get(organizationId) ?? activityOf(organizationId);
      activities.set(organizationId, activity);
      return activity(id);
    },
  };
}
