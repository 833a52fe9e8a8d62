import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import { verifierKey } from './checkpoint.ts';
import { verifyEvidence } from './evidence.ts';
import type { EvidenceBundle, EvidenceLedger, EvidenceRecord } from './evidence-bundle.ts';
import { ORGANIZATION } from './testing/example-domain.ts';
import { bundleOf, issuedScene, ledgerOf } from './testing/example-evidence.ts';

const scene = await issuedScene();

describe('records do not hold', () => {
  const whole = ledgerOf(scene.drafts);
  const [first, second, ...rest] = whole.records;
  const withLedger = (changes: Partial<EvidenceLedger>) => bundleOf(scene, { ledgers: [{ ...whole, ...changes }] });
  const withFirst = (changes: Partial<EvidenceRecord>) => {
    const [record, ...more] = whole.records;
    return withLedger({ records: record === undefined ? more : [{ ...record, ...changes }, ...more] });
  };
  const elsewhere = ledgerOf(scene.drafts, { host: 'elsewhere.example' });
  const strangerKey = verifierKey(whole.origin, generateKeyPairSync('ed25519').publicKey);

  test.each<[string, EvidenceBundle, RegExp]>([
    [
      'that are given in another order',
      withLedger({ records: [second, first, ...rest].flatMap((one) => one ?? []) }),
      /stands after record/,
    ],
    [
      'that are given twice',
      withLedger({ records: [first, first, second, ...rest].flatMap((one) => one ?? []) }),
      /stands after record/,
    ],
    ['under another number', withFirst({ seq: 1 }), /given as number 1 was written as number 2/],
    ['with a number beyond the checkpoint', withFirst({ seq: 99 }), /covers 11 records; record 99 is not among them/],
    ['with the proof of another', withFirst({ proof: second?.proof ?? [] }), /proof of record 2 does not lead/],
    ['without a proof', withFirst({ proof: [] }), /proof of record 2 does not lead/],
    ['with another hash', withFirst({ hash: second?.hash ?? '' }), /record 2 does not have the hash/],
    ['that are not canonical', withFirst({ entry: ` ${first?.entry ?? ''}` }), /does not have the hash/],
    [
      'of another ledger',
      withLedger({ ...ledgerOf(scene.drafts, { ledger: 'platform' }), ledger: ORGANIZATION }),
      /written for another ledger, platform/,
    ],
    [
      'under a checkpoint of another host',
      withLedger({ checkpoint: elsewhere.checkpoint }),
      /is not signed by countersign\.example/,
    ],
    [
      'whose origin is another than signed',
      withLedger({ origin: elsewhere.origin }),
      /is of countersign\.example\S+, but the bundle says elsewhere\.example/,
    ],
    [
      'under an origin that is not the ledger’s',
      withLedger({ ledger: `${ORGANIZATION}/2` }),
      /is not the origin of the ledger org_\S+\/2/,
    ],
    ['under somebody else’s key', withLedger({ vkey: strangerKey }), /is not signed by/],
    ['under a key that is none', withLedger({ vkey: 'a key' }), /not an Ed25519 key of the signed-note format/],
  ])('%s, and nothing that they tell is repeated', (_, bundle, broken) => {
    const findings = verifyEvidence(bundle, { readCertificate: readEvidenceCertificate });
    expect(findings).toMatchObject({ ok: false, timeline: [], proves: [] });
    expect(findings.doesNotProve).toEqual(['Anything: the records are not shown to be a ledger’s.']);
    expect(
      findings.facts
        .filter(({ holds }) => !holds)
        .map(({ why }) => why)
        .join('\n'),
    ).toMatch(broken);
  });
});
