import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashEntry } from '../domain/chain.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { rootOfLeaves } from '../domain/merkle.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { checkpointSigner } from './checkpoint-key.ts';
import { Checkpoints } from './checkpoints.ts';
import { exportLedger } from './export.ts';
import { LedgerIdentity } from './ledger-identity.ts';
import { writeLedger } from './testing/write-ledger.ts';
import { LedgerTrees } from './trees.ts';
import { VerificationCancelled, type VerificationProgress, verifyInThread } from './verifier.ts';
import { verifyTail } from './verify-tail.ts';

const SIZE = 301;

describe('the verifier', () => {
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
  const verify = (ledger: string, checkpoints: { size: number; rootHex: string }[] = []) =>
    verifyInThread(open.database.url, { ledger, checkpoints });

  it('verifies a whole ledger and gives its head and root', async () => {
    const ledger = await freshLedger();
    const progress: VerificationProgress[] = [];
    const verdict = await verifyInThread(
      open.database.url,
      { ledger, checkpoints: [] },
      { onProgress: (step) => void progress.push(step) },
    );
    const stored = await open.database.pool.query<{ hash: string }>(
      'select hash from ledger_record where ledger = $1 order by seq',
      [ledger],
    );
    const hashes = stored.rows.map(({ hash }) => hash);
    expect(verdict).toMatchObject({
      ok: true,
      size: SIZE,
      head: hashes.at(-1),
      root: rootOfLeaves(hashes),
      firstBroken: null,
      explanation: `All ${SIZE} records verify.`,
    });
    expect(verdict.recordsPerSecond).toBeGreaterThan(0);
    expect(progress.at(-1)).toEqual({ verified: SIZE, total: SIZE });
    expect(await new LedgerTrees(open.database).current(ledger)).toMatchObject({
      headHash: verdict.head,
      tree: { size: SIZE },
      rootHex: verdict.root,
    });
    expect(await verifyTail(open.database, ledger, { position: null, checkpoints: [] })).toMatchObject({ ok: true });
    expect(await verify(ledger, [{ size: 100, rootHex: rootOfLeaves(hashes.slice(0, 100)) }])).toMatchObject({
      ok: true,
    });
  });

  const attacks: [string, string, { firstBroken: number; what: string }][] = [
    [
      'one byte of a record changed',
      `update ledger_record set entry = overlay(entry placing 'G' from position('done' in entry) for 1) where ledger = $1 and seq = 42`,
      { firstBroken: 42, what: 'edited' },
    ],
    [
      'one byte of a stored hash changed',
      `update ledger_record set hash = translate(hash, '0123456789abcdef', '123456789abcdef0') where ledger = $1 and seq = 43`,
      { firstBroken: 43, what: 'edited' },
    ],
    [
      'a record taken out',
      'delete from ledger_record where ledger = $1 and seq = 44',
      { firstBroken: 44, what: 'missing' },
    ],
    [
      'the tail cut off',
      'delete from ledger_record where ledger = $1 and seq > 250',
      { firstBroken: 251, what: 'cut off' },
    ],
    ['everything taken out', 'delete from ledger_record where ledger = $1', { firstBroken: 0, what: 'cut off' }],
    [
      'two records swapped',
      `update ledger_record r set entry = o.entry, hash = o.hash from ledger_record o
        where r.ledger = $1 and o.ledger = $1 and r.seq in (60, 61) and o.seq = 121 - r.seq`,
      { firstBroken: 60, what: 'reordered' },
    ],
    [
      'the column of actors edited',
      `update ledger_record set actor_id = 'usr_other' where ledger = $1 and seq = 70`,
      { firstBroken: 70, what: 'state edited' },
    ],
    [
      'the column of subjects edited',
      `update ledger_record set subject_id = 'apr_other' where ledger = $1 and seq = 71`,
      { firstBroken: 71, what: 'state edited' },
    ],
    [
      'the column of types edited',
      `update ledger_record set type = 'request.approved' where ledger = $1 and seq = 72`,
      { firstBroken: 72, what: 'state edited' },
    ],
    [
      'the hash in the head edited',
      `update ledger_head set hash = repeat('0', 64) where ledger = $1`,
      { firstBroken: SIZE - 1, what: 'rewritten' },
    ],
    [
      'the size in the head lowered',
      'update ledger_head set size = size - 1 where ledger = $1',
      { firstBroken: SIZE - 1, what: 'rewritten' },
    ],
    [
      'the time in the head put back',
      `update ledger_head set ts = ts - interval '1 second' where ledger = $1`,
      { firstBroken: SIZE - 1, what: 'state edited' },
    ],
    [
      'a record of another ledger put at the end',
      `insert into ledger_record select $1, ${SIZE}, hash, entry, type, subject_id, actor_id from ledger_record where ledger = $1 and seq = 1`,
      { firstBroken: SIZE, what: 'reordered' },
    ],
  ];
  it.each(attacks)('finds %s, done with a superuser’s power', async (_what, sql, expected) => {
    const ledger = await freshLedger();
    expect(await superuser(sql, [ledger])).toBeGreaterThan(0);
    expect(await verify(ledger)).toMatchObject({ ok: false, ...expected });
  });

  it('finds a changed byte at every place that it is tried at, exactly there', async () => {
    const ledger = await freshLedger();
    for (const seq of [0, 1, 150, SIZE - 1]) {
      const found = await open.database.pool.query<{ entry: string }>(
        'select entry from ledger_record where ledger = $1 and seq = $2',
        [ledger, seq],
      );
      const entry = found.rows[0]?.entry ?? '';
      for (const at of [0, 20, entry.length >> 1, entry.length - 1]) {
        const tampered = `${entry.slice(0, at)}${entry[at] === 'x' ? 'y' : 'x'}${entry.slice(at + 1)}`;
        await superuser('update ledger_record set entry = $3 where ledger = $1 and seq = $2', [ledger, seq, tampered]);
        expect(await verify(ledger)).toMatchObject({ ok: false, firstBroken: seq, what: 'edited', size: seq });
      }
      await superuser('update ledger_record set entry = $3 where ledger = $1 and seq = $2', [ledger, seq, entry]);
    }
    expect(await verify(ledger)).toMatchObject({ ok: true });
  });

  it('finds a record hashed again by the break in the chain behind it, and all hashed again by a kept checkpoint', async () => {
    const ledger = await freshLedger();
    const { tree, rootHex } = await new LedgerTrees(open.database).current(ledger);
    const kept = { size: tree.size, rootHex };
    const last = SIZE - 1;
    const rehash = async (seq: number) => {
      const found = await open.database.pool.query<{ entry: string }>(
        'select entry from ledger_record where ledger = $1 and seq = $2',
        [ledger, seq],
      );
      const entry = (found.rows[0]?.entry ?? '').replace('done', 'DONE');
      await superuser('update ledger_record set entry = $3, hash = $4 where ledger = $1 and seq = $2', [
        ledger,
        seq,
        entry,
        hashEntry(entry),
      ]);
      return hashEntry(entry);
    };
    const hash = await rehash(last);
    await superuser('update ledger_head set hash = $2 where ledger = $1', [ledger, hash]);
    expect(await verify(ledger)).toMatchObject({ ok: true });
    expect(await verify(ledger, [kept])).toMatchObject({ ok: false, firstBroken: last, what: 'rewritten' });
    await rehash(100);
    expect(await verify(ledger)).toMatchObject({ ok: false, firstBroken: 101 });
  });

  it('can be cut short, and says so where the ledger is none', async () => {
    const ledger = await freshLedger();
    const cut = new AbortController();
    cut.abort();
    const job = { ledger, checkpoints: [] };
    await expect(verifyInThread(open.database.url, job, { signal: cut.signal })).rejects.toThrow(VerificationCancelled);
    const later = new AbortController();
    const running = verifyInThread(open.database.url, job, { signal: later.signal });
    later.abort();
    await expect(running).rejects.toThrow(VerificationCancelled);
    await expect(verifyInThread(open.database.url, { ledger: 'org_none', checkpoints: [] })).rejects.toThrow(
      'there is no ledger org_none',
    );
  });

  const tails: [string, string, object][] = [
    [
      'the newest record edited',
      `update ledger_record set entry = replace(entry, 'done', 'DONE') where ledger = $1 and seq = 300`,
      { firstBroken: 300, what: 'edited' },
    ],
    [
      'the newest records cut off',
      'delete from ledger_record where ledger = $1 and seq > 290',
      { firstBroken: 291, what: 'cut off' },
    ],
    ['the head edited', `update ledger_head set hash = repeat('0', 64) where ledger = $1`, { what: 'rewritten' }],
    ['all records cut off', 'delete from ledger_record where ledger = $1', { firstBroken: 0, what: 'cut off' }],
    [
      'a column of the newest record edited',
      `update ledger_record set actor_id = 'x' where ledger = $1 and seq = 299`,
      { firstBroken: 299, what: 'state edited' },
    ],
  ];
  it.each(tails)('sees in the tail alone, before the server listens, %s', async (_what, sql, expected) => {
    const ledger = await freshLedger();
    await superuser(sql, [ledger]);
    expect(await verifyTail(open.database, ledger, { position: null, checkpoints: [] })).toMatchObject({
      ok: false,
      ...expected,
    });
  });

  it('exports a ledger as it stands, with a checkpoint signed over exactly that', async () => {
    const ledger = await freshLedger();
    const signer = checkpointSigner(generateKeyPairSync('ed25519').privateKey);
    const folder = await CheckpointFolder.open('/nowhere', () => signer);
    const trees = new LedgerTrees(open.database);
    const checkpoints = new Checkpoints({
      database: open.database,
      trees,
      folder,
      signer,
      identity: new LedgerIdentity({ database: open.database, newest: () => null, open: (note) => signer.open(note) }),
    });
    const lines: string[] = [];
    for await (const line of exportLedger(open.database, { checkpoints, signer }, ledger)) lines.push(line);
    expect(lines).toHaveLength(SIZE + 1);
    const records = lines.slice(0, -1).map((line): { seq: number; hash: string; entry: string } => JSON.parse(line));
    expect(records.every(({ seq, hash, entry }, index) => seq === index && hashEntry(entry) === hash)).toBe(true);
    const { checkpoint, vkey } = JSON.parse(lines.at(-1) ?? '');
    expect(openCheckpoint(checkpoint, vkey)).toEqual({
      origin: `countersign.example/ledger/${ledger}`,
      size: SIZE,
      rootHex: rootOfLeaves(records.map(({ hash }) => hash)),
    });
  });
});
