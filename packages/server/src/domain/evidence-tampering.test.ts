import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import { exampleIssuer } from '../ca/testing/example-authority.ts';
import { verifyEvidence } from './evidence.ts';
import { buildEvidence, type EvidenceBundle, EvidenceFormatError, parseEvidence } from './evidence-bundle.ts';
import { bundleOf, issuedScene } from './testing/example-evidence.ts';

const root = await exampleIssuer();
const issuer = await exampleIssuer('ECDSA_P256', { parent: root, commonName: 'Issuing CA' });
const scene = await issuedScene({ issuer, chain: [issuer.certificateDer, root.certificateDer] });
const bundle = bundleOf(scene);

const isHeld = (changed: EvidenceBundle): boolean =>
  verifyEvidence(changed, { readCertificate: readEvidenceCertificate }).ok;

/** One byte of the text with one bit of it turned. */
function flipped(text: string, at: number, bit: number): string {
  const bytes = Buffer.from(text);
  const index = at % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
  return bytes.toString();
}

const PARTS = ['ledger', 'origin', 'vkey', 'checkpoint', 'entry', 'hash', 'proof', 'certificate', 'chain'] as const;

function tampered(part: (typeof PARTS)[number], at: number, bit: number): EvidenceBundle {
  const change = (text: string | null) => flipped(text ?? '', at, bit);
  if (part === 'certificate' || part === 'chain') return { ...bundle, [part]: change(bundle[part]) };
  const ledgers = bundle.ledgers.map((ledger) => {
    if (part !== 'entry' && part !== 'hash' && part !== 'proof') return { ...ledger, [part]: change(ledger[part]) };
    const index = at % ledger.records.length;
    const records = ledger.records.map((record, i) => {
      if (i !== index) return record;
      if (part !== 'proof') return { ...record, [part]: change(record[part]) };
      const sibling = bit % record.proof.length;
      return { ...record, proof: record.proof.map((hash, j) => (j === sibling ? change(hash) : hash)) };
    });
    return { ...ledger, records };
  });
  return { ...bundle, ledgers };
}

describe('a bundle with any one bit changed', () => {
  test('holds as long as nothing is changed', () => {
    expect(isHeld(bundle)).toBe(true);
  });

  test.each(PARTS)('in its %s does not hold', (part) => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(7), (at, bit) => {
        expect(isHeld(tampered(part, at, bit))).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('in the file that it is handed out in does not hold, or is no bundle at all', () => {
    const text = buildEvidence({ ...bundle, certificatePem: bundle.certificate, chainPem: bundle.chain });
    const isWhole = (changed: string): boolean => {
      try {
        return isHeld(parseEvidence(changed));
      } catch (error) {
        expect(error).toBeInstanceOf(EvidenceFormatError);
        return false;
      }
    };
    expect(isWhole(text)).toBe(true);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(7), (at, bit) => {
        expect(isWhole(flipped(text, at, bit))).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});
