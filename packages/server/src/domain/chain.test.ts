import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYSTEM } from './actor.ts';
import { prepareDraft, renderEntry } from './audit-record.ts';
import {
  type ChainBreak,
  type ChainRecord,
  ChainVerifier,
  type ChainVerifierOptions,
  hashEntry,
  ZERO_HASH,
} from './chain.ts';
import { chainVectors, checkpointVectors, tamperedVectors, VECTOR_LEDGER } from './testdata/ledger-vectors.ts';

const { records } = chainVectors;

function verify(all: readonly ChainRecord[], options: Partial<ChainVerifierOptions> = {}): ChainBreak | null {
  const verifier = new ChainVerifier({ ledger: VECTOR_LEDGER, ...options });
  for (const record of all) verifier.push(record);
  return verifier.finish();
}

/** A chain of our own making, with a hash for every text. */
function chainOf(texts: readonly string[], times: readonly string[] = [], ledger = VECTOR_LEDGER): ChainRecord[] {
  let prev = ZERO_HASH;
  return texts.map((text, seq) => {
    const subject = { id: 'apr_1', kind: 'request' } as const;
    const prepared = prepareDraft({ type: 'request.commented', actor: SYSTEM, subject, detail: { text } });
    const entry = renderEntry(prepared, { ledger, prev, seq, ts: times[seq] ?? '2026-11-23T13:48:20.000Z' });
    prev = hashEntry(entry);
    return { seq, hash: prev, entry };
  });
}

function replaced(all: readonly ChainRecord[], at: number, change: Partial<ChainRecord>): ChainRecord[] {
  return all.map((record, i) => (i === at ? { ...record, ...change } : record));
}

function rehashed(record: ChainRecord, entry: string): ChainRecord {
  return { ...record, entry, hash: hashEntry(entry) };
}

describe('a chain that is whole', () => {
  test('has no break, and the size, head and root of the vectors', () => {
    const verifier = new ChainVerifier({ ledger: VECTOR_LEDGER, checkpoints: checkpointVectors.checkpoints });
    for (const [i, record] of records.entries()) {
      expect(verifier.push(record)).toBeNull();
      expect(verifier).toMatchObject({ size: i + 1, headHash: record.hash });
      expect(verifier.root()).toBe(chainVectors.roots[i + 1]?.root);
    }
    expect(verifier.finish({ size: records.length, hash: records.at(-1)?.hash ?? '' })).toBeNull();
  });

  test('may be empty', () => {
    expect(new ChainVerifier({ ledger: VECTOR_LEDGER }).finish({ size: 0, hash: ZERO_HASH })).toBeNull();
  });

  test('may hold records of the same millisecond', () => {
    expect(verify(chainOf(['a', 'b', 'c']))).toBeNull();
  });

  test.each(records.map((_, i) => i))('can be taken up again after record %i', (at) => {
    const first = new ChainVerifier({ ledger: VECTOR_LEDGER });
    for (const record of records.slice(0, at)) first.push(record);
    const options = { resume: first.position(), checkpoints: checkpointVectors.checkpoints };
    expect(verify(records.slice(at), options)).toBeNull();
    expect(verify(replaced(records.slice(at), 0, { hash: ZERO_HASH }), options)).toMatchObject({
      seq: at,
      what: 'edited',
    });
  });
});

describe('a chain that was tampered with', () => {
  test.each(tamperedVectors.cases)('$name', ({ records: tampered, firstBroken, checkpointSize }) => {
    expect(verify(tampered)?.seq ?? null).toBe(firstBroken);
    const checkpoints = checkpointVectors.checkpoints.filter((one) => one.size === checkpointSize);
    expect(verify(tampered, { checkpoints })).not.toBeNull();
  });

  test.each([
    [0, 'edited', 2],
    [1, 'edited', 3],
    [2, 'missing', 3],
    [3, 'reordered', 2],
    [4, 'cut off', 5],
    [5, 'rewritten', 2],
  ])('case %i of the vectors is called %s', (at, what, seq) => {
    const { records: tampered = [] } = tamperedVectors.cases[at] ?? {};
    // A checkpoint kept in between would show an edit before the chain does.
    const checkpoints = tamperedVectors.cases[at]?.firstBroken === null ? checkpointVectors.checkpoints : [];
    expect(verify(tampered, { checkpoints })).toMatchObject({ what, seq });
  });

  test('shows any one byte changed in any entry, at exactly that record', () => {
    for (const [seq, record] of records.entries()) {
      const bytes = Buffer.from(record.entry);
      for (let i = 0; i < bytes.length; i++) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(i) ^ (1 << (i % 8)), i);
        expect(verify(replaced(records, seq, { entry: changed.toString() }))).toMatchObject({ seq, what: 'edited' });
      }
    }
  });

  test('shows any byte of any record flipped, at exactly that record, whatever the texts are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (texts, which, where, mask) => {
          const chain = chainOf(texts);
          const seq = which % chain.length;
          const bytes = Buffer.from(chain[seq]?.entry ?? '');
          const at = where % bytes.length;
          bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at);
          expect(verify(chain)).toBeNull();
          expect(verify(replaced(chain, seq, { entry: bytes.toString() }))?.seq).toBe(seq);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('shows any digit changed in a stored hash, at exactly that record', () => {
    for (const [seq, { hash }] of records.entries()) {
      for (let i = 0; i < hash.length; i++) {
        const changed = hash.slice(0, i) + (hash[i] === '0' ? '1' : '0') + hash.slice(i + 1);
        expect(verify(replaced(records, seq, { hash: changed }))?.seq).toBe(seq);
      }
    }
  });

  test('shows a record that is not canonical although its hash fits', () => {
    const [first, ...rest] = records;
    if (!first) throw new Error('no vectors');
    expect(verify([rehashed(first, first.entry.replace(',"org"', ', "org"')), ...rest])).toMatchObject({
      seq: 0,
      what: 'edited',
      explanation: expect.stringContaining('canonical'),
    });
  });

  test('shows records of another ledger spliced in, even as a whole', () => {
    expect(verify(chainOf(['a'], [], 'org_other'))).toMatchObject({ seq: 0, what: 'rewritten', found: 'org_other' });
    expect(verify(chainOf(['a']), { ledger: `${VECTOR_LEDGER}/2` })).toMatchObject({ seq: 0, what: 'rewritten' });
  });

  test('shows two entries that changed places under the right numbers', () => {
    const [a, b, c] = chainOf(['a', 'b', 'c']);
    if (!a || !b || !c) throw new Error('no chain');
    expect(verify([a, { ...c, seq: 1 }, { ...b, seq: 2 }])).toMatchObject({ seq: 1, what: 'reordered' });
  });

  test('shows a record that comes twice', () => {
    expect(verify([...records.slice(0, 3), ...records.slice(2)])).toMatchObject({ seq: 3, what: 'reordered' });
  });

  test('shows a first record that does not begin from zero', () => {
    const [, second] = records;
    if (!second) throw new Error('no vectors');
    const moved = rehashed({ ...second, seq: 0 }, second.entry.replace('"seq":1', '"seq":0'));
    expect(verify([moved])).toMatchObject({ seq: 0, what: 'edited', expected: ZERO_HASH });
  });

  test('shows time running backwards', () => {
    const chain = chainOf(['a', 'b'], ['2026-11-23T13:48:20.001Z', '2026-11-23T13:48:20.000Z']);
    expect(verify(chain)).toMatchObject({ seq: 1, what: 'rewritten', found: '2026-11-23T13:48:20.000Z' });
  });

  test('shows a head that promises more, less or other records', () => {
    const finish = (size: number, hash: string) => {
      const verifier = new ChainVerifier({ ledger: VECTOR_LEDGER });
      for (const record of records) verifier.push(record);
      return verifier.finish({ size, hash });
    };
    const hash = records.at(-1)?.hash ?? '';
    expect(finish(9, hash)).toMatchObject({ seq: 8, what: 'cut off' });
    expect(finish(7, records[6]?.hash ?? '')).toMatchObject({ seq: 7, what: 'rewritten' });
    expect(finish(8, ZERO_HASH)).toMatchObject({ seq: 7, what: 'rewritten' });
    expect(finish(8, hash)).toBeNull();
  });

  test('stays at the last record that was right, however many follow', () => {
    const verifier = new ChainVerifier({ ledger: VECTOR_LEDGER });
    for (const record of replaced(records, 4, { hash: ZERO_HASH })) verifier.push(record);
    expect(verifier).toMatchObject({ size: 4, headHash: records[3]?.hash, broken: { seq: 4 } });
    expect(verifier.root()).toBe(chainVectors.roots[4]?.root);
  });
});
