import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../domain/actor.ts';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { csrFor, foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import type { SubmitRequestInput } from './application.ts';

const HOUR_MS = 3_600_000;

describe('the same submission again', () => {
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

  async function submit(
    name: string,
    more: Partial<SubmitRequestInput> = {},
    who: Principal = world.hana,
  ): Promise<{ readonly id: string; readonly created: boolean }> {
    const { request, created } = await server.commands.submitRequest(who, {
      organizationId: world.organizationId,
      domains: [`${name}.payments.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
      ...more,
    });
    return { id: request.id, created };
  }

  it('is the first request, and says that it was not made anew', async () => {
    const first = await submit('again');
    expect(first.created).toBe(true);
    expect(await submit('again', { justification: 'In other words than before' })).toEqual({
      ...first,
      created: false,
    });
  });

  it.each([
    ['an Idempotency-Key', { idempotencyKey: 'deploy-1' }],
    ['neither key nor CSR', {}],
  ])('with %s is so for its owner alone: another one asks for themselves', async (what, more) => {
    const name = what.replaceAll(/[^a-z]/g, '');
    const [mine, theirs] = [await submit(name, more), await submit(name, more, world.tomasz)];
    expect(theirs).toMatchObject({ created: true });
    expect(theirs.id).not.toBe(mine.id);
    expect((await submit(name, more)).id).toBe(mine.id);
  });

  it('made fifty times at once is one request and one record', async () => {
    for (const more of [{}, { idempotencyKey: 'at-once' }]) {
      const name = `race${Object.keys(more).length}`;
      const answers = await Promise.all(Array.from({ length: 50 }, () => submit(name, more)));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      const records = await open.database.pool.query(
        `select 1 from ledger_record where subject_id = $1 and type = 'request.submitted'`,
        [answers[0]?.id],
      );
      expect(records.rows).toHaveLength(1);
    }
  });

  it('with another body under the same key is refused, and names the first request; a day later it is a new one', async () => {
    const first = await submit('body', { idempotencyKey: 'deploy-2' });
    await expect(submit('another', { idempotencyKey: 'deploy-2' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
      field: ['idempotencyKey'],
      extra: { requestId: first.id },
    });
    server.passTime(24 * HOUR_MS);
    expect((await submit('another', { idempotencyKey: 'deploy-2' })).created).toBe(true);
  });

  it('after the first was rejected asks anew, but under the same key', async () => {
    const [plain, keyed] = [await submit('over'), await submit('over-keyed', { idempotencyKey: 'deploy-3' })];
    for (const { id: requestId } of [plain, keyed]) {
      await server.commands.rejectRequest(world.tomasz, { requestId, reason: 'Not this week' });
    }
    expect((await submit('over')).created).toBe(true);
    expect((await submit('over-keyed', { idempotencyKey: 'deploy-3' })).id).toBe(keyed.id);
  });

  it('with the same CSR answers with its certificate until a day after that was fetched', async () => {
    const name = 'csr.payments.one.example';
    const more = { domains: [name], csr: await csrFor(name) };
    const first = await submit('csr', more);
    await server.commands.approveRequest(world.tomasz, { requestId: first.id });
    await server.settle();
    server.passTime(100 * HOUR_MS);
    expect((await submit('csr', more)).id).toBe(first.id);
    const certificate = await server.deps.reads.certificateOf(first.id);
    await server.deps.housekeeping.certificateFetched(certificate?.id ?? '', server.deps.clock.now());
    server.passTime(23 * HOUR_MS);
    expect((await submit('csr', more)).id).toBe(first.id);
    server.passTime(2 * HOUR_MS);
    expect((await submit('csr', more)).created).toBe(true);
  });
});
