import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../lib/ledger/checkpoint.ts';
import { entryHash, prettyEntry, readEntry } from '../../lib/ledger-entry.ts';
import { paceOf, withSample } from '../../lib/pace.ts';
import { chosenTypes, recordWords, TYPE_CHOICES } from '../../lib/record-words.ts';

const SUBMITTED =
  '{"actor":{"id":"dev_01jd9m2c8xe7rbx5w9n4t6q3hb","kind":"device","name":"web-01"},"detail":{"csrSha256":"c27338c453067b437471afbce792704d816112c6031bb996b62c698ea599ef80","domains":["api.internal.corp.com"],"environment":"production","justification":"New service deployment — ticket #1234","keyAlgorithm":"ECDSA_P256","owner":"usr_01jd9m2c8xe7rbx5w9n4t6q3hf","profile":"dtp_01jd9m2c8xe7rbx5w9n4t6q3hd","profileVersion":3,"spkiSha256":"6feecc8c16c5551d9feb3eb5f77e2da773bf68bd9ef9c52927ceb2c86e56892b","templateSha256":"5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40","validityDays":90},"org":"org_01jd9m2c8xe7rbx5w9n4t6q3ha","prev":"b352216e7f41e6e5e699c5699fc567501d1acd6428ae19e4ae13483cfa970b48","seq":1,"subject":{"id":"apr_01jd9m2c8xe7rbx5w9n4t6q3hc","kind":"request"},"ts":"2026-11-23T13:48:21.007Z","type":"request.submitted","v":1}';
const APPROVED =
  '{"actor":{"id":"usr_01jd9m2c8xe7rbx5w9n4t6q3he","kind":"user","name":"mara@corp.com"},"detail":{"approvals":1,"domains":["api.internal.corp.com"],"environment":"production","justification":"New service deployment — ticket #1234","outcome":"approved","reason":null,"required":1,"revision":1,"templateSha256":"5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40"},"org":"org_01jd9m2c8xe7rbx5w9n4t6q3ha","prev":"9322b4a789b7d3911bb67e46498b8065f7ce1b20bbdffe30db8c940a9aee6ddc","seq":2,"subject":{"id":"apr_01jd9m2c8xe7rbx5w9n4t6q3hc","kind":"request"},"ts":"2026-11-23T13:48:22.014Z","type":"request.approved","v":1}';

describe('a stored entry', () => {
  it('hashes in the browser to what the ledger keeps, and is named by the next one', () => {
    expect(entryHash(SUBMITTED)).toBe('9322b4a789b7d3911bb67e46498b8065f7ce1b20bbdffe30db8c940a9aee6ddc');
    expect(readEntry(APPROVED)?.prev).toBe(entryHash(SUBMITTED));
  });

  it('hashes differently when one character was edited', () => {
    expect(entryHash(SUBMITTED.replace('1234', '1235'))).not.toBe(entryHash(SUBMITTED));
  });

  it('is shown as it is where it is no JSON any more', () => {
    expect(readEntry('{"seq":1,')).toBeNull();
    expect(readEntry('[]')).toBeNull();
    expect(prettyEntry('{"seq":1,')).toBe('{"seq":1,');
    expect(prettyEntry('{"seq":1}')).toBe('{\n  "seq": 1\n}');
  });
});

describe('a record in words', () => {
  it('says how many of how many approved, and for which names', () => {
    const words = recordWords('request.approved', readEntry(APPROVED));
    expect(words).toEqual({ title: 'Approved, 1 of 1', names: ['api.internal.corp.com'], about: null });
  });

  it('names what it is about where it is about no host', () => {
    const entry = { prev: '', seq: 3, detail: { name: 'Storefront preview', version: 8 } };
    expect(recordWords('profile.changed', entry)).toEqual({
      title: 'Profile changed',
      names: [],
      about: 'Storefront preview, version 8',
    });
  });

  it('shows a type that it does not know by its own name', () => {
    expect(recordWords('request.teleported', null)).toEqual({ title: 'request.teleported', names: [], about: null });
  });

  it('narrows to an area, to one type, or to nothing', () => {
    expect(chosenTypes('all:Certificates and keys')).toContain('key.destroyed');
    expect(chosenTypes('request.approved')).toEqual(['request.approved']);
    expect(chosenTypes(null)).toBeNull();
    expect(chosenTypes('nonsense')).toBeNull();
    for (const { items } of TYPE_CHOICES)
      for (const { value } of items) expect(chosenTypes(value), value).not.toBeNull();
  });
});

describe('a checkpoint', () => {
  const NOTE =
    'countersign.example/ledger/org_01jd9m2c8xe7rbx5w9n4t6q3ha\n3\n3SyEvQrZWpfqV/zCHa+wtoiDwx4NqSCyIsH/2Piukvs=\n\n— countersign.example/ledger/org_01jd9m2c8xe7rbx5w9n4t6q3ha k8EOHvepkKY2N63D9/yB+oPGHtyvM4e01n4pa8cWD4m2WDV+bTzwO6F3Z8K8m0uJlvFWuHyOX43cPjzjuOsK5nCKqgA=\n';

  it('shows origin, size, root and key of its signed note', () => {
    expect(readCheckpoint(NOTE)).toEqual({
      origin: 'countersign.example/ledger/org_01jd9m2c8xe7rbx5w9n4t6q3ha',
      size: '3',
      root: 'dd2c84bd0ad95a97ea57fcc21dafb0b68883c31e0da920b222c1ffd8f8ae92fb',
      key: 'countersign.example+93c10e1e',
      witnesses: [],
    });
  });

  it('names its witnesses, wherever their lines stand, each once', () => {
    const lines = NOTE.split('\n\n');
    const witness = '— witness.example k8EOHrJh\n';
    expect(readCheckpoint(`${NOTE}${witness}`)?.witnesses).toEqual(['witness.example']);
    const first = readCheckpoint(`${lines[0]}\n\n${witness}${witness}${lines[1]}`);
    expect(first?.witnesses).toEqual(['witness.example']);
    expect(first?.key).toBe('countersign.example+93c10e1e');
  });

  it('is none without a signature of the ledger itself', () => {
    expect(readCheckpoint(`${NOTE.split('—')[0]}— witness.example k8EOHrJh\n`)).toBeNull();
  });

  it('cannot be read from anything else', () => {
    expect(readCheckpoint('')).toBeNull();
    expect(readCheckpoint(NOTE.replace('\n3\n', '\nthree\n'))).toBeNull();
    expect(readCheckpoint(NOTE.split('—')[0] ?? '')).toBeNull();
  });
});

describe('the pace of a verification', () => {
  it('is told from the last five seconds', () => {
    const samples = [0, 1_000, 2_000, 8_000].reduce(
      (kept, at) => withSample(kept, { at, verified: at < 8_000 ? 0 : 60_000 }),
      [{ at: -9_000, verified: 0 }],
    );
    expect(samples).toEqual([{ at: 8_000, verified: 60_000 }]);
    expect(paceOf(withSample(samples, { at: 10_000, verified: 100_000 }), 160_000)).toEqual({
      recordsPerSecond: 20_000,
      secondsLeft: 3,
    });
  });

  it('cannot be told at once, nor while nothing moves', () => {
    expect(paceOf([{ at: 0, verified: 0 }], 10)).toBeNull();
    expect(
      paceOf(
        [
          { at: 0, verified: 5 },
          { at: 1_000, verified: 5 },
        ],
        10,
      ),
    ).toBeNull();
  });

  it('begins anew when another verification starts', () => {
    expect(withSample([{ at: 0, verified: 90 }], { at: 10, verified: 0 })).toEqual([{ at: 10, verified: 0 }]);
  });
});
