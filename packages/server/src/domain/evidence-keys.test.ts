import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import { renderCheckpointBody, signCheckpoint, verifierKey } from './checkpoint.ts';
import { verifyEvidence } from './evidence.ts';
import { EvidenceFormatError } from './evidence-bundle.ts';
import { bundleOf, checkpointKey, issuedScene, ledgerOf, revocationOf } from './testing/example-evidence.ts';

const scene = await issuedScene();
const own = ledgerOf(scene.drafts);
const bundle = bundleOf(scene, {
  ledgers: [own, ledgerOf([revocationOf(scene)], { ledger: 'platform' })],
});
const keyOf = (origin: string) => verifierKey(origin, checkpointKey.publicKey);

const verify = (options: { vkeys?: readonly string[]; checkpoints?: readonly string[] }) =>
  verifyEvidence(bundle, { ...options, readCertificate: readEvidenceCertificate });

function noteOf(size: number, rootHex: string, privateKey = checkpointKey.privateKey): string {
  return signCheckpoint(renderCheckpointBody({ origin: own.origin, size, rootHex }), { name: own.origin, privateKey });
}

describe('a verifier key that the reader has', () => {
  const unproven = expect.stringMatching(/^That any of this is of the installation that it names/);

  test('vouches for every ledger of its installation', () => {
    const { ok, facts, doesNotProve } = verify({ vkeys: [own.vkey] });
    expect(ok).toBe(true);
    expect(facts.filter(({ claim }) => claim.endsWith('is one that you gave'))).toHaveLength(2);
    expect(doesNotProve).not.toContainEqual(unproven);
  });

  test('may be one of several, and bear the name of any ledger, even of an address that the server had before', () => {
    const stranger = verifierKey(own.origin, generateKeyPairSync('ed25519').publicKey);
    for (const origin of ['countersign.example/ledger/org_other', 'before.example/ledger/platform'])
      expect(verify({ vkeys: [stranger, keyOf(origin)] }).ok).toBe(true);
  });

  test('is missed where there is none: whose key it is, only the bundle says', () => {
    const { ok, doesNotProve } = verify({});
    expect(ok).toBe(true);
    expect(doesNotProve[0]).toEqual(unproven);
  });

  test('of somebody else makes the bundle not hold', () => {
    const { ok, facts } = verify({ vkeys: [verifierKey(own.origin, generateKeyPairSync('ed25519').publicKey)] });
    expect(ok).toBe(false);
    expect(facts).toContainEqual(
      expect.objectContaining({ holds: false, why: expect.stringContaining('none of the keys that you gave') }),
    );
  });

  test.each([
    ['is no key', 'a key'],
    ['was cut short', own.vkey.slice(0, -4)],
    ['was copied wrongly', own.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['is nothing', ''],
  ])('that %s is refused in plain words', (_, vkey) => {
    expect(() => verify({ vkeys: [vkey] })).toThrow(EvidenceFormatError);
    expect(() => verify({ vkeys: [vkey] })).toThrow(/is no verifier key\. It is one line/);
  });
});

test('a ledger under another key than the others does not belong in the bundle', () => {
  const stranger = generateKeyPairSync('ed25519');
  const platform = ledgerOf([revocationOf(scene)], { ledger: 'platform', key: stranger });
  const mixed = bundleOf(scene, { ledgers: [own, platform] });
  const { ok, facts } = verifyEvidence(mixed, { readCertificate: readEvidenceCertificate });
  expect(ok).toBe(false);
  expect(facts.filter(({ holds }) => !holds)).toEqual([
    {
      claim: 'All ledgers are under one key',
      holds: false,
      why: expect.stringMatching(/^That of platform is another/),
    },
  ]);
});

describe('a checkpoint that the reader kept', () => {
  const [, size = '', root = ''] = own.checkpoint.split('\n');
  const rootHex = Buffer.from(root, 'base64').toString('hex');

  test('of the same size has the same root', () => {
    const { ok, facts } = verify({ checkpoints: [own.checkpoint] });
    expect(ok).toBe(true);
    expect(facts).toContainEqual(expect.objectContaining({ why: `The same root at ${size} records.` }));
  });

  test('of the same size with another root shows that the ledger was rewritten', () => {
    const { ok, facts, timeline } = verify({ checkpoints: [noteOf(Number(size), 'ab'.repeat(32))] });
    expect({ ok, timeline }).toEqual({ ok: false, timeline: [] });
    expect(facts).toContainEqual(
      expect.objectContaining({ holds: false, why: 'At the same size it has another root: the ledger was rewritten.' }),
    );
  });

  test('of another size cannot be compared, and that is said', () => {
    const { ok, doesNotProve } = verify({ checkpoints: [noteOf(3, rootHex)] });
    expect(ok).toBe(true);
    expect(doesNotProve.at(-1)).toMatch(
      /continues the one at 3 that you kept: they cannot be compared without a consistency/,
    );
  });

  test('of another ledger says nothing, and that is said', () => {
    const elsewhere = ledgerOf(scene.drafts, { host: 'elsewhere.example' });
    const { ok, doesNotProve } = verify({ checkpoints: [elsewhere.checkpoint] });
    expect(ok).toBe(true);
    expect(doesNotProve.at(-1)).toMatch(
      /checkpoint of elsewhere\.example\S+ that you kept: that ledger is not in this bundle/,
    );
  });

  test('that somebody else signed does not agree', () => {
    const forged = noteOf(Number(size), rootHex, generateKeyPairSync('ed25519').privateKey);
    const { ok, facts } = verify({ checkpoints: [forged] });
    expect(ok).toBe(false);
    expect(facts.find(({ holds }) => !holds)?.why).toMatch(/^The one that you kept: .*is not signed by/);
  });

  test.each(['', 'a mail\nwith words\n', own.checkpoint.split('\n\n')[0] ?? ''])(
    'that is none is refused: %j',
    (note) => {
      expect(() => verify({ checkpoints: [note] })).toThrow(EvidenceFormatError);
    },
  );
});
