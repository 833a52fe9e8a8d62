import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceClient, enrollDevice } from './harness/device-client.ts';
import { graphqlClient, listOf, signIn, type Tree, textOf } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import {
  ACCEPT,
  CHANGE_ROLE,
  CREATE_TOKEN,
  INVITE,
  MEMBERS,
  REGISTER,
  REINVITE,
  REISSUE,
  REMOVE,
  REVOKE_DEVICE,
  REVOKE_TOKEN,
  TOKENS,
  UPDATE_ORGANIZATION,
  WHO_AM_I,
} from './harness/people-operations.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addPerson, idOf, makeWorld, PASSWORD, SEED, SUBMIT, type World } from './harness/world.ts';

const RECORDS = 'query ($id: ID!) { auditRecords(organizationId: $id, first: 10) { nodes { type subjectId } } }';
const FEED = 'subscription ($id: ID!) { requestChanged(organizationId: $id, sinceSequence: "0") { sequence type } }';

describe('people and organizations', () => {
  let server: ServerProcess;
  let world: World;
  let other: World;
  let id = '';
  /** The approver by a session: it has no scope that could be missing. */
  let operator: World['root'];
  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    other = await makeWorld(server, 'other');
    id = world.organizationId;
    operator = (await signIn(server.url, world.approver.email, PASSWORD)).client;
    await world.device.enroll(SEED);
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const person = (email: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER', organizationId = id) =>
    addPerson(server, world.root, { organizationId, email, role });
  const members = async (by = world.admin.client) => listOf((await by.ask(MEMBERS, { id })).members?.nodes);
  const memberOf = async (userId: string, by = world.admin.client): Promise<Tree | undefined> =>
    (await members(by)).find(({ user }) => textOf(user?.id) === userId);

  describe('members', () => {
    test('the last admin can neither be demoted nor removed, not even by a superuser, until there is another', async () => {
      const userId = world.admin.id;
      for (const by of [world.admin.client, world.root]) {
        for (const [operation, input] of [
          [CHANGE_ROLE, { organizationId: id, userId, role: 'VIEWER' }],
          [REMOVE, { organizationId: id, userId }],
          [INVITE, { organizationId: id, email: world.admin.email, name: 'Ada', role: 'VIEWER' }],
        ] as const) {
          const refused = await by.refused(operation, { input });
          expect(refused.code).toBe('NOT_ALLOWED');
          expect(refused.message).toContain('only admin');
        }
      }
      const shown = await memberOf(userId);
      expect(shown?.viewerCanRemove).toMatchObject({ allowed: false });
      expect(shown?.viewerCanChangeRole).toMatchObject({ allowed: false });
    });

    test('whoever was invited as an admin and has not signed in yet does not count as one', async () => {
      const invited = await world.admin.client.change(INVITE, {
        input: { organizationId: id, email: 'later@corp.example', name: 'Later', role: 'ADMIN' },
      });
      const demote = { input: { organizationId: id, userId: world.admin.id, role: 'OPERATOR' } };
      expect((await world.admin.client.refused(CHANGE_ROLE, demote)).message).toContain('only admin');
      await world.admin.client.change(REMOVE, { input: { organizationId: id, userId: idOf(invited, 'user') } });
    });

    test('of two admins who demote each other at once, one stays an admin', async () => {
      for (let round = 0; round < 5; round += 1) {
        const slug = `duel-${round}`;
        const created = await world.root.change(
          'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code message field } } }',
          { input: { name: slug, slug } },
        );
        const organizationId = idOf(created, 'organization');
        const [one, two] = await Promise.all([
          person(`one-${round}@duel.example`, 'ADMIN', organizationId),
          person(`two-${round}@duel.example`, 'ADMIN', organizationId),
        ]);
        const errors = await Promise.all(
          [
            [one, two],
            [two, one],
          ].map(async ([by, whom]) => {
            const data = await by?.client.ask(CHANGE_ROLE, {
              input: { organizationId, userId: whom?.id, role: round % 2 === 0 ? 'OPERATOR' : 'VIEWER' },
            });
            return listOf(data?.changeMemberRole?.userErrors).map(({ code }) => textOf(code));
          }),
        );
        expect(errors.flat()).toEqual(['NOT_ALLOWED']);
        const left = listOf((await world.root.ask(MEMBERS, { id: organizationId })).members?.nodes);
        expect(left.filter(({ role }) => textOf(role) === 'ADMIN')).toHaveLength(1);
      }
    });

    test('a change of role holds at once, ends the sessions of that person, and closes their live sockets', async () => {
      const mara = await person('demoted@corp.example', 'ADMIN');
      const session = await signIn(server.url, mara.email, PASSWORD);
      const feed = session.client.subscribe(FEED, { id });
      await waitFor(() => feed.events.length > 0, 'the first event');
      await world.admin.client.change(CHANGE_ROLE, { input: { organizationId: id, userId: mara.id, role: 'VIEWER' } });
      await feed.ended;
      expect((await session.client.ask(WHO_AM_I)).viewer).toBeNull();
      const refused = await mara.client.refused(INVITE, {
        input: { organizationId: id, email: 'x@corp.example', name: 'X', role: 'VIEWER' },
      });
      expect(refused.code).toBe('NOT_ALLOWED');
      expect((await memberOf(mara.id))?.role).toBe('VIEWER');
    });

    test('a removed member has no role on a profile, no working token and no session left, in one commit', async () => {
      const leaving = await person('leaving@corp.example', 'OPERATOR');
      const session = await signIn(server.url, leaving.email, PASSWORD);
      await world.admin.client.change(
        'mutation ($input: SetTrustProfileRoleInput!) { setTrustProfileRole(input: $input) { trustProfile { id } userErrors { code message field } } }',
        { input: { trustProfileId: world.profileId, userId: leaving.id, role: 'ADMIN' } },
      );
      await world.admin.client.change(REMOVE, { input: { organizationId: id, userId: leaving.id } });
      const records = listOf((await world.admin.client.ask(RECORDS, { id })).auditRecords?.nodes);
      expect(records.slice(0, 3).map(({ type }) => textOf(type))).toEqual([
        'token.revoked',
        'profileRole.revoked',
        'member.removed',
      ]);
      expect((await leaving.client.send(WHO_AM_I)).data.viewer).toBeNull();
      expect((await session.client.ask(WHO_AM_I)).viewer).toBeNull();
      // As an operator again, they hold nothing of what they held.
      await person(leaving.email, 'OPERATOR');
      const again = await signIn(server.url, leaving.email, PASSWORD);
      const { body } = await world.device.enroll({ ...SEED, domains: ['after.internal.corp.com'] });
      expect(await again.client.refused(APPROVE, { input: { requestId: body.approval_id } })).toMatchObject({
        code: 'NOT_ALLOWED',
      });
    });

    test('members manage nobody, and members of another organization do not exist', async () => {
      const input = { organizationId: id, userId: world.admin.id, role: 'VIEWER' };
      expect((await operator.refused(CHANGE_ROLE, { input })).code).toBe('NOT_ALLOWED');
      expect((await other.admin.client.refused(CHANGE_ROLE, { input })).code).toBe('NOT_FOUND');
      expect(
        (await other.admin.client.refused(REMOVE, { input: { organizationId: id, userId: world.admin.id } })).code,
      ).toBe('NOT_FOUND');
      const stranger = { organizationId: id, userId: other.approver.id };
      expect(await world.admin.client.refused(REMOVE, { input: stranger })).toMatchObject({
        code: 'NOT_FOUND',
        field: ['userId'],
      });
    });

    test('a new invitation kills the old link, and is there only until one was taken up', async () => {
      const input = { organizationId: id, email: 'slow@corp.example', name: 'Slow', role: 'VIEWER' };
      const invited = await world.admin.client.change(INVITE, { input });
      const userId = idOf(invited, 'user');
      expect((await memberOf(userId))?.pending).toBe(true);
      const again = await world.admin.client.change(REINVITE, { input: { organizationId: id, userId } });
      const tokenIn = (url: Tree | undefined) => textOf(url).split('token=')[1];
      const anybody = graphqlClient(server.url);
      const accept = (url: Tree | undefined) => ({ input: { token: tokenIn(url), password: PASSWORD } });
      expect((await anybody.refused(ACCEPT, accept(invited.inviteUrl))).code).toBe('NOT_FOUND');
      await anybody.change(ACCEPT, accept(again.inviteUrl));
      expect((await memberOf(userId))?.pending).toBe(false);
      const refused = await world.admin.client.refused(REINVITE, { input: { organizationId: id, userId } });
      expect(refused).toMatchObject({ code: 'NOT_ALLOWED', field: ['userId'] });
    });

    test('an admin gets no link to become somebody whom another organization trusts', async () => {
      const email = 'shared@corp.example';
      const input = { email, name: 'Shared', role: 'VIEWER' };
      const invited = await world.admin.client.change(INVITE, { input: { ...input, organizationId: id } });
      await other.admin.client.change(INVITE, {
        input: { ...input, role: 'ADMIN', organizationId: other.organizationId },
      });
      const reinvite = { input: { organizationId: id, userId: idOf(invited, 'user') } };
      expect((await world.admin.client.refused(REINVITE, reinvite)).message).toContain('other organizations');
      expect(textOf((await world.root.change(REINVITE, reinvite)).inviteUrl)).toContain('/invitation#token=');
    });
  });

  describe('tokens', () => {
    const create = (by: { client: { change: World['root']['change'] } }, scopes: readonly string[]) =>
      by.client.change(CREATE_TOKEN, { input: { organizationId: id, name: 'ci', scopes } });

    test('everybody sees their own, admins see all, others’ do not exist', async () => {
      const omar = await person('omar@corp.example', 'OPERATOR');
      const emails = async (by: World['root']) =>
        new Set(
          listOf((await by.ask(TOKENS, { id })).apiTokens?.nodes).map(({ createdBy }) => textOf(createdBy?.email)),
        );
      expect(await emails(omar.client)).toEqual(new Set([omar.email]));
      const all = await emails(world.admin.client);
      for (const email of [omar.email, world.approver.email, world.admin.email]) expect(all).toContain(email);
      const own = listOf((await world.admin.client.ask(TOKENS, { id })).apiTokens?.nodes).find(
        ({ createdBy }) => textOf(createdBy?.email) === world.admin.email,
      );
      const tokenId = textOf(own?.id);
      expect((await omar.client.ask('query ($id: ID!) { node(id: $id) { id } }', { id: tokenId })).node).toBeNull();
      const theirs = await signIn(server.url, omar.email, PASSWORD);
      expect((await theirs.client.refused(REVOKE_TOKEN, { input: { tokenId } })).code).toBe('NOT_FOUND');
      expect(listOf((await other.admin.client.ask(TOKENS, { id })).apiTokens?.nodes)).toEqual([]);
    });

    test('a revoked token is refused at the next request, over GraphQL and over a live socket', async () => {
      const session = await signIn(server.url, world.approver.email, PASSWORD);
      const made = await create(session, ['READ']);
      const client = graphqlClient(server.url, { bearer: textOf(made.secret) });
      const feed = client.subscribe(FEED, { id });
      await waitFor(() => feed.events.length > 0, 'the first event');
      expect((await client.ask(WHO_AM_I)).viewer).not.toBeNull();
      const revoked = await session.client.change(REVOKE_TOKEN, { input: { tokenId: idOf(made, 'apiToken') } });
      expect(revoked.apiToken?.revokedAt).not.toBeNull();
      expect((await client.send(WHO_AM_I)).data.viewer).toBeNull();
      await feed.ended;
    });

    test('a token is given nothing that its creator may not do, and loses what its creator loses', async () => {
      const admin = await person('falling@corp.example', 'ADMIN');
      const viewer = await person('looking@corp.example', 'VIEWER');
      const looking = await signIn(server.url, viewer.email, PASSWORD);
      const input = { organizationId: id, name: 'ci', scopes: ['READ', 'DECIDE'] };
      expect((await looking.client.refused(CREATE_TOKEN, { input })).message).toContain('DECIDE');
      const byDefault = await looking.client.change(CREATE_TOKEN, { input: { organizationId: id, name: 'ci' } });
      expect(byDefault.apiToken?.scopes).toEqual(['READ', 'SUBMIT']);

      const { body } = await world.device.enroll({ ...SEED, domains: ['falling.internal.corp.com'] });
      await world.admin.client.change(CHANGE_ROLE, { input: { organizationId: id, userId: admin.id, role: 'VIEWER' } });
      expect(await admin.client.refused(APPROVE, { input: { requestId: body.approval_id } })).toMatchObject({
        code: 'NOT_ALLOWED',
      });
      const submitted = { organizationId: id, domains: ['x.internal.corp.com'], environment: 'production' };
      expect(
        (await admin.client.refused(SUBMIT, { input: { ...submitted, justification: SEED.justification } })).code,
      ).toBe('NOT_ALLOWED');
    });
  });

  describe('devices', () => {
    test('a revoked device is refused at its next request on the connection that is open', async () => {
      const registered = await world.admin.client.change(REGISTER, { input: { organizationId: id, name: 'stolen' } });
      const identity = await enrollDevice(server.deviceUrl, textOf(registered.enrollmentToken));
      const device = deviceClient(server.deviceUrl, identity, { maxSockets: 1 });
      expect((await device.request('GET', '/approvals/apr_00000000000000000000000000')).status).toBe(404);
      const deviceId = idOf(registered, 'device');
      expect((await operator.refused(REVOKE_DEVICE, { input: { deviceId } })).code).toBe('NOT_ALLOWED');
      expect((await other.admin.client.refused(REVOKE_DEVICE, { input: { deviceId } })).code).toBe('NOT_FOUND');
      const revoked = await world.admin.client.change(REVOKE_DEVICE, { input: { deviceId } });
      expect(revoked.device?.revokedAt).not.toBeNull();
      expect((await device.request('GET', '/approvals/apr_00000000000000000000000000')).status).toBe(401);
      device.close();
    });

    test('its owner may revoke it, too', async () => {
      const registered = await world.admin.client.change(REGISTER, {
        input: { organizationId: id, name: 'owned', ownerId: world.approver.id },
      });
      const owner = await signIn(server.url, world.approver.email, PASSWORD);
      await owner.client.change(REVOKE_DEVICE, { input: { deviceId: idOf(registered, 'device') } });
    });

    test('a new enrollment token replaces the old one, until the device has enrolled', async () => {
      const registered = await world.admin.client.change(REGISTER, { input: { organizationId: id, name: 'late' } });
      const input = { deviceId: idOf(registered, 'device') };
      const again = await world.admin.client.change(REISSUE, { input });
      await expect(enrollDevice(server.deviceUrl, textOf(registered.enrollmentToken))).rejects.toThrow('401');
      await enrollDevice(server.deviceUrl, textOf(again.enrollmentToken));
      expect((await world.admin.client.refused(REISSUE, { input })).message).toContain('enrolled already');
    });
  });

  test('an organization is renamed; an environment that a profile names stays, and the refusal says which does', async () => {
    const change = (fields: object) => ({ input: { organizationId: id, ...fields } });
    const refused = await world.admin.client.refused(UPDATE_ORGANIZATION, change({ environments: ['staging'] }));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['environments'] });
    expect(refused.message).toMatch(/production is in use by Internal/);
    const changed = await world.admin.client.change(
      UPDATE_ORGANIZATION,
      change({ name: 'Corp EU', environments: ['production', 'lab'] }),
    );
    expect(changed.organization).toEqual({ name: 'Corp EU', environments: ['production', 'lab'] });
    const { body } = await world.device.enroll({ ...SEED, environment: 'staging' });
    expect(body.code).toBeDefined();
    expect((await operator.refused(UPDATE_ORGANIZATION, change({ name: 'Mine' }))).code).toBe('NOT_ALLOWED');
    expect((await other.admin.client.refused(UPDATE_ORGANIZATION, change({ name: 'Mine' }))).code).toBe('NOT_FOUND');
  });

  test('and after all of it every ledger verifies and says what the tables say', async () => {
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});
