import { describe, expect, test } from 'vitest';
import { buildEvidence, EvidenceFormatError, parseEvidence } from './evidence-bundle.ts';
import { ORGANIZATION } from './testing/example-domain.ts';
import { bundleOf, issuedScene, ledgerOf } from './testing/example-evidence.ts';

const scene = await issuedScene();
const bundle = bundleOf(scene);
const text = buildEvidence({ ...bundle, certificatePem: bundle.certificate, chainPem: bundle.chain });
const [ledger = ledgerOf(scene.drafts)] = bundle.ledgers;
const [record] = ledger.records;

/** The file with other members at its top, or none where undefined. */
const fileWith = (changes: object): string => JSON.stringify({ ...JSON.parse(text), ...changes });
const fileWithLedger = (changes: object): string => fileWith({ ledgers: [{ ...ledger, ...changes }] });
const fileWithRecord = (changes: object): string => fileWithLedger({ records: [{ ...record, ...changes }] });
const named = (name: string) => ({ ...ledger, ledger: name });

describe('the file of a bundle', () => {
  test('is read as it was built, and is always the same text', () => {
    expect(parseEvidence(text)).toEqual(bundle);
    const again = parseEvidence(text);
    expect(buildEvidence({ ...again, certificatePem: again.certificate, chainPem: again.chain })).toBe(text);
    expect(text.startsWith('{\n  "format": "countersign-evidence/1",\n  "request": "apr_')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('may be spaced in any way, and may spell its characters in any way', () => {
    expect(parseEvidence(JSON.stringify(JSON.parse(text)))).toEqual(bundle);
    expect(parseEvidence(text.replaceAll('—', '\\u2014'))).toEqual(bundle);
  });

  test('may have no certificate, and epochs and the platform’s ledger after the organization’s', () => {
    const ledgers = [ORGANIZATION, `${ORGANIZATION}/2`, `${ORGANIZATION}/10`, 'platform', 'platform/2'].map(named);
    const file = fileWith({ ledgers, certificate: null, chain: null });
    expect(parseEvidence(file)).toMatchObject({ certificate: null, chain: null, ledgers });
  });

  test.each<[string, string, RegExp]>([
    ['that is empty', '', /^The file is not JSON/],
    ['that was cut short', text.slice(0, -10), /^The file is not JSON: it was cut short/],
    ['that nests without end', '['.repeat(200_000), /^The file is not JSON/],
    ['that is a list', '[]', /^The file is not a JSON object\./],
    [
      'that is something else',
      '{"checkpoint":"a"}',
      /no evidence bundle of the format countersign-evidence\/1\. It does not say so/,
    ],
    [
      'of another version',
      fileWith({ format: 'countersign-evidence/2' }),
      /It is of the format "countersign-evidence\/2"/,
    ],
    ['with a member twice', text.replace('"request"', '"request": "apr_1",\n  "request"'), /gives a member twice/],
    ['with an odd number', text.replace('"seq": 2', '"seq": 2.0'), /writes a number in an odd way/],
    ['that lacks a member', fileWith({ chain: undefined }), /^The file lacks “chain”\./],
    [
      'with a member of its own',
      fileWith({ comment: 'hello' }),
      /^The file holds "comment", which does not belong there/,
    ],
    ['of no request', fileWith({ request: 'org_1' }), /“request” is not the id of a request \(apr_…\)/],
    ['of no organization', fileWith({ organization: 7 }), /“organization” is not a text/],
    ['of an organization that cannot be', fileWith({ organization: 'org_1' }), /not the id of an organization/],
    ['without ledgers', fileWith({ ledgers: [] }), /“ledgers” is empty/],
    ['whose ledgers are no list', fileWith({ ledgers: {} }), /“ledgers” is not a list/],
    ['whose ledger is none', fileWith({ ledgers: [null] }), /“ledgers\[0\]” is not a JSON object/],
    ['with a ledger twice', fileWith({ ledgers: [ledger, ledger] }), /epoch after epoch/],
    ['with ledgers out of order', fileWith({ ledgers: [named('platform'), ledger] }), /epoch after epoch/],
    ['with a ledger of somebody else', fileWith({ ledgers: [named('org_2')] }), /"org_2" is neither a ledger of/],
    ['with an epoch that cannot be', fileWith({ ledgers: [named(`${ORGANIZATION}/1`)] }), /is neither a ledger of/],
    ['with an epoch of an epoch', fileWith({ ledgers: [named(`${ORGANIZATION}/2/2`)] }), /is neither a ledger of/],
    ['with a certificate and no chain', fileWith({ chain: null }), /come together, or both are null/],
    ['with a certificate that is no text', fileWith({ certificate: {} }), /“certificate” is not a text/],
    ['with a ledger that lacks its key', fileWithLedger({ vkey: undefined }), /“ledgers\[0\]” lacks “vkey”/],
    ['with a ledger without records', fileWithLedger({ records: [] }), /“ledgers\[0\]\.records” is empty/],
    ['with a record of no number', fileWithRecord({ seq: -1 }), /“ledgers\[0\]\.records\[0\]\.seq” is not the number/],
    ['with an entry that is no text', fileWithRecord({ entry: {} }), /records\[0\]\.entry” is not a text/],
    ['with a proof that is no list', fileWithRecord({ proof: 'ab' }), /records\[0\]\.proof” is not a list/],
    ['with a proof of no hashes', fileWithRecord({ proof: [1] }), /records\[0\]\.proof\[0\]” is not a text/],
  ])('%s is refused in plain words', (_, file, words) => {
    expect(() => parseEvidence(file)).toThrow(EvidenceFormatError);
    expect(() => parseEvidence(file)).toThrow(words);
  });
});
