import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { openCosignature } from '../domain/cosignature.ts';
import { type Divergence, Witnessing } from '../ledger/witnessing.ts';
import { type RunningWitness, runWitness } from './run-witness.ts';
import { type ExampleLedger, exampleLedger } from './testing/example-ledger.ts';

const ledger = exampleLedger('ledger.example/ledger/org_a');
const fork = exampleLedger(ledger.origin, { privateKey: ledger.privateKey, word: 'other', sharedRecords: 3 });

let place: string;
let witness: RunningWitness;
beforeEach(async () => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-witness-'));
  fs.writeFileSync(path.join(place, 'ledgers'), ledger.vkey);
  witness = await start();
});
afterEach(async () => {
  await witness.stop();
  fs.rmSync(place, { recursive: true });
});

const start = () =>
  runWitness({
    listen: { host: '127.0.0.1', port: 0 },
    folder: path.join(place, 'state'),
    keyFile: path.join(place, 'key.pem'),
    name: 'witness.example/w1',
    ledgersFile: path.join(place, 'ledgers'),
    log: () => undefined,
  });

/** Has this ledger cosigned at one size after the other, as a server that starts anew does. */
async function cosign(whose: ExampleLedger, sizes: readonly number[]) {
  const kept: string[] = [];
  const divergences: Divergence[] = [];
  const logged: string[] = [];
  let size = 0;
  const witnessing = new Witnessing({
    witnesses: [{ name: 'witness.example/w1', vkey: witness.vkey, url: new URL(witness.url) }],
    newest: () => ({ note: whose.note(size), size, rootHex: whose.rootHex(size) }),
    consistency: async (_ledger, from, to) => whose.proof(from, to),
    keep: async (_ledger, note) => void kept.push(note),
    onDivergence: async (_ledger, divergence) => void divergences.push(divergence),
    log: (message, facts) => logged.push(`${message} ${JSON.stringify(facts)}`),
    graceMs: 0,
  });
  for (size of sizes) {
    witnessing.moved('a');
    await witnessing.run();
    await witnessing.settled();
  }
  return { kept, divergences, logged };
}

describe('a server and its witness', () => {
  test('agree on every checkpoint while the ledger grows, across restarts of both', async () => {
    const first = await cosign(ledger, [1, 2, 3, 7, 8, 20]);
    expect(first).toMatchObject({ divergences: [], logged: [] });
    expect(first.kept.map((note) => openCheckpoint(note, ledger.vkey).size)).toEqual([1, 2, 3, 7, 8, 20]);
    for (const note of first.kept) expect(() => openCosignature(note, witness.vkey)).not.toThrow();
    await witness.stop();
    witness = await start();
    expect((await cosign(ledger, [20, 33])).kept).toHaveLength(2);
  });

  test('part over a ledger that was rewritten, whether it is as long, longer, or cut off', async () => {
    await cosign(ledger, [9]);
    for (const [whose, size, why] of [
      [fork, 9, 'another root of the first 9 records'],
      [fork, 12, 'does not find that the ledger continues the 9 records'],
      [ledger, 5, 'has cosigned 9 records, but the ledger has 5'],
    ] as const) {
      const { kept, divergences } = await cosign(whose, [size]);
      expect(kept).toEqual([]);
      expect(divergences).toEqual([{ witness: 'witness.example/w1', size: 9, why: expect.stringContaining(why) }]);
    }
  });
});
