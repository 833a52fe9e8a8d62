import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChainPosition, type ChainRecord, ChainVerifier, hashEntry } from '../domain/chain.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { EARLIER, writeRows } from '../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { Committer } from './committer.ts';
import { exampleCommand, exampleDraft, exampleLedger } from './testing/ledger-scene.ts';
import { verifyInThread } from './verifier.ts';

const SIZE = 301;
/** In the second block. */
const SIGNED = 150;
const NEXT_ROW = `E'\\n' || concat_ws(E'\\t', next.seq, next.hash, next.type, next.subject_id, next.actor_id, next.entry)`;

describe('the verifier of records in blocks', () => {
  let open: OpenTestDatabase;
  let ledgers = 0;
  beforeAll(async () => {
    open = await openTestDatabase();
  });
  afterAll(() => open.close());

  const freshLedger = async (size = SIZE) => {
    ledgers += 1;
    const ledger = `org_${ledgers}`;
    await writeRows(open.database, open.schema, exampleLedger(ledger));
    const committer = new Committer({ database: open.database, schema: open.schema, onCommitted: () => {} });
    const commit = (index: number) => {
      const draft = exampleDraft({ subject: { kind: 'request', id: `apr_${index}` } });
      return committer.commit(exampleCommand(ledger, { now: EARLIER, records: [draft] }));
    };
    await Promise.all(Array.from({ length: size - 1 }, (_, index) => commit(index)));
    return ledger;
  };
  const superuser = (text: string, values: unknown[] = []) =>
    withClient(open.test.superuserUrl, async (client) => (await client.query(text, values)).rowCount);
  const verify = (ledger: string, resume?: ChainPosition) =>
    verifyInThread(open.database.url, { ledger, checkpoints: [], ...(resume === undefined ? {} : { resume }) });
  const positionAt = async (ledger: string, size: number): Promise<ChainPosition> => {
    const chain = new ChainVerifier({ ledger });
    const text = 'select seq::int, hash, entry from ledger_record where ledger = $1 and seq < $2 order by seq';
    for (const record of (await open.database.pool.query<ChainRecord>(text, [ledger, size])).rows) chain.push(record);
    return chain.position();
  };

  it.each([1, 127, 128, 129, 256, 257])('verifies a ledger of %i records', async (size) => {
    expect(await verify(await freshLedger(size))).toMatchObject({ ok: true, size });
  });

  const attacks: [string, string, object][] = [
    [
      'a row that holds the text of the next one, which is gone',
      `with gone as (delete from ledger_record where ledger = $1 and seq = 151 returning *)
        update ledger_record r set entry = r.entry || ${NEXT_ROW} from gone next where r.ledger = $1 and r.seq = 150`,
      { firstBroken: 150, what: 'edited' },
    ],
    [
      'a block that is gone',
      'delete from ledger_record where ledger = $1 and seq between 128 and 255',
      { firstBroken: 128, what: 'missing', found: '256', size: 128 },
    ],
    [
      'the last block that is gone',
      'delete from ledger_record where ledger = $1 and seq >= 256',
      { firstBroken: 256, what: 'cut off', size: 256 },
    ],
    [
      'a record before the first',
      'insert into ledger_record select ledger, -1, hash, entry, type, subject_id, actor_id from ledger_record where ledger = $1 and seq = 1',
      { firstBroken: 0, what: 'reordered' },
    ],
    [
      'a record far behind the head',
      'insert into ledger_record select ledger, 9000, hash, entry, type, subject_id, actor_id from ledger_record where ledger = $1 and seq = 1',
      { firstBroken: SIZE, what: 'missing', size: SIZE },
    ],
    [
      'a tab in a column, and all the rest right',
      `update ledger_record set type = type || E'\\t' where ledger = $1 and seq = 200`,
      { firstBroken: 200, what: 'state edited' },
    ],
  ];
  it.each(attacks)('finds %s', async (_what, sql, expected) => {
    const ledger = await freshLedger();
    expect(await superuser(sql, [ledger])).toBeGreaterThan(0);
    expect(await verify(ledger)).toMatchObject({ ok: false, ...expected });
  });

  it('finds a record that is there twice, where the key against that was dropped', async () => {
    const ledger = await freshLedger();
    await superuser('alter table ledger_record drop constraint ledger_record_pkey');
    await superuser('insert into ledger_record select * from ledger_record where ledger = $1 and seq = 140', [ledger]);
    const verdict = await verify(ledger);
    await superuser(
      'delete from ledger_record where ctid = (select max(ctid) from ledger_record where ledger = $1 and seq = 140)',
      [ledger],
    );
    await superuser('alter table ledger_record add constraint ledger_record_pkey primary key (ledger, seq)');
    expect(verdict).toMatchObject({ ok: false, firstBroken: 141, what: 'reordered' });
    expect(await verify(ledger)).toMatchObject({ ok: true });
  });

  describe('taking up where a checkpoint was signed', () => {
    const edit = (ledger: string, seq: number, isHashed: boolean) =>
      withClient(open.test.superuserUrl, async (client) => {
        const select = 'select entry from ledger_record where ledger = $1 and seq = $2';
        const entry = (await client.query<{ entry: string }>(select, [ledger, seq])).rows[0]?.entry ?? '';
        const edited = entry.replace('done', 'DONE');
        const update = 'update ledger_record set entry = $3, hash = coalesce($4, hash) where ledger = $1 and seq = $2';
        await client.query(update, [ledger, seq, edited, isHashed ? hashEntry(edited) : null]);
      });

    it('ends with the head and root of a look at everything', async () => {
      const ledger = await freshLedger();
      const { recordsPerSecond: _, ...whole } = await verify(ledger);
      for (const size of [0, 1, SIGNED, SIZE]) {
        expect(await verify(ledger, await positionAt(ledger, size))).toMatchObject(whole);
      }
    });

    it('takes what came before as verified', async () => {
      const ledger = await freshLedger();
      const position = await positionAt(ledger, SIGNED);
      await edit(ledger, SIGNED - 2, false);
      expect(await verify(ledger, position)).toMatchObject({ ok: true, size: SIZE });
      expect(await verify(ledger)).toMatchObject({ ok: false, firstBroken: SIGNED - 2 });
    });

    it('finds what came after changed', async () => {
      const ledger = await freshLedger();
      const position = await positionAt(ledger, SIGNED);
      await edit(ledger, SIGNED, false);
      expect(await verify(ledger, position)).toMatchObject({ firstBroken: SIGNED, what: 'edited', size: SIGNED });
    });

    const last = SIGNED - 1;
    it.each<[string, (ledger: string) => Promise<unknown>, string]>([
      ['edited', (ledger) => edit(ledger, last, false), 'edited'],
      ['edited and hashed again', (ledger) => edit(ledger, last, true), 'rewritten'],
      [
        'taken out',
        (ledger) => superuser('delete from ledger_record where ledger = $1 and seq = $2', [ledger, last]),
        'missing',
      ],
      [
        'given another subject',
        (ledger) =>
          superuser(`update ledger_record set subject_id = 'x' where ledger = $1 and seq = $2`, [ledger, last]),
        'state edited',
      ],
    ])('finds the last record that was signed %s', async (_how, attack, what) => {
      const ledger = await freshLedger();
      const position = await positionAt(ledger, SIGNED);
      await attack(ledger);
      expect(await verify(ledger, position)).toMatchObject({ ok: false, firstBroken: last, what });
    });
  });
});
