import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import { certificatePem, exampleIssuer, issueLeaf } from '../ca/testing/example-authority.ts';
import { verifyEvidence } from './evidence.ts';
import type { EvidenceBundle } from './evidence-bundle.ts';
import { NOW } from './testing/example-domain.ts';
import { bundleOf, issuedScene } from './testing/example-evidence.ts';

const scene = await issuedScene();
const other = await issuedScene();

/** The claims that do not hold, each with its reason. */
function brokenIn(bundle: EvidenceBundle): string[] {
  const { ok, facts, proves } = verifyEvidence(bundle, { readCertificate: readEvidenceCertificate });
  const broken = facts.filter(({ holds }) => !holds);
  expect(ok).toBe(broken.length === 0);
  if (!ok) expect(proves).toEqual([]);
  return broken.map(({ claim, why }) => `${claim}: ${why}`);
}

describe('a certificate does not hold', () => {
  const claim = /^The certificate is the one that was issued, to the byte: /;

  test('that is another one, of the same CA and for the same names', () => {
    const broken = brokenIn(bundleOf(scene, { certificate: other.certificatePem, chain: other.chainPem }));
    expect(broken).toContainEqual(expect.stringMatching(claim));
    expect(broken).toContainEqual(expect.stringMatching(/^What was signed is what had been fixed/));
    expect(broken).toContainEqual(expect.stringMatching(/: It is for another key/));
  });

  test('that is missing, or that no record tells of', () => {
    expect(brokenIn(bundleOf(scene, { certificate: null, chain: null }))).toEqual([
      expect.stringMatching(/: It is not in the bundle, though record \d+ .*\(certificate\.issued\) says/),
    ]);
    expect(brokenIn(bundleOf({ ...scene, drafts: scene.drafts.slice(0, 3) }))).toEqual([
      expect.stringMatching(/: No record says that a certificate was issued/),
    ]);
  });

  test('that is none', () => {
    expect(brokenIn(bundleOf(scene, { certificate: 'a certificate' }))).toEqual([
      expect.stringMatching(
        /^The certificate and its chain can be read: The certificate of the bundle cannot be read: /,
      ),
    ]);
  });

  test('whose chain is of another CA of the same name', () => {
    expect(brokenIn(bundleOf(scene, { chain: other.chainPem }))).toEqual([
      expect.stringMatching(/^The signatures lead .*does not name O=Example, CN=Example CA as its issuer/),
    ]);
  });

  test('whose chain does not end in a root, or has something else in it', async () => {
    const root = await exampleIssuer();
    const issuer = await exampleIssuer('ECDSA_P256', { parent: root, commonName: 'Issuing CA' });
    const whole = await issuedScene({ issuer, chain: [issuer.certificateDer, root.certificateDer] });
    expect(brokenIn(bundleOf(whole))).toEqual([]);
    const chainOf = (...certificates: readonly Buffer[]) =>
      bundleOf(whole, { chain: certificates.map(certificatePem).join('') });
    const leaf = await issueLeaf(root);
    for (const [bundle, why] of [
      [chainOf(issuer.certificateDer), /CN=Issuing CA does not name O=Example, CN=Issuing CA as its issuer/],
      [chainOf(root.certificateDer), /does not name O=Example, CN=Example CA as its issuer/],
      [chainOf(root.certificateDer, issuer.certificateDer), /as its issuer/],
      [chainOf(leaf), /CN=www\.example\.com is no CA/],
      [chainOf(...new Array<Buffer>(11).fill(root.certificateDer)), /more than 10 certificates/],
    ] as const) {
      expect(brokenIn(bundle)).toEqual([expect.stringMatching(why)]);
    }
  });

  test('whose CA was not in its time when it signed', async () => {
    const late = await exampleIssuer('ECDSA_P256', { now: new Date(NOW.getTime() + 86_400_000) });
    expect(brokenIn(bundleOf(await issuedScene({ issuer: late })))).toEqual([
      expect.stringMatching(/CN=Example CA is valid from 2026-11-24T13:48:22Z to \S+, not at 2026-11-23T/),
    ]);
  });
});
