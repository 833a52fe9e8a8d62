import type { Attack } from './attacks.ts';
import { backUp, cutFrom, headTo, put, recordAt, restore, unwrittenAfter } from './database-edits.ts';
import { SEED } from './world.ts';

const BEFORE = 'before it listens';

/** What a chain alone does not see: where it ends. */
export const attacksOnTheEnd: readonly Attack[] = [
  {
    name: 'a forged record stands behind the end',
    what: 'rewritten',
    explanation: /The head of the ledger \(\d+ records\) does not agree with its \d+ records/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await put(client, ledger, unwrittenAfter(recordAt(records, -1), records));
      return records.length;
    },
  },
  {
    name: 'a forged record is appended and the head is moved to it',
    what: 'state edited',
    explanation: /Device web-01 \(dev_\w+\) has revoked_at empty in its table, but record \d+ set it/,
    foundAtStart: 'in the background',
    async strike({ client, ledger, records }) {
      const extra = unwrittenAfter(recordAt(records, -1), records);
      await put(client, ledger, extra);
      await headTo(client, ledger, extra);
      return records.length;
    },
  },
  {
    name: 'the end is cut off',
    what: 'cut off',
    explanation: /ends after \d+ records, but (a kept checkpoint signed|its head counts)/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await cutFrom(client, ledger, records.length - 2);
      return records.length - 2;
    },
  },
  {
    name: 'the end is cut off and the head is moved back',
    what: 'cut off',
    explanation: /ends after \d+ records, but a kept checkpoint signed/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await cutFrom(client, ledger, records.length - 2);
      await headTo(client, ledger, recordAt(records, -3));
      return records.length - 2;
    },
  },
  {
    name: 'all of its records are taken out',
    what: 'cut off',
    explanation: /ends after 0 records, but (a kept checkpoint signed|its head counts)/,
    foundAtStart: BEFORE,
    async strike({ client, ledger }) {
      await cutFrom(client, ledger, 0);
      return 0;
    },
  },
  {
    name: 'all of its records but the first are taken out and the head is moved back to that',
    what: 'cut off',
    explanation: /ends after 1 records, but a kept checkpoint signed/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await cutFrom(client, ledger, 1);
      await headTo(client, ledger, recordAt(records, 0));
      return 1;
    },
  },
  {
    name: 'an old backup is restored',
    what: 'cut off',
    explanation: /ends after \d+ records, but a kept checkpoint signed/,
    foundAtStart: BEFORE,
    async before({ organizationId, device }, { client }) {
      await backUp(client, organizationId);
      await device.enroll({ ...SEED, domains: ['since-the-backup.internal.corp.com'] });
    },
    strike: ({ client, ledger }) => restore(client, ledger),
  },
  {
    name: 'the head has another hash',
    what: 'rewritten',
    explanation: /The head of the ledger \(\d+ records\) does not agree/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await client.query(`update ledger_head set hash = repeat('0', 64) where ledger = $1`, [ledger]);
      return records.length - 1;
    },
  },
  {
    name: 'the head counts one more',
    what: 'cut off',
    explanation: /ends after \d+ records, but its head counts \d+/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await client.query('update ledger_head set size = size + 1 where ledger = $1', [ledger]);
      return records.length;
    },
  },
  {
    name: 'the head counts one less',
    what: 'rewritten',
    explanation: /The head of the ledger \(\d+ records\) does not agree/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await client.query('update ledger_head set size = size - 1 where ledger = $1', [ledger]);
      return records.length - 1;
    },
  },
  {
    name: 'the head is dated later',
    what: 'state edited',
    explanation: /The head of the ledger is dated/,
    foundAtStart: BEFORE,
    async strike({ client, ledger, records }) {
      await client.query(`update ledger_head set ts = ts + interval '1 day' where ledger = $1`, [ledger]);
      return records.length - 1;
    },
  },
  {
    name: 'the head names another origin',
    what: 'state edited',
    explanation: /The head of the ledger \S+ has origin “elsewhere” in its table|names an origin that is not its own/,
    foundAtStart: BEFORE,
    async strike({ client, ledger }) {
      await client.query(`update ledger_head set origin = 'elsewhere' where ledger = $1`, [ledger]);
      return 0;
    },
  },
];
