import { changeTarget, profileTarget } from '../../domain/access-targets.ts';
import { CHANGE_STATUSES } from '../../domain/pending-change.ts';
import { denyAsAbsent } from '../../domain/permission.ts';
import { fieldDifferences } from '../../domain/profile-differences.ts';
import type { Queries } from '../application.ts';
import { changeOf } from '../profile-edit.ts';
import { secondAdminRule } from '../second-admin.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, readPage } from './page.ts';
import { namesIn } from './profile-names.ts';

type ChangeQueries = Pick<
  Queries,
  | 'pendingChange'
  | 'pendingChanges'
  | 'openChange'
  | 'changeDifferences'
  | 'changePermissions'
  | 'profilePermissions'
  | 'isSecondAdminAsked'
>;

/** Edits that wait for a second admin, and what became of them. */
export function changeQueries({ deps, reads, sight }: QueryParts): ChangeQueries {
  return {
    async pendingChange(principal, id) {
      const row = await deps.reads.pendingChange(id);
      return row !== null && (await sight.organization(principal, row.organizationId)) !== null ? row : null;
    },

    async pendingChanges(principal, organizationId, filter, page) {
      if ((await sight.organization(principal, organizationId)) === null) return emptyPage(page);
      const wanted = filter?.status ?? [];
      const selection = {
        organizationId,
        trustProfileId: filter?.trustProfileId ?? null,
        statuses: wanted.length === 0 ? null : CHANGE_STATUSES.filter((status) => wanted.includes(status)),
      };
      return readPage({ name: 'changes', shape: ['string'], placeOf: ({ id }) => [id] }, page, (after, limit) =>
        reads.pendingChanges(selection, after === null ? null : String(after[0]), limit),
      );
    },

    openChange: (trustProfileId) => deps.reads.openChange(trustProfileId),

    async changeDifferences(row) {
      const [base, snapshot] = await Promise.all([
        deps.reads.profileVersion(row.trustProfileId, row.baseVersion),
        deps.policies.current(row.organizationId),
      ]);
      if (base === null || snapshot === null) return [];
      const differences = fieldDifferences(
        base.rules,
        row.rules,
        await namesIn(reads, snapshot, [base.rules, row.rules]),
      );
      const renamed = { field: 'name', label: 'name', before: base.name, after: row.name };
      return base.name === row.name ? differences : [renamed, ...differences];
    },

    async changePermissions(principal, row) {
      const view = await sight.policy(principal, row.organizationId);
      if (view === null) return { decide: denyAsAbsent(), withdraw: denyAsAbsent() };
      const target = changeTarget(changeOf(row), view.snapshot.profiles.get(row.trustProfileId) ?? row);
      return { decide: view.on('change.decide', target), withdraw: view.on('change.withdraw', target) };
    },

    async profilePermissions(principal, profile) {
      const view = await sight.policy(principal, profile.organizationId);
      if (view === null) return { manage: denyAsAbsent(), retire: denyAsAbsent() };
      const target = profileTarget(profile);
      return { manage: view.on('profile.manage', target), retire: view.on('profile.retire', target) };
    },

    async isSecondAdminAsked(organizationId) {
      const snapshot = await deps.policies.current(organizationId);
      return snapshot === null || secondAdminRule(snapshot);
    },
  };
}
