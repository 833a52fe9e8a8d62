import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainPosition, KeptCheckpoint } from '../domain/chain.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { writeRows } from '../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { Committer } from './committer.ts';
import { exampleCommand, exampleLedger } from './testing/ledger-scene.ts';
import { LedgerTrees } from './trees.ts';
import { verifyTail } from './verify-tail.ts';

const SIGNED = 150;
const SIZE = 400;

describe('the end of a ledger, before a server listens', () => {
  let open: OpenTestDatabase;
  let ledgers = 0;
  beforeAll(async () => {
    open = await openTestDatabase();
  });
  afterAll(() => open.close());

  /** SIGNED records, a kept checkpoint of them, and more records up to SIZE. */
  const make = async () => {
    ledgers += 1;
    const ledger = `org_${ledgers}`;
    const { database, schema } = open;
    await writeRows(database, schema, exampleLedger(ledger));
    const committer = new Committer({ database, schema, onCommitted: () => undefined });
    const commit = (count: number) =>
      Promise.all(Array.from({ length: count }, () => committer.commit(exampleCommand(ledger))));
    await commit(SIGNED - 1);
    const { rootHex, ...position } = await new LedgerTrees(database).current(ledger);
    await commit(SIZE - SIGNED);
    const checkpoints: KeptCheckpoint[] = [{ size: SIGNED, rootHex }];
    return { ledger, position, checkpoints };
  };
  const superuser = (text: string, values: unknown[]) =>
    withClient(open.test.superuserUrl, (client) => client.query(text, values));
  const verify = (ledger: string, position: ChainPosition | null, checkpoints: readonly KeptCheckpoint[]) =>
    verifyTail(open.database, ledger, { position, checkpoints });

  it('continues what was signed: the root is that of the whole ledger', async () => {
    const { ledger, position, checkpoints } = await make();
    const { rootHex } = await new LedgerTrees(open.database).current(ledger);
    expect(await verify(ledger, position, checkpoints)).toMatchObject({ ok: true, size: SIZE, root: rootHex });
  });

  it.each([
    [
      'the last record that was signed was rewritten',
      SIGNED - 1,
      'rewritten',
      /not the one that a kept checkpoint signed/,
    ],
    ['a record since the last checkpoint was edited', SIGNED + 20, 'edited', /does not have the hash/],
  ] as const)('does not where %s', async (_what, seq, what, explanation) => {
    const { ledger, position, checkpoints } = await make();
    const sql =
      what === 'rewritten'
        ? `update ledger_record set hash = repeat('a', 64) where ledger = $1 and seq = $2`
        : `update ledger_record set entry = replace(entry, 'Grüße', 'Gruesse') where ledger = $1 and seq = $2`;
    await superuser(sql, [ledger, seq]);
    expect(await verify(ledger, position, checkpoints)).toMatchObject({
      ok: false,
      firstBroken: seq,
      what,
      explanation: expect.stringMatching(explanation),
    });
  });

  it('is cut off where it ends before what was signed, however consistent it looks', async () => {
    const { ledger, position, checkpoints } = await make();
    await superuser('delete from ledger_record where ledger = $1 and seq >= 100', [ledger]);
    await superuser(
      `update ledger_head h set size = 100, hash = r.hash, ts = (r.entry::json ->> 'ts')::timestamptz
        from ledger_record r where h.ledger = $1 and r.ledger = $1 and r.seq = 99`,
      [ledger],
    );
    expect(await verify(ledger, position, checkpoints)).toMatchObject({ ok: false, what: 'cut off', firstBroken: 100 });
  });

  it('is looked at where no position is kept, by its last records', async () => {
    const { ledger, checkpoints } = await make();
    await superuser(`update ledger_record set entry = replace(entry, 'Grüße', 'x') where ledger = $1 and seq = 2`, [
      ledger,
    ]);
    expect(await verify(ledger, null, checkpoints)).toMatchObject({ ok: true });
    await superuser('delete from ledger_record where ledger = $1 and seq = 350', [ledger]);
    expect(await verify(ledger, null, checkpoints)).toMatchObject({ ok: false, what: 'missing', firstBroken: 350 });
  });
});
