import { may } from '../../domain/access.ts';
import { usableScopes } from '../../domain/access-people.ts';
import { PLATFORM_TARGET_ID } from '../../domain/access-targets.ts';
import { deny, denyAsAbsent } from '../../domain/permission.ts';
import { accountTarget, asOf } from '../accounts.ts';
import { NO_ROLES } from '../authorize.ts';
import { memberTarget } from '../last-admin.ts';
import type { AccountQueries } from '../people-queries.ts';
import type { UserRow } from '../ports.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, readPage } from './page.ts';

const PLATFORM = { organizationId: PLATFORM_TARGET_ID };

/** Memberships, tokens, devices, sessions and accounts, and what one may do to them. */
export function accountQueries({ deps, reads, sight }: QueryParts): AccountQueries {
  const userById = batched(async (ids: readonly string[]) => {
    const found = new Map((await reads.users(ids)).map((user) => [user.id, user]));
    return (id: string) => found.get(id) ?? null;
  });
  // Many rows of one list ask in the same moment.
  const platform = batched(async () => {
    const read = await deps.reads.platform();
    return () => read;
  });

  return {
    async memberPermissions(principal, organizationId, userId) {
      const view = await sight.organization(principal, organizationId);
      const person = view?.snapshot.people.get(userId);
      if (!view || person === undefined) {
        const disabled = view === null ? null : await userById(userId);
        const refused = disabled?.disabledAt
          ? deny('NOT_ALLOWED', `${disabled.name} is disabled. A platform admin enables them first.`)
          : denyAsAbsent();
        return { changeRole: refused, remove: refused, reinvite: refused };
      }
      const target = await memberTarget(view, person, userById);
      const isTaken = Boolean((await userById(userId))?.passwordHash);
      return {
        changeRole: view.on('member.changeRole', target),
        remove: view.on('member.remove', target),
        reinvite: isTaken
          ? deny('NOT_ALLOWED', `${person.name} has taken up the invitation already.`)
          : view.may('member.manage'),
      };
    },

    async canManageMembers(principal, organizationId) {
      return (await sight.policy(principal, organizationId))?.may('member.manage') ?? denyAsAbsent();
    },

    async canManageDevices(principal, organizationId) {
      return (await sight.policy(principal, organizationId))?.may('device.manage') ?? denyAsAbsent();
    },

    async tokenScopes(principal, organizationId) {
      const view = await sight.organization(principal, organizationId);
      return view === null ? [] : usableScopes({ principal, facts: view.facts });
    },

    async apiTokens(principal, organizationId, page) {
      const view = await sight.organization(principal, organizationId);
      if (view === null || principal.userId === null) return emptyPage(page);
      // An id of nobody: who may see theirs may see everybody's.
      const seesAll = view.on('token.read', { organizationId, ownerId: '' }).allowed;
      const createdBy = seesAll ? null : principal.userId;
      return readPage({ name: 'apiTokens', shape: ['string'], placeOf: ({ id }) => [id] }, page, (after, limit) =>
        reads.apiTokens({ organizationId, createdBy }, after === null ? null : String(after[0]), limit),
      );
    },

    async canRevokeToken(principal, { organizationId, createdBy }) {
      const view = await sight.policy(principal, organizationId);
      return view?.on('token.revoke', { organizationId, ownerId: createdBy }) ?? denyAsAbsent();
    },

    async canRevokeDevice(principal, { organizationId, ownerId }) {
      const view = await sight.policy(principal, organizationId);
      return view?.on('device.revoke', { organizationId, ownerId }) ?? denyAsAbsent();
    },

    async sessions({ userId, scopes }) {
      if (userId === null || scopes !== null) return [];
      return deps.reads.openSessions(userId, deps.clock.now());
    },

    async accounts(principal, search, page) {
      if (!may(principal, 'platform.manage', PLATFORM, NO_ROLES).allowed) return emptyPage(page);
      const beginning = search?.trim().toLowerCase() || null;
      return readPage({ name: 'users', shape: ['string'], placeOf: ({ id }: UserRow) => [id] }, page, (after, limit) =>
        reads.accounts(beginning, after === null ? null : String(after[0]), limit),
      );
    },

    async canSetPlatformRole(principal, user, role) {
      const now = await platform('platform');
      return may(asOf(now, principal), 'account.changeRole', accountTarget(now, user, role), NO_ROLES);
    },

    async canDisable(principal, user) {
      const now = await platform('platform');
      return may(asOf(now, principal), 'account.disable', accountTarget(now, user, null), NO_ROLES);
    },
  };
}
