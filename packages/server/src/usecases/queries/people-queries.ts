import type { OrganizationRole, Principal } from '../../domain/actor.ts';
import { denyAsAbsent } from '../../domain/permission.ts';
import type { Queries } from '../application.ts';
import type { OrganizationRow, Person } from '../ports.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, pageOf, readPage } from './page.ts';
import { isSeen } from './sight.ts';

type PeopleQueries = Pick<
  Queries,
  | 'setupNeeded'
  | 'user'
  | 'users'
  | 'visibleUser'
  | 'memberships'
  | 'organization'
  | 'isSealed'
  | 'canManageOrganization'
  | 'members'
  | 'device'
  | 'devices'
  | 'apiToken'
>;

/** Organizations that a platform role is shown beside those it is a member of. */
const SHOWN_TO_PLATFORM = 500;

const NO_PROFILE_ROLES: Person['trustProfileRoles'] = new Map();

/** People, organizations, devices and tokens. */
export function peopleQueries({ deps, reads, sight }: QueryParts): PeopleQueries {
  const userById = batched(async (ids: readonly string[]) => {
    const found = new Map((await reads.users(ids)).map((user) => [user.id, user]));
    return (id: string) => found.get(id) ?? null;
  });

  const membershipsOf = async (
    principal: Principal,
  ): Promise<{ organization: OrganizationRow; role: OrganizationRole }[]> => {
    if (principal.userId === null) return [];
    const own = await reads.organizationsOf(principal.userId);
    if (principal.platformRole === null) return own;
    // Whoever may do everything everywhere is shown the rest, too; as an admin, which is what they are in effect.
    const known = new Set(own.map(({ organization }) => organization.id));
    const rest = await reads.organizations(SHOWN_TO_PLATFORM);
    const effective: OrganizationRole = 'ADMIN';
    return [
      ...own,
      ...rest.filter(({ id }) => !known.has(id)).map((organization) => ({ organization, role: effective })),
    ];
  };

  return {
    async setupNeeded() {
      return (await deps.reads.userCount()) === 0;
    },
    user: userById,
    async users(ids) {
      return new Map((await reads.users(ids)).map((user) => [user.id, user]));
    },

    async visibleUser(principal, id) {
      const { organizationId: only } = principal;
      if (principal.userId === id || (principal.platformRole !== null && only === null)) return userById(id);
      for (const { organization } of await membershipsOf(principal)) {
        if (only !== null && organization.id !== only) continue;
        const view = await sight.organization(principal, organization.id);
        const person = view?.snapshot.people.get(id);
        if (person !== undefined) return person;
      }
      return null;
    },

    async memberships(principal) {
      const all = await membershipsOf(principal);
      return all.filter(
        ({ organization }) => principal.organizationId === null || principal.organizationId === organization.id,
      );
    },

    async organization(principal, id) {
      return (await sight.organization(principal, id))?.snapshot.organization ?? null;
    },

    async isSealed(organizationId) {
      const head = await reads.ledgerHead(organizationId);
      return head !== null && Boolean(head.sealedAt);
    },

    async canManageOrganization(principal, organizationId) {
      return (await sight.policy(principal, organizationId))?.may('organization.manage') ?? denyAsAbsent();
    },

    async members(principal, organizationId, page) {
      const view = await sight.organization(principal, organizationId);
      if (view === null) return emptyPage(page);
      const { people } = view.snapshot;
      const disabled = (await reads.disabledMembers(organizationId))
        .filter(({ id }) => !people.has(id))
        .map((person) => ({ ...person, platformRole: null, trustProfileRoles: NO_PROFILE_ROLES }));
      const found = await pageOf('members', [...people.values(), ...disabled], page);
      return { ...found, rows: found.rows.map((user) => ({ organizationId, user })) };
    },

    async device(principal, id) {
      const row = await deps.reads.device(id);
      return row !== null && (await sight.organization(principal, row.organizationId)) !== null ? row : null;
    },

    async devices(principal, organizationId, page) {
      if ((await sight.organization(principal, organizationId)) === null) return emptyPage(page);
      return readPage({ name: 'devices', shape: ['string'], placeOf: ({ id }) => [id] }, page, (after, limit) =>
        reads.devices(organizationId, after === null ? null : String(after[0]), limit),
      );
    },

    async apiToken(principal, id) {
      const row = await deps.reads.apiToken(id);
      if (row === null || principal.actor.id === id) return row;
      const { organizationId, createdBy: ownerId } = row;
      const view = await sight.policy(principal, organizationId);
      return view !== null && isSeen(view.on('token.read', { organizationId, ownerId })) ? row : null;
    },
  };
}
