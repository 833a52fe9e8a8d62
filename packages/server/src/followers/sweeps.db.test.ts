import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { runExpiry, runIssuer, runReminders } from './sweeps.ts';

const HOUR_MS = 3_600_000;

describe('what time does', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  /** Another server on the same database, with what it knows its own. */
  let other: GovernedServer;
  let world: GovernedWorld;
  let names = 0;
  beforeAll(async () => {
    open = await openTestDatabase();
    const storageKey = randomBytes(32);
    server = await startGovernedServer(open, { storageKey });
    other = await startGovernedServer(open, { storageKey });
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
  });
  afterAll(async () => {
    await server.stop();
    await other.stop();
    await open.close();
  });

  const submit = async (profile: keyof GovernedWorld['profiles'] = 'payments') => {
    names += 1;
    const { request } = await server.commands.submitRequest(world.hana, {
      organizationId: world.organizationId,
      domains: [`n${names}.${profile}.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    await server.settle();
    return request.id;
  };
  const passTime = (hours: number) => {
    for (const each of [server, other]) each.passTime(hours * HOUR_MS);
  };
  /** Types of the records about a request, but for its submission. */
  const records = (id: string) =>
    withClient(open.test.superuserUrl, async (client) => {
      const { rows } = await client.query<{ type: string }>(
        `select type from ledger_record where subject_id = $1 and type <> 'request.submitted' order by seq`,
        [id],
      );
      return rows.map(({ type }) => type);
    });
  const rowOf = async (id: string) => (await server.deps.reads.request(id))?.row;
  const setSealed = (sealed: boolean) =>
    withClient(open.test.superuserUrl, (client) =>
      client.query(
        `update ledger_head set sealed_at = $2, sealed_because = $3, authority = authority + 1 where organization_id = $1`,
        [world.organizationId, sealed ? new Date() : null, sealed ? 'hash mismatch' : null],
      ),
    );

  it('warns of a request once when its time has come, whatever number of servers looks', async () => {
    const id = await submit();
    await runReminders(server.deps);
    expect(await records(id)).toEqual([]);
    passTime(1);
    await Promise.all([server, other, server, other].map(({ deps }) => runReminders(deps)));
    expect(await records(id)).toEqual(['request.warned']);
    expect((await rowOf(id))?.warnedAt).toBeInstanceOf(Date);
    expect((await rowOf(id))?.escalatedAt).toBeNull();
  });

  it('knows after a restart what it has warned of, and what it has not', async () => {
    const id = await submit();
    passTime(1);
    await runReminders(server.deps);
    const restarted = await startGovernedServer(open);
    restarted.passTime(server.deps.clock.now().getTime() - restarted.deps.clock.now().getTime());
    await runReminders(restarted.deps);
    expect(await records(id)).toEqual(['request.warned']);
    restarted.passTime(HOUR_MS);
    passTime(1);
    await runReminders(restarted.deps);
    await restarted.stop();
    await runReminders(server.deps);
    expect(await records(id)).toEqual(['request.warned', 'request.escalated']);
  });

  it('warns and then escalates, each once, where both are overdue at once', async () => {
    const id = await submit();
    passTime(3);
    await Promise.all([server, other].map(({ deps }) => runReminders(deps)));
    expect(await records(id)).toEqual(['request.warned', 'request.escalated']);
    expect((await rowOf(id))?.status).toBe('PENDING');
  });

  it('never reminds of a request after its decision, also where both come in the same moment', async () => {
    const ids = await Promise.all([submit(), submit(), submit(), submit()]);
    passTime(3);
    const decide = (id: string) => server.commands.rejectRequest(world.tomasz, { requestId: id, reason: 'Not this' });
    await Promise.all([...ids.map(decide), runReminders(server.deps), runReminders(other.deps)]);
    await runReminders(other.deps);
    for (const id of ids) {
      const told = await records(id);
      expect(told.at(-1)).toBe('request.rejected');
      expect(new Set(told).size).toBe(told.length);
    }
  });

  it('reminds of what a sealed organization holds once it is unsealed: later, and not lost', async () => {
    const id = await submit();
    passTime(3);
    await setSealed(true);
    await runReminders(server.deps);
    expect(await records(id)).toEqual([]);
    await setSealed(false);
    await runReminders(server.deps);
    expect(await records(id)).toEqual(['request.warned', 'request.escalated']);
  });

  it('expires once what nobody decided in time, and what waits for a CSR that does not come; it reminds of neither', async () => {
    const [undecided, withoutCsr] = [await submit(), await submit('gateways')];
    await server.commands.approveRequest(world.tomasz, { requestId: withoutCsr });
    passTime(73);
    await Promise.all([server, other].flatMap(({ deps }) => [runExpiry(deps), runReminders(deps)]));
    expect(await records(undecided)).toEqual(['request.expired']);
    expect(await records(withoutCsr)).toEqual(['request.approved', 'request.expired']);
    expect((await rowOf(undecided))?.status).toBe('EXPIRED');
    expect((await rowOf(withoutCsr))?.status).toBe('EXPIRED');
  });

  it('tries a failed issuance again, ever more seldom, and gives up until somebody has it retried', async () => {
    const away = () => Promise.reject(new Error('the CA is away'));
    for (const each of [server, other]) each.signAs(away);
    const id = await submit('previews');
    const waits: number[] = [];
    for (let attempt = 1; attempt < 10; attempt += 1) {
      const row = await rowOf(id);
      expect(row).toMatchObject({ issuanceStatus: 'FAILED', issuanceAttempts: attempt, issuanceError: 'Error' });
      waits.push((row?.nextAttemptAt?.getTime() ?? 0) - server.deps.clock.now().getTime());
      await runIssuer(server.deps);
      expect((await rowOf(id))?.issuanceAttempts).toBe(attempt);
      passTime(waits.at(-1) === undefined ? 0 : (waits.at(-1) ?? 0) / HOUR_MS);
      await Promise.all([server, other].map(({ deps }) => runIssuer(deps)));
    }
    for (const [index, wait] of waits.entries())
      expect(wait).toBeGreaterThan(index === 0 ? 0 : (waits[index - 1] ?? 0) * 1.5);
    expect(await rowOf(id)).toMatchObject({ issuanceStatus: 'FAILED', issuanceAttempts: 10, nextAttemptAt: null });
    passTime(1_000);
    await runIssuer(server.deps);
    const told = await records(id);
    expect(told.filter((type) => type === 'certificate.failed')).toHaveLength(10);
    expect(told.filter((type) => type === 'certificate.retried')).toHaveLength(9);

    for (const each of [server, other]) each.signAs(null);
    await server.commands.retryIssuance(world.hana, { requestId: id });
    await server.settle();
    expect(await rowOf(id)).toMatchObject({ issuanceStatus: 'ISSUED', issuanceAttempts: 0, issuanceError: null });
  });

  it('issues what is due although one of them cannot be: nothing stands in the way of the others', async () => {
    const away = () => Promise.reject(new Error('the CA is away'));
    server.signAs(away);
    const [one, two] = [await submit('previews'), await submit('previews')];
    server.signAs(null);
    passTime(1);
    await withClient(open.test.superuserUrl, (client) =>
      client.query(`update certificate_request set template_sha256 = 'x' where id = $1`, [one]),
    );
    const makeKey = () => Promise.reject(new Error('no entropy'));
    const deps = { ...server.deps, authorities: { ...server.deps.authorities, makeKey } };
    await runIssuer(deps);
    expect((await rowOf(two))?.issuanceStatus).toBe('ISSUED');
  });
});
