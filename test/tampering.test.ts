import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './harness/graphql-client.ts';
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
const RECORDS =
  'query ($id: ID!, $filter: AuditFilter) { auditRecords(organizationId: $id, filter: $filter, first: 50) { nodes { type subjectId entry } } }';

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
  const moveHead = (ledger: string, size: number, hash: string) =>
    superuser.query('update ledger_head set size = $2, hash = $3 where ledger = $1', [ledger, size, hash]);

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
        await moveHead(ledger, records.length - 2, recordAt(records, records.length - 3).hash);
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
        await moveHead(ledger, records.length, before.new);
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
    expect(await world.root.refused(SUBMIT, { input: submission(world) })).toMatchObject(sealed);
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
    const left = await recordsOf(id);
    expect(left.length).toBeLessThanOrEqual(records.length);

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
});
