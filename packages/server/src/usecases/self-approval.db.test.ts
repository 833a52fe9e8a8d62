import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { csrFor, foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { createDoorkeeper } from '../store/reads/doorkeeper.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { userPrincipal } from './open-session.ts';

/** How Omar can ask: each is somebody else at the door, and all of them are he. */
const WAYS_TO_ASK = ['session', 'token', 'device he owns', 'device he registered'] as const;

describe('nobody approves what they asked for themselves', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;
  let omar: Principal;
  let asOmar: Readonly<Record<(typeof WAYS_TO_ASK)[number], Principal>>;
  let names = 0;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
    omar = await admin('omar');
    asOmar = {
      session: omar,
      token: await tokenOf(omar),
      'device he owns': await deviceOf(world.hana, omar, 'owned'),
      'device he registered': await deviceOf(omar, world.hana, 'registered'),
    };
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  async function admin(name: string): Promise<Principal> {
    const invitation = {
      email: `${name}@one.example`,
      name,
      role: 'ADMIN',
      password: 'a long enough password',
    } as const;
    const { organizationId } = world;
    return userPrincipal((await server.commands.inviteMember(world.root, { organizationId, ...invitation })).user);
  }

  async function tokenOf(person: Principal): Promise<Principal> {
    const input = { organizationId: world.organizationId, name: 'CI', scopes: ['READ', 'SUBMIT', 'DECIDE'] } as const;
    const { secret } = await server.commands.createApiToken(person, input);
    return known((await doors().apiToken(secret, server.deps.clock.now()))?.principal);
  }

  async function deviceOf(registrant: Principal, owner: Principal, name: string): Promise<Principal> {
    const input = { organizationId: world.organizationId, name, ownerId: owner.userId };
    const { enrollmentToken } = await server.commands.registerDevice(registrant, input);
    const csr = await csrFor(`${name}.example`);
    const { device } = await server.commands.enrollDevice({ token: enrollmentToken ?? '', csr });
    return known((await doors().device(device.spkiSha256 ?? '', server.deps.clock.now()))?.principal);
  }

  const doors = () => createDoorkeeper(open.database, open.schema);
  const known = (principal: Principal | undefined): Principal => {
    if (principal === undefined) throw new Error('not let in');
    return principal;
  };

  async function submit(who: Principal, profile: 'payments' | 'core' = 'payments'): Promise<string> {
    names += 1;
    const { request } = await server.commands.submitRequest(who, {
      organizationId: world.organizationId,
      domains: [`self${names}.${profile}.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    return request.id;
  }

  async function codeOf(decision: Promise<unknown>): Promise<string | null> {
    try {
      await decision;
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  it.each(WAYS_TO_ASK)(
    'asked through a %s, it can be approved by no door of theirs, and by another person',
    async (way) => {
      const { commands } = server;
      const requestId = await submit(asOmar[way]);
      expect(await codeOf(commands.approveRequest(asOmar.session, { requestId }))).toBe('SELF_APPROVAL');
      expect(await codeOf(commands.approveRequest(asOmar.token, { requestId }))).toBe('SELF_APPROVAL');
      for (const who of [asOmar.session, asOmar.token]) {
        const [answer] = await commands.decideRequests(who, { verdict: 'APPROVE', items: [{ requestId }] });
        expect(answer?.error?.code).toBe('SELF_APPROVAL');
      }
      for (const device of [asOmar['device he owns'], asOmar['device he registered']]) {
        expect(await codeOf(commands.approveRequest(device, { requestId }))).toMatch(/^(?:NOT_FOUND|SELF_APPROVAL)$/);
      }
      expect((await commands.approveRequest(world.tomasz, { requestId })).status).toBe('APPROVED');
      await server.settle();
    },
  );

  it('a device is owned by whoever registered it, unless they say whose it is', async () => {
    const { organizationId } = world;
    const { device } = await server.commands.registerDevice(omar, { organizationId, name: 'his own' });
    expect([device.ownerId, device.registeredBy]).toEqual([omar.userId, omar.userId]);
    expect(asOmar['device he registered'].requesterUserIds).toEqual([world.hana.userId, omar.userId]);
  });

  it('in bulk the others of the same call are approved, and one’s own alone is not', async () => {
    const [own, others] = [await submit(asOmar.token), await submit(world.hana)];
    const items = [{ requestId: own }, { requestId: others }];
    const answers = await server.commands.decideRequests(omar, { verdict: 'APPROVE', items });
    expect(answers.map(({ request, error }) => error?.code ?? request?.status)).toEqual(['SELF_APPROVAL', 'APPROVED']);
    await server.settle();
  });

  it('whatever roles they are given after they asked', async () => {
    const { commands } = server;
    const { organizationId, root } = world;
    const invitation = { organizationId, email: 'ola@one.example', name: 'ola', password: 'a long enough password' };
    const ola = userPrincipal((await commands.inviteMember(root, { ...invitation, role: 'OPERATOR' })).user);
    const requestId = await submit(ola);
    expect(await codeOf(commands.approveRequest(ola, { requestId }))).toBe('SELF_APPROVAL');
    const role = { trustProfileId: world.profiles.payments, userId: ola.userId ?? '', role: 'ADMIN' } as const;
    await commands.setTrustProfileRole(world.hana, role);
    expect(await codeOf(commands.approveRequest(ola, { requestId }))).toBe('SELF_APPROVAL');
    await commands.inviteMember(root, { ...invitation, role: 'ADMIN' });
    expect(await codeOf(commands.approveRequest(ola, { requestId }))).toBe('SELF_APPROVAL');
    const superuser = { ...ola, platformRole: 'SUPERUSER' } as const;
    expect(await codeOf(commands.approveRequest(superuser, { requestId }))).toBe('SELF_APPROVAL');
  });

  it.each(['server', 'owner of the schema', 'superuser'] as const)(
    'nor does the database take such a vote in SQL, from the role of the %s',
    async (role) => {
      const requestId = await submit(asOmar['device he registered']);
      const { serverUrl, ownerUrl, superuserUrl } = open.test;
      const url = role === 'server' ? serverUrl : role === 'superuser' ? superuserUrl : ownerUrl;
      const vote = (userId: string) =>
        withClient(url, (client) =>
          client.query(
            `insert into decision values ($1, $2, 'user', $2, 'somebody', 'APPROVE', null, 1, repeat('0', 64), now())`,
            [requestId, userId],
          ),
        );
      await expect(vote(omar.userId ?? '')).rejects.toMatchObject({ constraint: 'no_self_approval' });
      await expect(vote(world.hana.userId ?? '')).rejects.toMatchObject({ constraint: 'no_self_approval' });
      await expect(vote(world.tomasz.userId ?? '')).resolves.toMatchObject({ rowCount: 1 });
    },
  );

  it('but where the profile allows it, one of those who may decide', async () => {
    const { commands } = server;
    await commands.updateTrustProfile(world.hana, {
      trustProfileId: world.profiles.core,
      allowSelfApproval: true,
      requiredApprovals: 1,
    });
    const requestId = await submit(asOmar.token, 'core');
    expect((await commands.approveRequest(omar, { requestId })).status).toBe('APPROVED');
    await server.settle();
  });
});
