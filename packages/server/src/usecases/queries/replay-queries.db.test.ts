import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { Queries, ReplayInput } from '../application.ts';
import { testQueries } from './testing/test-queries.ts';

const DAY_MS = 86_400_000;

describe('a trust profile', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;
  let queries: Queries;
  let other: GovernedWorld;

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    const root = await setUpPlatform(server);
    world = await foundOrganization(server, open, root, 'one');
    other = await foundOrganization(server, open, root, 'two');
    await ask('old.payments.one.example');
    server.passTime(40 * DAY_MS);
    for (const host of ['a', 'b', 'c']) await ask(`${host}.payments.one.example`);
    await ask('a.previews.one.example');
    queries = testQueries(open, { now: server.deps.clock.now() });
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const ask = async (domain: string) => {
    const { organizationId } = world;
    const given = { environment: 'production', justification: 'Asked for by a test' };
    await server.commands.submitRequest(world.tomasz, { organizationId, domains: [domain], ...given });
    await server.settle();
  };
  const replay = (input: Partial<ReplayInput>, who = world.hana) =>
    queries.replayTrustProfile(who, {
      organizationId: world.organizationId,
      trustProfileId: world.profiles.payments,
      ...input,
    });
  const effectsOf = ({ counts }: Awaited<ReturnType<typeof replay>>) =>
    Object.fromEntries(counts.filter(({ count }) => count > 0).map(({ effect, count }) => [effect, count]));

  it('as it is changes nothing of what was asked for', async () => {
    expect(await replay({})).toMatchObject({ replayed: 5, changed: 0, isCut: false, differing: [], widens: [] });
    expect(await replay({ days: 30 })).toMatchObject({ replayed: 4 });
    expect(await replay({ days: 0 })).toMatchObject({ replayed: 0 });
  });

  it('as it is proposed is held to every request of the days, the newest first, and writes nothing', async () => {
    const size = async () => (await open.database.pool.query('select from ledger_record')).rowCount;
    const before = await size();
    const found = await replay({ requiredApprovals: 3, exceptDomains: ['b.payments.one.example'] });
    expect(effectsOf(found)).toEqual({ REFUSED: 1, MORE_APPROVALS: 3 });
    expect(found.differing.map(({ request }) => request.domains[0]?.split('.')[0])).toEqual(['c', 'b', 'a', 'old']);
    const refused = found.differing.find(({ effects }) => effects.includes('REFUSED'));
    expect(refused?.before).toMatchObject({ profile: { name: 'payments' }, refusal: null, approvals: 1 });
    expect(refused?.after.refusal).toMatch(/No trust profile covers b\.payments\.one\.example/);
    expect(await size()).toBe(before);
  });

  it('says before it is saved how it widens, and whether a second admin would be asked', async () => {
    const wider = { maxValidityDays: 500 };
    expect(await replay({ days: 0, ...wider })).toMatchObject({
      needsSecondAdmin: true,
      widens: ['It allows a longer validity: 500 days instead of 397.'],
      differences: [{ field: 'maxValidityDays', before: '397', after: '500' }],
    });
    expect(await replay({ days: 0, maxValidityDays: 90 })).toMatchObject({ needsSecondAdmin: false, widens: [] });
    const unused = { trustProfileId: world.profiles.gateways, ...wider };
    expect(await replay({ days: 0, ...unused })).toMatchObject({ needsSecondAdmin: false });
  });

  it('that is new takes what no profile took, and one that cannot be saved says why', async () => {
    const { rules } = (await server.commands.updateTrustProfile(world.hana, { trustProfileId: world.profiles.core }))
      .profile;
    const { certificateAuthorityId } = rules;
    const fresh = { trustProfileId: null, name: 'New', certificateAuthorityId, domains: ['*.new.one.example'] };
    expect(await replay(fresh)).toMatchObject({ replayed: 5, changed: 0 });
    await expect(replay({ ...fresh, domains: ['*.payments.one.example'] })).rejects.toMatchObject({
      code: 'PROFILE_OVERLAP',
    });
    await expect(replay({ requiredApprovals: 11 })).rejects.toMatchObject({ field: ['requiredApprovals'] });
    await expect(replay({ days: 367 })).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['days'] });
  });

  it('is replayed by who may change it, and by nobody of elsewhere', async () => {
    expect(await replay({}, world.tomasz)).toMatchObject({ replayed: 5 });
    await expect(replay({ trustProfileId: null }, world.tomasz)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(replay({}, other.hana)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(replay({ trustProfileId: other.profiles.core })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells its versions, newest first, with who made each, who approved it, and what it changed', async () => {
    const trustProfileId = world.profiles.payments;
    const { change } = await server.commands.updateTrustProfile(world.hana, { trustProfileId, maxValidityDays: 400 });
    const decided = { changeId: change?.id ?? '', verdict: 'APPROVE' } as const;
    await server.commands.decidePendingChange(world.root, decided);
    await server.commands.updateTrustProfile(world.tomasz, { trustProfileId, maxValidityDays: 300 });
    const profile = { id: trustProfileId, organizationId: world.organizationId };
    const first = await queries.profileVersions(profile, { first: 2 });
    expect(
      first.rows.map(({ version, changedBy, approvedBy }) => [version, changedBy?.name, approvedBy?.name]),
    ).toEqual([
      [3, world.tomasz.actor.name, undefined],
      [2, world.hana.actor.name, world.root.actor.name],
    ]);
    expect(first.rows[0]?.differences).toMatchObject([{ field: 'maxValidityDays', before: '400', after: '300' }]);
    const rest = await queries.profileVersions(profile, { first: 2, after: first.cursors[1] ?? null });
    expect(rest).toMatchObject({ hasNextPage: false, rows: [{ version: 1, differences: [] }] });
  });
});
