import { renewalTarget } from '../../domain/access-targets.ts';
import { denyAsAbsent } from '../../domain/permission.ts';
import { renewsAt } from '../../domain/renewal-time.ts';
import type { TrustProfile } from '../../domain/trust-profile-rules.ts';
import type { Queries } from '../application.ts';
import type { CertificateRow, PolicySnapshot } from '../ports.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';
import type { CertificateRelations } from './query-ports.ts';

type StandingQueries = Pick<
  Queries,
  | 'certificateStanding'
  | 'certificateProfile'
  | 'certificatePermissions'
  | 'certificateById'
  | 'renewalsOf'
  | 'deviceActivity'
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

  const snapshotFor = ({ organizationId }: CertificateRow) => snapshots(organizationId);
  /** As it is now; it may be retired. */
  const profileOf = async (row: CertificateRow, snapshot: PolicySnapshot | null): Promise<TrustProfile | null> => {
    const active = snapshot?.profiles.get(row.trustProfileId);
    if (active !== undefined) return active;
    const retired = await deps.reads.trustProfile(row.trustProfileId);
    if (retired === null) return null;
    const { id, organizationId, name, version, rules } = retired;
    return { id, organizationId, name, version, active: false, rules };
  };

  return {
    certificateById,

    async certificateProfile(row) {
      return profileOf(row, await snapshotFor(row));
    },

    async certificateStanding(row) {
      const [of, snapshot] = await Promise.all([relationsOf(row.id), snapshotFor(row)]);
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
      const profile = await profileOf(row, view.snapshot);
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
