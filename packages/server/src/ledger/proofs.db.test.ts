import { hash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CompactTree, EMPTY_ROOT, verifyConsistency, verifyInclusion } from '../domain/merkle.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { LedgerProofs } from './proofs.ts';
import { Subtrees } from './subtrees.ts';
import { LedgerTrees } from './trees.ts';

/** Beyond 256², so that subtrees of every level that is stored for a million records take part. */
const SIZE = 66_000;
const LEDGER = 'org_large';
const leafOf = (seq: number) => hash('sha256', `leaf ${seq}`, 'hex');

describe('proofs from stored subtrees', () => {
  let open: OpenTestDatabase;
  let proofs: LedgerProofs;
  /** The root of the first n leaves, by the tree that knows no store. */
  const roots = new Map<number, string>();
  const rootAt = (size: number): string => {
    const known = roots.get(size);
    if (known !== undefined) return known;
    const tree = new CompactTree();
    for (let seq = 0; seq < size; seq += 1) tree.append(leafOf(seq));
    roots.set(size, tree.root());
    return tree.root();
  };

  beforeAll(async () => {
    open = await openTestDatabase();
    proofs = new LedgerProofs(open.database);
    const { pool } = open.database;
    await pool.query(
      `insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id)
        select $1, seq, encode(sha256(('leaf ' || seq)::bytea), 'hex'),
          '{"org":"org_large","prev":"' || case seq when 0 then repeat('0', 64)
            else encode(sha256(('leaf ' || seq - 1)::bytea), 'hex') end || '"}',
          'request.commented', 'apr_1', 'usr_1'
        from generate_series(0, $2 - 1) seq`,
      [LEDGER, SIZE],
    );
    await pool.query(
      `insert into ledger_head (organization_id, ledger, epoch, size, hash, ts, authority, origin)
        values ($1, $1, 1, $2, $3, now(), 0, 'countersign.example/ledger/org_large')`,
      [LEDGER, SIZE, leafOf(SIZE - 1)],
    );
  });
  afterAll(() => open.close());
  const forget = () => withClient(open.test.superuserUrl, (client) => client.query('delete from ledger_subtree'));
  beforeEach(forget);

  const inclusion = async (
    seq: number,
    of: number,
    { from = proofs, signed = null }: { from?: LedgerProofs; signed?: string | null } = {},
  ) => {
    const [proof] = await from.inclusions(LEDGER, [{ seq, hash: leafOf(seq) }], of, signed);
    if (proof === undefined) throw new Error('no proof');
    return proof;
  };
  const size = fc.oneof(
    fc.integer({ min: 1, max: SIZE }),
    fc.constantFrom(1, 255, 256, 257, 511, 512, 65_536, 65_537, SIZE),
  );

  it('lead from any record to the root of any tree that it is in', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (of, any) => {
        const seq = any % of;
        const proof = await inclusion(seq, of);
        expect(proof).toMatchObject({ size: of, rootHex: rootAt(of) });
        expect(
          verifyInclusion({ seq, size: of, leafHash: leafOf(seq), proof: proof.hashes, rootHex: rootAt(of) }),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('lead from any tree to any larger one, and from the empty one', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (to, any) => {
        const from = any % (to + 1);
        const proof = await proofs.consistency(LEDGER, from, to, null);
        const fromRootHex = from === 0 ? EMPTY_ROOT : rootAt(from);
        expect(proof).toMatchObject({ from, to, fromRootHex, toRootHex: rootAt(to) });
        expect(verifyConsistency({ from, to, fromRootHex, toRootHex: rootAt(to), proof: proof.hashes })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same from what is stored as from what is computed, and read only a few rows then', async () => {
    const first = await inclusion(12_345, SIZE);
    const { rows } = await open.database.pool.query(
      'select level, count(*)::int from ledger_subtree where ledger = $1 group by level order by level',
      [LEDGER],
    );
    expect(rows).toEqual([
      { level: 1, count: Math.floor(SIZE / 256) },
      { level: 2, count: 1 },
    ]);
    const reads: string[] = [];
    const counting = new LedgerProofs({
      ...open.database,
      query: (statement, values) => {
        reads.push(statement.name);
        return open.database.query(statement, values);
      },
    });
    expect(await inclusion(12_345, SIZE, { from: counting })).toEqual(first);
    expect(reads.length).toBeLessThanOrEqual(6);
    expect(new Set(reads)).toEqual(new Set(['subtree-leaves', 'subtree-nodes']));
  });

  it('are stored as the tree grows, by whichever server', async () => {
    const trees = [new LedgerTrees(open.database), new LedgerTrees(open.database)];
    const [one, other] = await Promise.all(trees.map((tree) => tree.current(LEDGER)));
    expect(one).toEqual(other);
    expect(one).toMatchObject({ rootHex: rootAt(SIZE), headHash: leafOf(SIZE - 1), tree: { size: SIZE } });
    const { rows } = await open.database.pool.query('select count(*)::int from ledger_subtree where level = 1');
    expect(rows).toEqual([{ count: Math.floor(SIZE / 256) }]);
  });

  it.each([
    ['a stored subtree was edited', `update ledger_subtree set hash = repeat('0', 64) where level = 1 and place = 50`],
    [
      'stored subtrees were exchanged',
      `update ledger_subtree set place = -place where level = 1 and place in (40, 41)`,
    ],
  ])('are not handed out where %s', async (_what, sql) => {
    await inclusion(50 * 256, SIZE);
    await withClient(open.test.superuserUrl, (client) => client.query(sql));
    const asked = inclusion(50 * 256, SIZE);
    const right = { rootHex: rootAt(SIZE) };
    // A group with a hole is computed anew; one that was edited is noticed by what comes of it.
    await asked.then(
      (proof) => expect(proof).toMatchObject(right),
      (error: unknown) => expect(String(error)).toContain('does not fit its records'),
    );
  });

  it('are not handed out where they lead to another root than the one that was signed', async () => {
    const signed = rootAt(SIZE);
    await inclusion(5, SIZE, { signed });
    // Far from the record: the proof is consistent in itself, and of a history that never was.
    await withClient(open.test.superuserUrl, (client) =>
      client.query(`update ledger_subtree set hash = repeat('0', 64) where level = 1 and place = 256`),
    );
    await expect(inclusion(5, SIZE, { signed })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(proofs.consistency(LEDGER, 100, SIZE, signed)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await inclusion(5, 1_000, { signed: rootAt(1_000) })).toMatchObject({ rootHex: rootAt(1_000) });
    await forget();
    expect(await inclusion(5, SIZE, { signed })).toMatchObject({ rootHex: signed });
  });

  it('of many records of one tree are read for together', async () => {
    const seqs = [0, 1, 255, 256, 40_000, SIZE - 1];
    const records = seqs.map((seq) => ({ seq, hash: leafOf(seq) }));
    const made = await proofs.inclusions(LEDGER, records, SIZE, rootAt(SIZE));
    for (const [at, seq] of seqs.entries()) {
      const proof = made[at]?.hashes ?? [];
      expect(verifyInclusion({ seq, size: SIZE, leafHash: leafOf(seq), proof, rootHex: rootAt(SIZE) })).toBe(true);
    }
  });

  it('are not to be had of records that are missing', async () => {
    await withClient(open.test.superuserUrl, (client) =>
      client.query('delete from ledger_record where ledger = $1 and seq = 700', [LEDGER]),
    );
    try {
      await expect(proofs.root(LEDGER, 701)).rejects.toThrow('Record 700 of ledger org_large is missing');
      await expect(new Subtrees(open.database, LEDGER).rootOf({ start: 0, end: SIZE })).rejects.toThrow('Record 700');
      await expect(new LedgerTrees(open.database).current(LEDGER)).rejects.toThrow('record 700');
    } finally {
      await open.database.pool.query(
        `insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id) values ($1, 700, $2, '{}', 'request.commented', 'apr_1', 'usr_1')`,
        [LEDGER, leafOf(700)],
      );
    }
    expect(await proofs.root(LEDGER, 701)).toBe(rootAt(701));
  });
});
