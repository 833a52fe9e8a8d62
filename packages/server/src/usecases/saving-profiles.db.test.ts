import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import type { TrustProfileInput } from './application.ts';

describe('saving a trust profile', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;
  let certificateAuthorityId = '';

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
    const policy = await server.deps.policies.current(world.organizationId);
    certificateAuthorityId = policy?.profiles.get(world.profiles.core)?.rules.certificateAuthorityId ?? '';
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const create = (name: string, rules: TrustProfileInput) =>
    server.commands.createTrustProfile(world.hana, {
      organizationId: world.organizationId,
      name,
      certificateAuthorityId,
      ...rules,
    });
  const versionsOf = async (id: string) => {
    const found = await open.database.pool.query<{ version: number; days: number }>(
      `select version, (rules ->> 'maxValidityDays')::int as days from trust_profile_version
       where trust_profile_id = $1 order by version`,
      [id],
    );
    return found.rows.map(({ version, days }) => `${version}: ${days}`);
  };

  it('makes a new version of every edit and keeps the old ones; an edit that changes nothing makes none', async () => {
    const { id } = await create('Versions', { domains: ['*.versions.one.example'], maxValidityDays: 100 });
    const edit = (maxValidityDays: number) =>
      server.commands.updateTrustProfile(world.hana, { trustProfileId: id, maxValidityDays });
    expect((await edit(95)).profile.version).toBe(2);
    expect((await edit(95)).profile.version).toBe(2);
    expect((await edit(92)).profile.version).toBe(3);
    expect(await versionsOf(id)).toEqual(['1: 100', '2: 95', '3: 92']);
  });

  it('is refused where names and environments would belong to another active one too, with the overlap named', async () => {
    await create('Shop', { domains: ['*.shop.one.example'], environments: ['production'] });
    await expect(create('Checkout', { domains: ['pay.shop.one.example'] })).rejects.toMatchObject({
      code: 'PROFILE_OVERLAP',
      field: ['domains'],
      message: expect.stringMatching(/pay\.shop\.one\.example in production with Shop/),
    });
    const staging = await create('Shop, staging', { domains: ['*.shop.one.example'], environments: ['staging'] });
    const wider = { trustProfileId: staging.id, environments: [] };
    await expect(server.commands.updateTrustProfile(world.hana, wider)).rejects.toMatchObject({
      code: 'PROFILE_OVERLAP',
    });
  });

  it('can give a part to another one by carving it out', async () => {
    const { id } = await create('Web', { domains: ['*.web.one.example'] });
    const part = { domains: ['api.web.one.example'] };
    await expect(create('API', part)).rejects.toMatchObject({ code: 'PROFILE_OVERLAP' });
    await server.commands.updateTrustProfile(world.hana, {
      trustProfileId: id,
      exceptDomains: ['api.web.one.example'],
    });
    expect((await create('API', part)).version).toBe(1);
  });

  it('of two that overlap, saved in the same moment, saves one', async () => {
    const saves = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => create(`Race ${index}`, { domains: ['*.race.one.example'] })),
    );
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const save of saves) {
      if (save.status === 'rejected') expect(save.reason).toMatchObject({ code: 'PROFILE_OVERLAP' });
    }
  });

  it('is refused with a CA or a requester of nobody, or of another organization, in the same words', async () => {
    const other = await foundOrganization(server, open, world.root, 'two');
    const theirs = await server.deps.policies.current(other.organizationId);
    const theirAuthority = theirs?.profiles.get(other.profiles.core)?.rules.certificateAuthorityId ?? '';
    const domains = ['*.foreign.one.example'];
    const messages = await Promise.all(
      [theirAuthority, 'ca_01jd9m2c8xe7rbx5w9n4t6q3hh'].map((id) =>
        create('Foreign', { domains, certificateAuthorityId: id }).then(
          () => 'saved',
          (error: unknown) => String(error),
        ),
      ),
    );
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toContain('no such issuing certificate authority');
    await expect(create('Foreign', { domains, allowedUserIds: [other.tomasz.userId ?? ''] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      field: ['allowedUserIds'],
    });
  });
});
