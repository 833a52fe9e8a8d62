import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';

describe('a submission that the policy refuses', () => {
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

  const refuse = async (domains: readonly string[], who = world.hana) => {
    const input = { organizationId: world.organizationId, domains, environment: 'production' };
    await expect(server.commands.submitRequest(who, input)).rejects.toMatchObject({ code: 'NO_TRUST_PROFILE' });
  };
  const counted = async () => {
    const found = await open.database.pool.query<{ requests: string; denials: string }>(
      `select (select count(*) from certificate_request where organization_id = $1) as requests,
              (select count(*) from ledger_record where ledger = $1 and type = 'request.denied') as denials`,
      [world.organizationId],
    );
    return { requests: Number(found.rows[0]?.requests), denials: Number(found.rows[0]?.denials) };
  };

  it('leaves a record and no request', async () => {
    const before = await counted();
    await refuse(['nobodys.example']);
    expect(await counted()).toEqual({ requests: before.requests, denials: before.denials + 1 });
  });

  it('in a loop leaves one record a minute, and the next one says for how many it stands', async () => {
    await refuse(['loop.example'], world.device);
    const before = await counted();
    for (let again = 0; again < 50; again += 1) await refuse(['loop.example'], world.device);
    expect(await counted()).toEqual(before);
    server.passTime(61_000);
    await refuse(['loop.example'], world.device);
    expect(await counted()).toEqual({ ...before, denials: before.denials + 1 });
    const found = await open.database.pool.query<{ entry: string }>(
      `select entry from ledger_record where ledger = $1 and type = 'request.denied' order by seq desc limit 1`,
      [world.organizationId],
    );
    expect(JSON.parse(found.rows[0]?.entry ?? '{}').detail.count).toBe(51);
  });

  it('with ever other names leaves twenty records a minute at most', async () => {
    server.passTime(120_000);
    const before = await counted();
    for (let name = 0; name < 40; name += 1) await refuse([`n${name}.example`], world.device);
    expect((await counted()).denials - before.denials).toBe(20);
  });

  it('of nobody who belongs here leaves nothing', async () => {
    const other = await foundOrganization(server, open, world.root, 'two');
    const before = await counted();
    const input = { organizationId: world.organizationId, domains: ['a.example'], environment: 'production' };
    await expect(server.commands.submitRequest(other.hana, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(server.commands.submitRequest(other.device, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await counted()).toEqual(before);
  });
});
