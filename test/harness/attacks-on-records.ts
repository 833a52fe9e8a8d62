import type { Attack } from './attacks.ts';
import {
  chained,
  exchange,
  headTo,
  makeRoomAt,
  put,
  recordAt,
  reworded,
  rewrite,
  unwrittenAfter,
} from './database-edits.ts';
import { hashOf } from './ledger-world.ts';
import { askForMany } from './many-worlds.ts';
import { makeWorld } from './world.ts';

/** The record that most attacks are on; there are records before and after it. */
const VICTIM = 3;
const BEFORE = 'before it listens';

/** More records than a server looks at before it serves. */
const LONGER_THAN_A_TAIL = 110;

/** Records changed, put in, moved, or taken from elsewhere. */
export const attacksOnRecords: readonly Attack[] = [
  {
    name: 'one byte of a record is changed',
    what: 'edited',
    explanation: /does not have the hash/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      const victim = recordAt(records, VICTIM);
      await rewrite(client, ledger, { ...victim, entry: reworded(victim) });
      return VICTIM;
    },
  },
  {
    name: 'one byte of a record long before the end is changed',
    what: 'edited',
    explanation: /does not have the hash/,
    foundAtStart: 'in the background',
    before: ({ device }) => askForMany(device, LONGER_THAN_A_TAIL),
    async strike({ client, ledger, records }) {
      const victim = recordAt(records, VICTIM);
      await rewrite(client, ledger, { ...victim, entry: reworded(victim) });
      return VICTIM;
    },
  },
  {
    name: 'a record is rewritten and hashed again',
    what: 'edited',
    explanation: /does not continue from record 3/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      const victim = recordAt(records, VICTIM);
      const entry = reworded(victim);
      await rewrite(client, ledger, { ...victim, entry, hash: hashOf(entry) });
      return VICTIM + 1;
    },
  },
  {
    name: 'a record is deleted',
    what: 'missing',
    explanation: /Record 3 is missing/,
    foundAtStart: BEFORE,
    async strike({ client, ledger }) {
      await client.query('delete from ledger_record where ledger = $1 and seq = $2', [ledger, VICTIM]);
      return VICTIM;
    },
  },
  {
    name: 'a forged record is put in between, which continues the one before it',
    what: 'reordered',
    explanation: /In the place of record 5 stands a record that was written as number 4/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await makeRoomAt(client, ledger, VICTIM + 1);
      await put(client, ledger, unwrittenAfter(recordAt(records, VICTIM), records));
      await client.query('update ledger_head set size = size + 1 where ledger = $1', [ledger]);
      return VICTIM + 2;
    },
  },
  {
    name: 'a forged record is put in between, everything after it numbered and hashed again, the head too',
    what: 'rewritten',
    explanation: /rewritten and hashed again/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      const extra = unwrittenAfter(recordAt(records, VICTIM), records);
      const rest = chained(records.slice(VICTIM + 1), extra.seq + 1, extra.hash);
      for (const record of [extra, ...rest]) await put(client, ledger, record);
      await headTo(client, ledger, recordAt(rest, -1));
      return records.length - 1;
    },
  },
  {
    name: 'two records are swapped',
    what: 'reordered',
    explanation: /In the place of record 3 stands a record that was written as number 4/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await put(client, ledger, recordAt(records, VICTIM), VICTIM + 1);
      await put(client, ledger, recordAt(records, VICTIM + 1), VICTIM);
      return VICTIM;
    },
  },
  {
    name: 'everything from a record on is rewritten and hashed again, the head too',
    what: 'rewritten',
    explanation: /rewritten and hashed again/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      const victim = recordAt(records, VICTIM);
      const rest = chained(
        [{ ...victim, entry: reworded(victim) }, ...records.slice(VICTIM + 1)],
        VICTIM,
        recordAt(records, VICTIM - 1).hash,
      );
      for (const record of rest) await rewrite(client, ledger, record);
      await headTo(client, ledger, recordAt(rest, -1));
      return records.length - 1;
    },
  },
  {
    name: "another organization's record stands in the place of one of its own",
    what: 'rewritten',
    explanation: /Record 3 was written for another ledger/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, neighbour }) {
      await put(client, ledger, recordAt(neighbour.records, VICTIM));
      return VICTIM;
    },
  },
  {
    name: "another organization's records stand in the place of its own end",
    what: 'rewritten',
    explanation: /Record \d+ was written for another ledger/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records, neighbour }) {
      for (const record of neighbour.records.slice(-2)) await put(client, ledger, record);
      await headTo(client, ledger, recordAt(neighbour.records, -1));
      return records.length - 2;
    },
  },
  {
    name: "its records and another organization's stand under each other's name",
    what: 'rewritten',
    explanation: /Record 0 was written for another ledger/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records, neighbour }) {
      await exchange(client, 'ledger_record', 'ledger', ledger, neighbour.ledger);
      await headTo(client, ledger, recordAt(neighbour.records, -1));
      await headTo(client, neighbour.ledger, recordAt(records, -1));
      return 0;
    },
  },
  {
    name: "its head and another organization's stand under each other's name",
    what: 'state edited',
    explanation: /The head of organization org_\w+ names the ledger org_\w+, which is another organization's/,
    foundAtStart: BEFORE,
    before: async ({ server, slug }) => void (await makeWorld(server, `${slug}-twin`)),
    async strike({ client, ledger, world }) {
      const twin = await client.query<{ id: string }>('select id from organization where slug = $1', [
        `${world.slug}-twin`,
      ]);
      await exchange(client, 'ledger_head', 'organization_id', ledger, twin.rows[0]?.id ?? '');
      return 0;
    },
  },
  ...['type', 'subject_id', 'actor_id'].map(
    (column): Attack => ({
      name: `${column}, which records are found by, is changed`,
      what: 'state edited',
      explanation: new RegExp(
        `Record 3 is whole, but the column ${column} beside it does not say what the record says`,
      ),
      foundAtStart: BEFORE,
      async strike({ client, ledger }) {
        await client.query(`update ledger_record set ${column} = 'none' where ledger = $1 and seq = $2`, [
          ledger,
          VICTIM,
        ]);
        return VICTIM;
      },
    }),
  ),
];
