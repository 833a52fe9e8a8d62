import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEntry } from '../domain/audit-record.ts';
import { DomainError } from '../domain/errors.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { insertRow, updateRow } from '../store/state-write.ts';
import { EARLIER, exampleUser, writeRows } from '../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { RefusedByConstraint, StaleCommand } from './commit-errors.ts';
import { type Command, type CommittedRecord, Committer } from './committer.ts';
import { exampleCommand, exampleDraft, exampleLedger } from './testing/ledger-scene.ts';
import { verifyInThread } from './verifier.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the committer', () => {
  let open: OpenTestDatabase;
  let ledgers = 0;
  beforeAll(async () => {
    open = await openTestDatabase();
  });
  afterAll(() => open.close());

  const freshLedger = async () => {
    ledgers += 1;
    const ledger = `org_${ledgers}`;
    await writeRows(open.database, open.schema, exampleLedger(ledger));
    return ledger;
  };
  const freshCommitter = () => {
    const told: CommittedRecord[] = [];
    const { database, schema } = open;
    const committer = new Committer({ database, schema, onCommitted: (records) => void told.push(...records) });
    return { committer, told };
  };
  const addUser = (ledger: string, id: string, over: Partial<Command> = {}) =>
    exampleCommand(ledger, { writes: () => [insertRow('User', exampleUser(id))], ...over });
  const rename = (ledger: string, id: string, from: string, to: string) =>
    exampleCommand(ledger, { writes: () => [updateRow('User', { id }, { name: from }, { name: to })] });
  const subjects = async (ledger: string) => {
    const found = await open.database.pool.query<{ subject_id: string }>(
      'select subject_id from ledger_record where ledger = $1 and seq > 0 order by seq',
      [ledger],
    );
    return found.rows.map((row) => row.subject_id);
  };
  const nameOf = async (id: string) =>
    (await open.database.pool.query<{ name: string }>('select name from app_user where id = $1', [id])).rows[0]?.name;
  const verdict = (ledger: string) => verifyInThread(open.database.url, { ledger, checkpoints: [] });
  const about = (index: number, who = 'a') => exampleDraft({ subject: { kind: 'request', id: `apr_${who}${index}` } });

  it('makes one unbroken chain of 500 commands that come at once, each with its state', async () => {
    const ledger = await freshLedger();
    const { committer, told } = freshCommitter();
    const answers = await Promise.all(
      numbers(500).map((index) =>
        committer.commit(addUser(ledger, `usr_${ledger}_${index}`, { records: [about(index), about(index)] })),
      ),
    );
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 1_001 });
    expect(await subjects(ledger)).toEqual(numbers(1_000).map((index) => `apr_a${index >> 1}`));
    expect(answers.map(({ firstSequence, lastSequence }) => [firstSequence, lastSequence])).toEqual(
      numbers(500).map((index) => [1 + 2 * index, 2 + 2 * index]),
    );
    expect(told.map(({ seq }) => seq)).toEqual(numbers(1_000).map((index) => index + 1));
    const users = await open.database.pool.query('select 1 from app_user where starts_with(id, $1)', [
      `usr_${ledger}_`,
    ]);
    expect(users.rowCount).toBe(500);
  });

  it('never dates a record before the one in front of it', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    const later = new Date(EARLIER.getTime() + 60_000);
    await committer.commit(exampleCommand(ledger, { now: later }));
    const { ts, records } = await committer.commit(exampleCommand(ledger, { now: EARLIER }));
    expect(ts).toEqual(later);
    expect(readEntry(records[0]?.entry ?? '').ts).toBe(later.toISOString());
    expect(await verdict(ledger)).toMatchObject({ ok: true });
  });

  it('makes one chain with a second committer on the same ledger, and neither loses nor doubles a command', async () => {
    const ledger = await freshLedger();
    const both = [freshCommitter(), freshCommitter()];
    await Promise.all(
      both.flatMap(({ committer }, server) =>
        numbers(20).map(async (worker) => {
          for (const round of numbers(10)) {
            await committer.commit(exampleCommand(ledger, { records: [about(worker * 10 + round, `${server}_`)] }));
          }
        }),
      ),
    );
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 401 });
    const expected = [0, 1].flatMap((server) => numbers(200).map((index) => `apr_${server}_${index}`));
    expect((await subjects(ledger)).sort()).toEqual(expected.sort());
    for (const { told } of both) {
      expect(told).toHaveLength(200);
      expect(told.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq).sort((a, b) => a - b));
    }
  });

  it('fails a stale command alone: what it expected of a row is not so', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    await committer.commit(addUser(ledger, 'usr_stale'));
    const outcomes = await Promise.allSettled([
      ...numbers(10).map((index) => committer.commit(addUser(ledger, `usr_beside_${index}`))),
      committer.commit(rename(ledger, 'usr_stale', 'another name', 'never')),
      ...numbers(10).map((index) => committer.commit(addUser(ledger, `usr_behind_${index}`))),
    ]);
    const failed = outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected' ? [{ index, why: outcome.reason }] : [],
    );
    expect(failed).toEqual([{ index: 10, why: expect.any(StaleCommand) }]);
    expect(await nameOf('usr_stale')).toBe('usr_stale');
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 22 });
  });

  it('fails a command alone that a constraint refuses, and names the constraint', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    await committer.commit(addUser(ledger, 'usr_taken'));
    const outcomes = await Promise.allSettled([
      committer.commit(addUser(ledger, 'usr_fine_1')),
      committer.commit(
        exampleCommand(ledger, {
          writes: () => [insertRow('User', exampleUser('usr_other', { email: 'USR_TAKEN@corp.com' }))],
        }),
      ),
      committer.commit(addUser(ledger, 'usr_fine_2')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const refused = outcomes[1]?.status === 'rejected' ? outcomes[1].reason : null;
    expect(refused).toBeInstanceOf(RefusedByConstraint);
    expect(refused).toMatchObject({ constraint: 'app_user_email' });
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 4 });
  });

  it('lets one of two commands win that write the same row in the same instant; the other is stale', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    await committer.commit(addUser(ledger, 'usr_race'));
    const outcomes = await Promise.allSettled([
      committer.commit(rename(ledger, 'usr_race', 'usr_race', 'first')),
      committer.commit(rename(ledger, 'usr_race', 'usr_race', 'second')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(StaleCommand) });
    expect(await nameOf('usr_race')).toBe('first');
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 3 });
  });

  it('lets one of many win across two committers, too', async () => {
    const ledger = await freshLedger();
    const both = [freshCommitter(), freshCommitter()];
    await both[0]?.committer.commit(addUser(ledger, 'usr_race_2'));
    const outcomes = await Promise.allSettled(
      numbers(40).map(async (index) =>
        both[index % 2]?.committer.commit(rename(ledger, 'usr_race_2', 'usr_race_2', `name ${index}`)),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StaleCommand);
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 3 });
  });

  it('gives to a new row what an old one lets go of in the same command', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    const email = `once@${ledger}.example`;
    await committer.commit(
      exampleCommand(ledger, { writes: () => [insertRow('User', exampleUser(`usr_${ledger}_old`, { email }))] }),
    );
    await committer.commit(
      exampleCommand(ledger, {
        writes: () => [
          insertRow('User', exampleUser(`usr_${ledger}_new`, { email })),
          updateRow('User', { id: `usr_${ledger}_old` }, { email }, { email: `former@${ledger}.example` }),
        ],
      }),
    );
    expect(await nameOf(`usr_${ledger}_new`)).toBe(`usr_${ledger}_new`);
  });

  it('refuses what was decided on an older authority, also within one batch', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    const outcomes = await Promise.allSettled([
      committer.commit(exampleCommand(ledger, { authority: 0 })),
      committer.commit(exampleCommand(ledger, { authority: 0, raisesAuthority: true })),
      committer.commit(exampleCommand(ledger, { authority: 0 })),
      committer.commit(exampleCommand(ledger, { authority: null })),
      committer.commit(exampleCommand(ledger, { authority: 1 })),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: expect.any(StaleCommand) });
    const head = await open.database.pool.query('select authority from ledger_head where ledger = $1', [ledger]);
    expect(head.rows).toEqual([{ authority: 1 }]);
  });

  it('takes what was decided on an authority that another server has raised since it last looked', async () => {
    const ledger = await freshLedger();
    const [here, there] = [freshCommitter().committer, freshCommitter().committer];
    await here.commit(exampleCommand(ledger));
    await there.commit(exampleCommand(ledger, { authority: 0, raisesAuthority: true }));
    await here.commit(exampleCommand(ledger, { authority: 1 }));
    await expect(here.commit(exampleCommand(ledger, { authority: 0 }))).rejects.toThrow(StaleCommand);
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 4 });
  });

  it('goes on in the next epoch, though it knew the end of the one before', async () => {
    const ledger = await freshLedger();
    const { committer, told } = freshCommitter();
    await committer.commit(exampleCommand(ledger));
    const [head, record] = exampleLedger(`${ledger}/2`);
    if (head?.op !== 'insert' || record === undefined) throw new Error('no example');
    await writeRows(open.database, open.schema, [record]);
    await open.database.pool.query(
      'update ledger_head set ledger = $2, epoch = 2, size = 1, hash = $3, authority = authority + 1 where ledger = $1',
      [ledger, `${ledger}/2`, head.row.hash],
    );
    await Promise.all([
      committer.commit(exampleCommand(ledger, { authority: 1 })),
      committer.commit(exampleCommand(ledger)),
    ]);
    expect(told.map(({ ledger: name, seq }) => `${name}:${seq}`)).toEqual([
      `${ledger}:1`,
      `${ledger}/2:1`,
      `${ledger}/2:2`,
    ]);
    expect(await verdict(`${ledger}/2`)).toMatchObject({ ok: true, size: 3 });
  });

  it('refuses everything once the ledger is sealed, though its head was known before', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    await committer.commit(exampleCommand(ledger));
    await open.database.pool.query(
      `update ledger_head set sealed_at = now(), sealed_because = 'record 1 was edited' where ledger = $1`,
      [ledger],
    );
    const outcomes = await Promise.allSettled(numbers(3).map(() => committer.commit(exampleCommand(ledger))));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(DomainError) });
      expect(outcome).toMatchObject({
        reason: { code: 'LEDGER_SEALED', message: expect.stringContaining('record 1 was edited') },
      });
    }
    expect(await subjects(ledger)).toHaveLength(1);
  });

  it('holds every acknowledged command, once, however often its connections are killed', async () => {
    const ledger = await freshLedger();
    const { committer, told } = freshCommitter();
    const KILLS = 10;
    let killed = 0;
    const killer = withClient(open.test.superuserUrl, async (client) => {
      while (killed < KILLS) {
        const found = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'countersign'
            and datname = current_database() and query like 'with h as (%' and pid <> pg_backend_pid()`,
        );
        killed += found.rowCount ?? 0;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    const acknowledged: string[] = [];
    await Promise.all(
      numbers(16).map(async (worker) => {
        for (let round = 0; killed < KILLS; round += 1) {
          const draft = about(round, `${worker}_`);
          await committer.commit(exampleCommand(ledger, { records: [draft] }));
          acknowledged.push(draft.subject.id);
        }
      }),
    );
    await killer;
    const stored = await subjects(ledger);
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored.toSorted()).toEqual(acknowledged.toSorted());
    expect(told.map(({ subjectId }) => subjectId)).toEqual(stored);
    expect(await verdict(ledger)).toMatchObject({ ok: true });
  });

  /** A committer whose first commit goes wrong on the wire: `act` gets the real statement, to run or not to run. */
  const onFlakyWire = (act: (run: () => Promise<unknown>) => Promise<void>) => {
    const told: CommittedRecord[] = [];
    const { database, schema } = open;
    let first = true;
    const commitPool = Object.create(database.commitPool);
    commitPool.connect = async () => {
      const client = await database.commitPool.connect();
      return new Proxy(client, {
        get(target, property) {
          if (property !== 'query') return Reflect.get(target, property);
          return async (query: { name?: string }) => {
            if (!first || query.name?.startsWith('commit-') !== true)
              return Reflect.apply(target.query, target, [query]);
            first = false;
            await act(() => Reflect.apply(database.pool.query, database.pool, [query]));
            throw new Error('Connection terminated unexpectedly');
          };
        },
      });
    };
    const committer = new Committer({
      database: { ...database, commitPool },
      schema,
      onCommitted: (records) => void told.push(...records),
      pause: () => Promise.resolve(),
    });
    return { committer, told };
  };

  it('answers once, for what was committed though the answer was lost', async () => {
    const ledger = await freshLedger();
    const { committer, told } = onFlakyWire(async (run) => void (await run()));
    const answers = await Promise.all([
      committer.commit(exampleCommand(ledger)),
      committer.commit(exampleCommand(ledger)),
    ]);
    expect(answers.map(({ firstSequence }) => firstSequence)).toEqual([1, 2]);
    expect(told.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 3 });
  });

  it('does not let a statement land late that it has made good for meanwhile', async () => {
    const ledger = await freshLedger();
    let late: () => Promise<unknown> = () => Promise.resolve();
    const { committer, told } = onFlakyWire(async (run) => {
      late = run;
    });
    await committer.commit(exampleCommand(ledger));
    await expect(late()).rejects.toMatchObject({ message: 'ledger head moved' });
    expect(told.map(({ seq }) => seq)).toEqual([1]);
    expect(await verdict(ledger)).toMatchObject({ ok: true, size: 2 });
  });

  it('fails a command alone that cannot even say what it writes', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    const wrong = exampleCommand(ledger, {
      writes: () => {
        throw new Error('no such thing');
      },
    });
    const outcomes = await Promise.allSettled([committer.commit(wrong), committer.commit(exampleCommand(ledger))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('answers everything that it took before it is drained, and takes nothing after', async () => {
    const ledger = await freshLedger();
    const { committer } = freshCommitter();
    const taken = numbers(300).map((index) => committer.commit(exampleCommand(ledger, { records: [about(index)] })));
    await committer.drain();
    await expect(async () => committer.commit(exampleCommand(ledger))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await Promise.all(taken)).toHaveLength(300);
  });
});
