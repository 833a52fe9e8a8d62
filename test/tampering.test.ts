import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceClient } from './harness/device-client.ts';
import type { Tree } from './harness/graphql-client.ts';
import { connectAsSuperuser } from './harness/invariants.ts';
import { removeDataFolder, runCommand, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, makeWorld, SEED, SUBMIT, type World } from './harness/world.ts';

interface LedgerRecord {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
}

interface Attack {
  readonly name: string;
  /** Changes the ledger, and answers the record that is the first to be wrong. */
  readonly strike: (ledger: string, records: readonly LedgerRecord[]) => Promise<number>;
  readonly explanation: RegExp;
}

/** The record that most attacks are on; there are records before and after it. */
const VICTIM = 3;
const VERIFY =
  'mutation ($id: ID!) { verifyAuditChain(organizationId: $id) { verification { state } userErrors { code message } } }';
const CHAIN =
  'query ($id: ID!) { auditChain(organizationId: $id) { size sealed lastVerification { state ok firstBroken explanation } } }';

const hashOf = (entry: string) => createHash('sha256').update(`\u0000${entry}`).digest('hex');

/** Says one word differently; the text stays of the same length and in canonical form. */
function reworded({ entry }: LedgerRecord): string {
  const other = entry.replace(/"name":"(.)/, (_whole, letter: string) => `"name":"${letter === 'x' ? 'y' : 'x'}`);
  expect(other).not.toBe(entry);
  return other;
}

describe('a ledger that somebody with all power over the database changed', () => {
  let server: ServerProcess;
  let superuser: pg.Client;

  beforeAll(async () => {
    server = await startServer();
    superuser = await connectAsSuperuser(server.dataFolder);
  });
  afterAll(async () => {
    await superuser.end();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const recordsOf = async (ledger: string) =>
    (
      await superuser.query<LedgerRecord>(
        'select seq::int, hash, entry from ledger_record where ledger = $1 order by seq',
        [ledger],
      )
    ).rows;
  const rewrite = (ledger: string, { seq }: { seq: number }, entry: string, hash: string) =>
    superuser.query('update ledger_record set entry = $3, hash = $4 where ledger = $1 and seq = $2', [
      ledger,
      seq,
      entry,
      hash,
    ]);
  const cutFrom = (ledger: string, seq: number) =>
    superuser.query('delete from ledger_record where ledger = $1 and seq >= $2', [ledger, seq]);
  const moveHead = (ledger: string, size: number, hash: string, ts: string) =>
    superuser.query('update ledger_head set size = $2, hash = $3, ts = $4 where ledger = $1', [ledger, size, hash, ts]);

  const attacks: readonly Attack[] = [
    {
      name: 'one byte of a record is changed',
      async strike(ledger, records) {
        const victim = recordAt(records, VICTIM);
        await rewrite(ledger, victim, reworded(victim), victim.hash);
        return VICTIM;
      },
      explanation: /does not have the hash/,
    },
    {
      name: 'a record is deleted',
      async strike(ledger) {
        await superuser.query('delete from ledger_record where ledger = $1 and seq = $2', [ledger, VICTIM]);
        return VICTIM;
      },
      explanation: /is missing/,
    },
    {
      name: 'a record is rewritten and hashed again',
      async strike(ledger, records) {
        const victim = recordAt(records, VICTIM);
        const entry = reworded(victim);
        await rewrite(ledger, victim, entry, hashOf(entry));
        return VICTIM + 1;
      },
      explanation: /does not continue from record 3/,
    },
    {
      name: 'the column that records are found by is changed',
      async strike(ledger) {
        await superuser.query(`update ledger_record set actor_id = 'usr_nobody' where ledger = $1 and seq = $2`, [
          ledger,
          VICTIM,
        ]);
        return VICTIM;
      },
      explanation: /actor_id/,
    },
    {
      name: 'the end is cut off',
      async strike(ledger, records) {
        await cutFrom(ledger, records.length - 2);
        return records.length - 2;
      },
      explanation: /ends after \d+ records, but/,
    },
    {
      name: 'the end is cut off and the head is moved back',
      async strike(ledger, records) {
        await cutFrom(ledger, records.length - 2);
        const last = recordAt(records, records.length - 3);
        await moveHead(ledger, records.length - 2, last.hash, JSON.parse(last.entry).ts);
        return records.length - 2;
      },
      explanation: /a kept checkpoint signed/,
    },
    {
      name: 'everything from a record on is rewritten and hashed again, the head too',
      async strike(ledger, records) {
        let before = { old: '', new: '' };
        for (const record of records.slice(VICTIM)) {
          const entry = record.seq === VICTIM ? reworded(record) : record.entry.replace(before.old, before.new);
          before = { old: record.hash, new: hashOf(entry) };
          await rewrite(ledger, record, entry, before.new);
        }
        const last = recordAt(records, records.length - 1);
        await moveHead(ledger, records.length, before.new, JSON.parse(last.entry).ts);
        return records.length - 1;
      },
      explanation: /not the one that was signed/,
    },
  ];

  const serial = new Map(attacks.map(({ name }, index) => [name, index]));

  test.each(attacks)('is found out and sealed: $name', async ({ name, strike, explanation }) => {
    const world = await makeWorld(server, `corp-${serial.get(name)}`);
    const { organizationId: id, approver, device } = world;
    const asked = await device.enroll(SEED);
    expect(asked.status).toBe(202);
    const requestId = asked.body.approval_id ?? '';
    const records = await recordsOf(id);
    await waitFor(() => keptSize(server, id) === records.length, 'a checkpoint of the whole ledger');
    const firstBroken = await strike(id, records);

    const command = await runCommand(server, ['ledger', 'verify', '--organization', world.slug]);
    expect(command.stdout).toContain(`${world.slug} (${id}): BROKEN at record ${firstBroken} (`);
    expect(command.stdout).toMatch(explanation);
    expect(command.code).toBe(1);

    expect(await verdictOn(world)).toMatchObject({
      sealed: true,
      lastVerification: {
        ok: false,
        firstBroken: String(firstBroken),
        explanation: expect.stringMatching(explanation),
      },
    });

    const sealed = { code: 'LEDGER_SEALED', message: expect.stringMatching(/^This organization is sealed: /) };
    const refusal = await approver.client.refused(APPROVE, { input: { requestId } });
    expect(refusal).toMatchObject(sealed);
    expect(refusal.message).toMatch(explanation);
    expect(refusal.message).toMatch(/until a superuser has dealt with it/);
    expect(await world.admin.client.refused(SUBMIT, { input: submission(world) })).toMatchObject(sealed);
    const refusedDevice = await device.enroll({ ...SEED, domains: ['late.internal.corp.com'] });
    expect(refusedDevice.status).toBe(503);
    expect(refusedDevice.body).toMatchObject({ title: 'The organization is sealed' });
    expect(Number(refusedDevice.headers['retry-after'])).toBeGreaterThan(0);

    expect((await device.request('GET', `/approvals/${requestId}`)).body).toMatchObject({ status: 'pending' });
    const read = await approver.client.ask(
      'query ($id: ID!) { requests(organizationId: $id) { nodes { id status } } organization(id: $id) { sealed } }',
      { id },
    );
    expect(read.requests?.nodes).toEqual([{ id: requestId, status: 'PENDING' }]);
    expect(read.organization).toEqual({ sealed: true });

    const told = await superuser.query<{ entry: string }>(
      `select entry from ledger_record where ledger = 'platform' and type = 'ledger.sealed' and subject_id = $1`,
      [id],
    );
    expect(told.rows.map(({ entry }) => JSON.parse(entry).detail)).toEqual([
      expect.objectContaining({ firstBroken, explanation: expect.stringMatching(explanation) }),
    ]);
    expect(server.output()).toContain(`ledger ${id} does not verify and is sealed`);
    device.close();
  });

  test('an organization beside it is not touched: its ledger verifies and it works on', async () => {
    const world = await makeWorld(server, 'bystander');
    expect(await verdictOn(world)).toMatchObject({ sealed: false, lastVerification: { ok: true, firstBroken: null } });
    const asked = await world.device.enroll(SEED);
    await world.approver.client.change(APPROVE, { input: { requestId: asked.body.approval_id } });
    const command = await runCommand(server, ['ledger', 'verify', '--organization', world.slug]);
    expect(command.stdout).toMatch(/: \d+ records verify, root [0-9a-f]{64}/);
    expect(command.code).toBe(0);
    world.device.close();
  });

  test('what was changed behind the back of a server is found before its next start serves anybody', async () => {
    const world = await makeWorld(server, 'overnight');
    const records = await recordsOf(world.organizationId);
    const victim = recordAt(records, VICTIM);
    await rewrite(world.organizationId, victim, reworded(victim), victim.hash);
    world.device.close();
    await superuser.end();
    await server.stop();
    server = await startServer({ dataFolder: server.dataFolder });
    superuser = await connectAsSuperuser(server.dataFolder);
    const device = deviceClient(server.deviceUrl, world.device.identity);
    expect((await device.enroll(SEED)).status).toBe(503);
    device.close();
    expect(server.output()).toContain(`ledger ${world.organizationId} does not verify and is sealed`);
  });

  test.each([
    `update ledger_record set entry = entry where seq = 0`,
    `update ledger_record set hash = '0' where false`,
    `delete from ledger_record`,
    `delete from ledger_record where false`,
    `truncate ledger_record`,
    `drop table ledger_record`,
    `alter table ledger_record disable trigger all`,
    `update decision set verdict = 'REJECT'`,
    `delete from ledger_head`,
  ])('the database role of the server itself cannot: %s', async (statement) => {
    const client = await connectAsServer(server.dataFolder);
    try {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});

function recordAt(records: readonly LedgerRecord[], seq: number): LedgerRecord {
  const record = records[seq];
  if (record === undefined) throw new Error(`there is no record ${seq}`);
  return record;
}

/** The size that the newest checkpoint in the data folder is of: the second line of a C2SP checkpoint. */
function keptSize(server: ServerProcess, ledger: string): number {
  const file = path.join(server.dataFolder, 'checkpoints', `${ledger}.checkpoint`);
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[1]) : 0;
}

/** Has the ledger verified, and waits for the verdict. */
async function verdictOn(world: World): Promise<Tree> {
  await world.admin.client.change(VERIFY, { id: world.organizationId });
  return waitFor(async () => {
    const chain = (await world.admin.client.ask(CHAIN, { id: world.organizationId })).auditChain;
    const state: unknown = chain?.lastVerification?.state;
    return state === 'DONE' ? chain : null;
  }, 'the verdict');
}

function submission({ organizationId }: World): Record<string, unknown> {
  return { ...SEED, organizationId, domains: ['by-hand.internal.corp.com'] };
}

/** As the server connects, with its own password. */
async function connectAsServer(dataFolder: string): Promise<pg.Client> {
  const passwords = JSON.parse(fs.readFileSync(path.join(dataFolder, 'database-passwords.json'), 'utf8')) as {
    server: string;
  };
  const port = fs.readFileSync(path.join(dataFolder, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  const client = new pg.Client({
    connectionString: `postgresql://countersign_server:${passwords.server}@127.0.0.1:${port}/countersign`,
  });
  await client.connect();
  return client;
}
