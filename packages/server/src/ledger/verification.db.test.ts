import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../store/embedded/database-connection.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { type Sealing, sealSilently } from './sealing.ts';
import { NO_CHECKPOINTS } from './testing/no-checkpoints.ts';
import { writeLedger } from './testing/write-ledger.ts';
import { Verifications, type VerificationsOptions } from './verification.ts';

const SIZE = 301;

describe('what verifications found is kept', () => {
  let open: OpenTestDatabase;
  let ledgers = 0;
  beforeAll(async () => {
    open = await openTestDatabase();
  });
  afterAll(() => open.close());

  const freshLedger = () => {
    ledgers += 1;
    return writeLedger(open, `org_${ledgers}`, SIZE);
  };
  const superuser = (text: string, values: unknown[]) =>
    withClient(open.test.superuserUrl, async (client) => (await client.query(text, values)).rowCount);
  let clock = Date.parse('2026-11-24T08:00:00.000Z');
  const make = (over: Partial<VerificationsOptions> = {}) => {
    const sealed: Sealing[] = [];
    const verifications = new Verifications({
      database: open.database,
      now: () => {
        clock += 1;
        return new Date(clock);
      },
      log: () => {},
      checkpoints: NO_CHECKPOINTS,
      seal: async (sealing) => {
        const isFirst = await sealSilently(open.database, sealing);
        if (isFirst) sealed.push(sealing);
        return isFirst;
      },
      ...over,
    });
    return { verifications, sealed };
  };
  const sealOf = async (ledger: string) =>
    (
      await open.database.pool.query(
        'select sealed_because from ledger_head where ledger = $1 and sealed_at is not null',
        [ledger],
      )
    ).rows;

  it('of a whole ledger: nothing is sealed, everybody who asked gets the same verdict', async () => {
    const ledger = await freshLedger();
    const { verifications, sealed } = make();
    const steps: string[] = [];
    const leave = verifications.watch(ledger, ({ state }) => void steps.push(state));
    const [first, second] = [
      await verifications.start(ledger, 'usr_mara'),
      await verifications.start(ledger, 'usr_other'),
    ];
    expect(second?.row.id).toBe(first?.row.id);
    expect(first?.row).toMatchObject({ state: 'RUNNING', verified: 0, total: SIZE, ok: null });
    expect(await first?.done).toMatchObject({
      state: 'DONE',
      verified: SIZE,
      ok: true,
      firstBroken: null,
      requestedBy: 'usr_mara',
    });
    leave();
    expect(steps[0]).toBe('RUNNING');
    expect(steps.at(-1)).toBe('DONE');
    expect(await verifications.last(ledger)).toMatchObject({ state: 'DONE', ok: true });
    expect(sealed).toEqual([]);
    expect(await verifications.start('org_none', 'usr_mara')).toBeNull();
  });

  it('of a broken one: it is sealed, once, with the reason', async () => {
    const ledger = await freshLedger();
    await superuser('delete from ledger_record where ledger = $1 and seq = 44', [ledger]);
    const { verifications, sealed } = make();
    expect(await (await verifications.start(ledger, 'usr_mara'))?.done).toMatchObject({
      state: 'DONE',
      ok: false,
      firstBroken: 44,
    });
    await (await verifications.start(ledger, 'usr_mara'))?.done;
    await verifications.verifyAll();
    expect(sealed.filter((one) => one.ledger === ledger)).toMatchObject([
      { because: 'Record 44 is missing; record 45 follows' },
    ]);
    expect(await sealOf(ledger)).toEqual([{ sealed_because: 'Record 44 is missing; record 45 follows' }]);
  });

  it('before the server listens, of tails, and after it, of everything', async () => {
    const [whole, tail, early] = [await freshLedger(), await freshLedger(), await freshLedger()];
    await superuser('delete from ledger_record where ledger = $1 and seq > 299', [tail]);
    await superuser(`update ledger_record set actor_id = 'x' where ledger = $1 and seq = 3`, [early]);
    const { verifications } = make();
    await verifications.verifyTails();
    expect([await sealOf(whole), await sealOf(early)]).toEqual([[], []]);
    expect(await sealOf(tail)).toHaveLength(1);
    await verifications.verifyAll();
    expect(await sealOf(whole)).toEqual([]);
    expect(await sealOf(early)).toHaveLength(1);
  });

  it('of one that somebody has had enough of: who, and that it says nothing', async () => {
    const ledger = await freshLedger();
    const { verifications } = make();
    const started = await verifications.start(ledger, 'usr_mara');
    expect(await verifications.cancel(ledger, 'mara@corp.com')).toMatchObject({ id: started?.row.id });
    expect(await started?.done).toMatchObject({
      state: 'FAILED_TO_RUN',
      ok: null,
      cancelledBy: 'mara@corp.com',
      explanation: expect.stringMatching(
        /^Stopped by mara@corp.com after \d+ records, which say nothing about the rest\.$/,
      ),
    });
    expect(await verifications.cancel(ledger, 'mara@corp.com')).toBeNull();
  });

  it('of one that another server was asked to stop', async () => {
    const ledger = await freshLedger();
    const [here, there] = [make({ stepEveryMs: 0 }).verifications, make().verifications];
    const started = await here.start(ledger, 'usr_mara');
    expect(await there.cancel(ledger, 'mara@corp.com')).toMatchObject({ id: started?.row.id });
    expect(await started?.done).toMatchObject({ state: 'FAILED_TO_RUN', cancelledBy: 'mara@corp.com' });
  });

  it('of all of them, newest first, page by page, with why each was begun', async () => {
    const ledger = await freshLedger();
    const { verifications } = make();
    await (await verifications.start(ledger, 'usr_mara'))?.done;
    await verifications.verifyAll();
    await (await verifications.start(ledger, 'usr_other'))?.done;
    const { verifications: page } = createQueryReads(open.database, open.schema);
    const [first, second] = await page(ledger, null, 2);
    if (first === undefined || second === undefined) throw new Error('too few');
    const [third, ...rest] = await page(ledger, second, 10);
    expect([first, second, third].map((row) => [row?.cause, row?.requestedBy, row?.ok])).toEqual([
      ['DEMAND', 'usr_other', true],
      ['BACKGROUND', 'system', true],
      ['DEMAND', 'usr_mara', true],
    ]);
    expect(rest).toEqual([]);
  });

  it('of one that was sealed by its end alone: how much of it is right, once all of it was looked at', async () => {
    const ledger = await freshLedger();
    await superuser('delete from ledger_record where ledger = $1 and seq > 299', [ledger]);
    const { verifications } = make();
    const verdictOn = async () =>
      (await open.database.pool.query('select sealed_verdict as verdict from ledger_head where ledger = $1', [ledger]))
        .rows[0]?.verdict;
    await verifications.verifyTail({ organizationId: ledger, ledger });
    expect(await verdictOn()).toMatchObject({ what: 'cut off', root: null });
    await verifications.verifyAll();
    expect(await verdictOn()).toMatchObject({
      what: 'cut off',
      size: 300,
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('of one that is stopped: that it did not come to its end', async () => {
    const ledger = await freshLedger();
    const { verifications } = make();
    const started = await verifications.start(ledger, 'usr_mara');
    await verifications.stop();
    expect(await started?.done).toMatchObject({ state: 'FAILED_TO_RUN', ok: null });
    expect(await verifications.last(ledger)).toMatchObject({ state: 'FAILED_TO_RUN' });
  });
});
