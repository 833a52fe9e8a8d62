import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { csrFor, foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';

describe('the authority number of an organization', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const numberOf = async (organizationId: string) => {
    const found = await open.database.pool.query<{ authority: number }>(
      'select authority from ledger_head where organization_id = $1',
      [organizationId],
    );
    return found.rows[0]?.authority ?? -1;
  };

  type Change = (parts: { readonly server: GovernedServer; readonly world: GovernedWorld }) => Promise<unknown>;
  const invite = (role: 'VIEWER' | 'OPERATOR'): Change => {
    const person = { email: 'nils@one.example', name: 'Nils', password: 'a long enough password' };
    return ({ server: { commands }, world: { hana, organizationId } }) =>
      commands.inviteMember(hana, { organizationId, role, ...person });
  };
  const changes: readonly (readonly [string, Change])[] = [
    ['a membership that is new', invite('VIEWER')],
    ['a role in the organization', invite('OPERATOR')],
    [
      'a role on a trust profile',
      ({ server: { commands }, world: { hana, profiles } }) =>
        commands.setTrustProfileRole(hana, {
          trustProfileId: profiles.core,
          userId: hana.userId ?? '',
          role: 'VIEWER',
        }),
    ],
    [
      'a trust profile that is edited',
      ({ server: { commands }, world: { hana, profiles } }) =>
        commands.updateTrustProfile(hana, { trustProfileId: profiles.payments, mandatoryReason: true }),
    ],
    [
      'a trust profile that is new',
      async ({ server: { commands, deps }, world: { hana, organizationId, profiles } }) => {
        const policy = await deps.policies.current(organizationId);
        const certificateAuthorityId = policy?.profiles.get(profiles.core)?.rules.certificateAuthorityId ?? '';
        const rules = { name: 'New', domains: ['*.new.one.example'], certificateAuthorityId };
        await commands.createTrustProfile(hana, { organizationId, ...rules });
      },
    ],
    [
      'a device that is registered, and again when it enrolls',
      async ({ server: { commands }, world: { hana, organizationId } }) => {
        const { enrollmentToken } = await commands.registerDevice(hana, { organizationId, name: 'late' });
        const before = await numberOf(organizationId);
        await commands.enrollDevice({ token: enrollmentToken ?? '', csr: await csrFor('late.example') });
        expect(await numberOf(organizationId)).toBe(before + 1);
      },
    ],
    [
      'an API token',
      ({ server: { commands }, world: { tomasz, organizationId } }) =>
        commands.createApiToken(tomasz, { organizationId, name: 'Another' }),
    ],
    [
      'a token that is revoked',
      ({ server: { commands }, world: { tomasz, token } }) =>
        commands.revokeApiToken(tomasz, { tokenId: token.actor.id }),
    ],
    [
      'a device that is revoked',
      ({ server: { commands }, world: { hana, device } }) => commands.revokeDevice(hana, { deviceId: device.actor.id }),
    ],
    [
      'a trust profile that is retired',
      ({ server: { commands }, world: { hana, profiles } }) =>
        commands.retireTrustProfile(hana, { trustProfileId: profiles.gateways }),
    ],
    [
      'a member who is removed',
      async ({ server: { commands, deps }, world: { hana, organizationId } }) => {
        const nils = await deps.reads.userByEmail('nils@one.example');
        await commands.removeMember(hana, { organizationId, userId: nils?.id ?? '' });
      },
    ],
  ];

  it.each(changes)('rises with %s, and not in another organization', async (what, change) => {
    const other = (await server.commands.createOrganization(world.root, { name: 'Other', slug: slugOf(what) })).id;
    const [before, elsewhere] = [await numberOf(world.organizationId), await numberOf(other)];
    await change({ server, world });
    expect(await numberOf(world.organizationId)).toBeGreaterThan(before);
    expect(await numberOf(other)).toBe(elsewhere);
  });

  it('rises in every organization with a role on the platform, given and taken, and with an account that is disabled', async () => {
    const { commands } = server;
    const other = (await commands.createOrganization(world.root, { name: 'Every', slug: 'every' })).id;
    const userId = world.tomasz.userId ?? '';
    for (const change of [
      () => commands.setPlatformRole(world.root, { userId, role: 'PLATFORM_ADMIN' }),
      () => commands.setPlatformRole(world.root, { userId, role: null }),
      () => commands.disableUser(world.root, { userId }),
      () => commands.enableUser(world.root, { userId }),
    ]) {
      const before = [await numberOf(world.organizationId), await numberOf(other)];
      await change();
      const after = [await numberOf(world.organizationId), await numberOf(other)];
      for (const [index, number] of after.entries()) expect(number).toBeGreaterThan(before[index] ?? Infinity);
    }
  });

  it('stays as it is where a request is asked for, voted on, commented on and issued', async () => {
    const before = await numberOf(world.organizationId);
    const { request } = await server.commands.submitRequest(world.hana, {
      organizationId: world.organizationId,
      domains: ['quiet.core.one.example'],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    const requestId = request.id;
    await server.commands.commentOnRequest(world.hana, { requestId, text: 'Please' });
    await server.commands.approveRequest(world.tomasz, { requestId });
    await server.commands.approveRequest(world.root, { requestId });
    await server.settle();
    expect(await server.deps.reads.certificateOf(requestId)).not.toBeNull();
    expect(await numberOf(world.organizationId)).toBe(before);
  });
});

const slugOf = (text: string) => text.replaceAll(/[^a-z]+/g, '-').slice(0, 30);
