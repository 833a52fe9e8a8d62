import fs from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEpoch } from '../domain/ledger-genesis.ts';
import { type KeptLedgers, openKeptLedgers } from './testing/kept-ledger.ts';
import { NO_CHECKPOINTS } from './testing/no-checkpoints.ts';
import { Verifications } from './verification.ts';

/** Verifying everything gives way to all else that the machine does: how long it takes beside other tests says nothing. */
const UNHURRIED_MS = 180_000;
const ORIGIN = (ledger: string) => `countersign.example/ledger/${ledger}`;

describe('a server that keeps checkpoints of ledgers whose database somebody else owns', () => {
  let world: KeptLedgers;
  let made = 0;
  beforeAll(async () => {
    world = await openKeptLedgers();
  });
  afterAll(() => world.close());

  /** A ledger with a kept checkpoint of `size` records, on a server that has verified it. */
  const kept = async (size = 10) => {
    made += 1;
    const ledger = `org_${made}`;
    await world.make(ledger, size);
    const server = await world.start();
    server.keeper.release(ledger);
    await server.keeper.run();
    expect(server.folder.newest(ledger)?.size).toBe(size);
    return { ledger, server };
  };

  it('keeps nothing of what was there before it until that is verified, and of what is new at once', async () => {
    made += 1;
    const old = `org_${made}`;
    await world.make(old, 5);
    const server = await world.start();
    made += 1;
    const young = `org_${made}`;
    await world.make(young, 5);
    for (const ledger of [old, young]) server.keeper.moved(ledger);
    await server.keeper.run();
    expect([server.folder.newest(old), server.folder.newest(young)?.size]).toEqual([null, 5]);
    expect(server.keeper.held).toBeGreaterThan(0);
    await server.verifications.verifyAll((ledger) => server.keeper.release(ledger));
    await server.keeper.run();
    expect(server.folder.newest(old)?.size).toBe(5);
  });

  it('verifies again in the background what could neither be verified nor written down as not verified', async () => {
    const { ledger } = await kept();
    const { database } = world.open;
    let failures = 0;
    let first: unknown = null;
    const verifications = new Verifications({
      database: {
        ...database,
        query: (statement, values) => {
          if (statement.name === 'verification-start' && values[1] === ledger) first ??= values[0];
          const isFirst = statement.name === 'verification-finish' && values[0] === first;
          if (!isFirst || failures === 2) return database.query(statement, values);
          failures += 1;
          return Promise.reject(new Error('the database is away'));
        },
      },
      now: () => new Date(),
      log: () => undefined,
      seal: () => Promise.resolve(true),
      checkpoints: NO_CHECKPOINTS,
      retryAfterMs: 1,
    });
    const verified: string[] = [];
    await verifications.verifyAll((one) => verified.push(one));
    expect(failures).toBe(2);
    expect(verified).toContain(ledger);
  });

  it('keeps the position beside a note that is kept without one', async () => {
    const { ledger, server } = await kept();
    await fs.rm(`${server.path}/${ledger}.position`);
    const next = await world.start(server.path);
    expect(next.folder.newest(ledger)).toMatchObject({ size: 10, position: null });
    next.keeper.release(ledger);
    await next.keeper.run();
    expect((await world.start(server.path)).folder.newest(ledger)?.position?.tree.size).toBe(10);
  });

  it('signs no ledger under the origin of another one, and seals the one that claims it', async () => {
    const { ledger: victim, server } = await kept();
    const { ledger: evil } = await kept(15);
    await world.superuser('update ledger_head set origin = $2 where ledger = $1', [evil, ORIGIN(victim)]);
    const fresh = await world.start();
    expect(await fresh.checkpoints.current(evil)).toBeNull();
    fresh.keeper.release(evil);
    await fresh.keeper.run();
    expect(fresh.folder.newest(evil)).toBeNull();
    expect(await world.sealOf(evil)).toMatchObject({ verdict: { what: 'state edited', found: ORIGIN(victim) } });
    expect((await server.checkpoints.current(victim))?.size).toBe(10);
  });

  it('keeps checkpoints of the others where one ledger cannot be signed, and goes on trying', async () => {
    const { ledger: broken, server } = await kept();
    const { ledger: fine } = await kept();
    for (const ledger of [broken, fine]) {
      await world.append(ledger, 2);
      server.keeper.release(ledger);
    }
    await world.superuser(`update ledger_record set hash = 'no hash' where ledger = $1 and seq = 11`, [broken]);
    await server.keeper.run();
    await server.keeper.run();
    expect(server.folder.newest(fine)?.size).toBe(12);
  });

  it('looks at a ledger with a hole since the last checkpoint, and seals it', async () => {
    const { ledger, server } = await kept();
    await world.append(ledger, 5);
    await world.superuser('delete from ledger_record where ledger = $1 and seq = 12', [ledger]);
    server.keeper.moved(ledger);
    await server.keeper.run();
    expect(await world.sealOf(ledger)).toMatchObject({ verdict: { what: 'missing', firstBroken: 12 } });
  });

  it('seals what was cut off since it was last signed, though nothing that is kept tells of it', async () => {
    made += 1;
    const ledger = `org_${made}`;
    await world.make(ledger, 20);
    const server = await world.start();
    await server.trees.current(ledger);
    await world.cut(ledger, 15);
    server.keeper.release(ledger);
    await server.keeper.run();
    expect(await world.sealOf(ledger)).toMatchObject({ verdict: { what: 'cut off', firstBroken: 15 } });
    expect(server.folder.newest(ledger)).toBeNull();
  });

  it('looks before it listens at all that came since the last checkpoint, however much that is', async () => {
    const { ledger, server } = await kept();
    await world.append(ledger, 5_200);
    await server.verifications.verifyTails();
    expect(await world.sealOf(ledger)).toBeNull();
    await world.superuser(
      `update ledger_record set entry = replace(entry, 'done', 'gone') where ledger = $1 and seq = 20`,
      [ledger],
    );
    await server.verifications.verifyTails();
    expect(await world.sealOf(ledger)).toMatchObject({ verdict: { what: 'edited', firstBroken: 20 } });
  });

  it('signs nothing of a rewritten ledger where it has a note of it and no position', async () => {
    const { ledger, server } = await kept();
    const note = server.folder.newest(ledger);
    if (note === null) throw new Error('nothing kept');
    const other = await world.start();
    await other.folder.adopt(ledger, { ...note, position: null });
    await world.rewrite(ledger, 3);
    expect(await other.checkpoints.current(ledger)).toMatchObject({ size: 10, rootHex: note.rootHex });
    other.keeper.release(ledger);
    await other.keeper.run();
    await other.verifications.verifyAll();
    expect(await world.sealOf(ledger)).toMatchObject({ verdict: { what: 'rewritten' } });
  });

  it('takes a ledger that is not there at all for missing, and the platform answers for it', async () => {
    const { ledger, server } = await kept();
    await world.superuser('delete from ledger_head where ledger = $1', [ledger]);
    await world.superuser('delete from ledger_record where ledger = $1', [ledger]);
    await server.verifications.verifyTails();
    expect(await world.sealOf('platform')).toMatchObject({
      because: `A checkpoint of ledger ${ledger} is kept, but the ledger is not in the database`,
    });
    await world.superuser(
      `update ledger_head set sealed_at = null, sealed_because = null, sealed_verdict = null where ledger = 'platform'`,
    );
    await server.folder.setAside(ledger);
    expect(await fs.readdir(`${server.path}/gone`)).toContain(`${ledger}.checkpoint`);
    await server.verifications.verifyTails();
    expect(await world.sealOf('platform')).toBeNull();
  });

  it('believes no epoch that this installation did not open, whatever the database says of the one before', async () => {
    const { ledger, server } = await kept();
    const root = server.folder.newest(ledger)?.rootHex ?? '';
    await world.rewrite(ledger, 3);
    const verdict = {
      firstBroken: 9,
      what: 'rewritten',
      explanation: 'A disk failed.',
      expected: null,
      found: null,
      size: 9,
      root,
    } as const;
    const broken = { organizationId: ledger, epoch: 1, origin: ORIGIN(ledger), verdict, lastCheckpoint: null };
    const actor = { kind: 'user', id: 'usr_boss', name: 'boss@corp.com' } as const;
    const now = new Date();
    const genesis = openEpoch(broken, { epoch: 2, name: ledger, actor, reason: 'all is well', now });
    await world.superuser(
      `insert into ledger_epoch select ledger, organization_id, 1, size, hash, ts, origin, $2, 'A disk failed', $3, null, $2,
        'user', 'usr_boss', 'boss@corp.com', 'all is well', $4 from ledger_head where ledger = $1`,
      [ledger, now, JSON.stringify(verdict), server.folder.newest(ledger)?.note],
    );
    await world.superuser(
      `insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id) values ($1, 0, $2, $3, 'ledger.opened', $4, 'usr_boss')`,
      [`${ledger}/2`, genesis.hash, genesis.entry, ledger],
    );
    await world.superuser(
      'update ledger_head set ledger = $2, epoch = 2, size = 1, hash = $3, ts = $4, origin = $5 where ledger = $1',
      [ledger, `${ledger}/2`, genesis.hash, now, ORIGIN(`${ledger}/2`)],
    );
    const next = await world.start(server.path);
    expect(await next.checkpoints.current(`${ledger}/2`)).toBeNull();
    await next.verifications.verifyTails();
    expect(await world.sealOf(`${ledger}/2`)).toMatchObject({
      because: expect.stringMatching(/^Nothing that this installation signed says that epoch 2 was opened/),
    });
  });

  it.each([
    [
      'a hash of 100,000 characters',
      `update ledger_record set hash = repeat('x', 100000) where ledger = $1 and seq = 4`,
      4,
    ],
    [
      'a hash of 100,000 characters at the end',
      `update ledger_record set hash = repeat('x', 100000) where ledger = $1 and seq = 9`,
      9,
    ],
    [
      'an entry of 80 million characters',
      `update ledger_record set entry = repeat('x', 80000000) where ledger = $1 and seq = 4`,
      4,
    ],
    [
      'a text that is cut in the middle of a character',
      `update ledger_record set entry = repeat('x', 199) || '🔏' where ledger = $1 and seq = 4`,
      4,
    ],
  ])(
    'seals a ledger with %s, and looks at all the others',
    async (_what, sql, seq) => {
      const { ledger } = await kept();
      const { ledger: behind, server } = await kept();
      await world.superuser(sql, [ledger]);
      await world.superuser('delete from ledger_record where ledger = $1 and seq = 5', [behind]);
      await server.verifications.verifyTails();
      await server.verifications.verifyAll();
      expect(await world.sealOf(ledger)).toMatchObject({ verdict: { what: 'edited', firstBroken: seq } });
      expect(await world.sealOf(behind)).toMatchObject({ verdict: { what: 'missing', firstBroken: 5 } });
    },
    UNHURRIED_MS,
  );

  it('comes to an end with a ledger whose head counts more than there can be, and says how much of it is right', async () => {
    const { ledger, server } = await kept();
    await world.superuser('update ledger_head set size = 9000000000000000 where ledger = $1', [ledger]);
    const done = await (await server.verifications.start(ledger, 'usr_mara'))?.done;
    expect(done).toMatchObject({ state: 'DONE', ok: false, what: 'cut off', firstBroken: 10 });
    expect(await world.sealOf(ledger)).toMatchObject({
      verdict: { size: 10, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('starts one verification, however many ask for it in the same moment', async () => {
    const { ledger, server } = await kept();
    const asked = await Promise.all(Array.from({ length: 8 }, () => server.verifications.start(ledger, 'usr_mara')));
    expect(new Set(asked.map((one) => one?.row.id)).size).toBe(1);
    await asked[0]?.done;
  });

  it('takes nothing that a verification saw before the ledger was sealed for what is right of it', async () => {
    const { ledger, server } = await kept();
    const started = await server.verifications.start(ledger, 'usr_mara');
    await world.superuser(
      `update ledger_head set sealed_at = now() + interval '1 minute', sealed_because = 'x',
        sealed_verdict = '{"root": null, "size": 3, "firstBroken": 3}' where ledger = $1`,
      [ledger],
    );
    await started?.done;
    expect(await world.sealOf(ledger)).toMatchObject({ verdict: { root: null, size: 3 } });
  });

  it('can be told how much is right of a ledger that was sealed without a verdict', async () => {
    const { ledger, server } = await kept();
    await world.superuser(
      `update ledger_head set sealed_at = now() - interval '1 minute', sealed_because = 'Record 3 was edited' where ledger = $1`,
      [ledger],
    );
    await (await server.verifications.start(ledger, 'usr_mara'))?.done;
    expect(await world.sealOf(ledger)).toMatchObject({ verdict: { size: 10, explanation: 'Record 3 was edited' } });
  });
});
