import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import type { RecordDraft } from './audit-record-types.ts';
import { type EvidenceFindings, verifyEvidence } from './evidence.ts';
import { buildEvidence, type EvidenceBundle, parseEvidence } from './evidence-bundle.ts';
import { device, MARA, NOW, OMAR, ORGANIZATION, person } from './testing/example-domain.ts';
import { bundleOf, type EvidenceScene, issuedScene, ledgerOf, revocationOf, ZOE } from './testing/example-evidence.ts';

const scene = await issuedScene();
const verify = (bundle: EvidenceBundle): EvidenceFindings =>
  verifyEvidence(bundle, { readCertificate: readEvidenceCertificate });

function expectToHold(bundle: EvidenceBundle): EvidenceFindings {
  const findings = verify(bundle);
  expect(findings.facts.filter(({ holds }) => !holds)).toEqual([]);
  expect(findings.ok).toBe(true);
  return findings;
}

/** The first records of the scene, without a certificate, and what came then. */
const endedBy = (count: number, ...drafts: readonly RecordDraft[]): EvidenceBundle =>
  bundleOf({ drafts: [...scene.drafts.slice(0, count), ...drafts], certificatePem: null, chainPem: null });

const [submitted = revocationOf(scene)] = scene.drafts;
const { domains, environment, justification, templateSha256 } = submitted.detail;
const asked = { domains, environment, justification };

const requestDraft = (type: RecordDraft['type'], detail: RecordDraft['detail']): RecordDraft => ({
  type,
  actor: person(ZOE).actor,
  subject: submitted.subject,
  detail,
});

describe('the evidence of an issued certificate', () => {
  test.each(['CSR', 'SERVER', 'AWAITED'] as const)('holds for a key of the origin %s', async (key) => {
    const { timeline, proves } = expectToHold(bundleOf(await issuedScene({ key })));
    expect(timeline.map(({ ts }) => ts)).toEqual(timeline.map(({ ts }) => ts).toSorted());
    expect(timeline.at(-1)?.sentence).toMatch(/^The certificate with the serial [0-9a-f]{32} was issued\.$/);
    expect(proves.join('\n')).toContain(`3he@corp.com (user ${MARA})`);
  });

  test('holds as it was once handed out, and would be handed out the same', () => {
    const text = readFileSync(new URL('./testdata/evidence/issued.json', import.meta.url), 'utf8');
    const bundle = parseEvidence(text);
    expectToHold(bundle);
    expect(buildEvidence({ ...bundle, certificatePem: bundle.certificate, chainPem: bundle.chain })).toBe(text);
  });

  test('shows that the template of every vote is what was issued, where its key rule is recorded', async () => {
    const claim = 'What was issued is what every vote names';
    for (const key of ['CSR', 'SERVER'] as const) {
      const { facts } = verify(bundleOf(await issuedScene({ key })));
      expect(facts).toContainEqual(expect.objectContaining({ claim, holds: true }));
    }
    const { facts, doesNotProve } = verify(bundleOf(await issuedScene({ key: 'AWAITED' })));
    expect(facts.map((fact) => fact.claim)).not.toContain(claim);
    expect(doesNotProve).toContainEqual(expect.stringContaining('its template cannot be made again'));
  });

  test('holds where two had to approve, and names both', async () => {
    const approvers = [person(MARA), person(ZOE)];
    const { facts, timeline } = expectToHold(
      bundleOf(await issuedScene({ rules: { requiredApprovals: 2 }, approvers })),
    );
    expect(facts).toContainEqual(expect.objectContaining({ why: '2 of 2: 3he@corp.com and 3hz@corp.com.' }));
    expect(timeline[1]?.sentence).toContain('approved it (1 of 2), because: “Looks right”.');
  });

  test.each(['CSR', 'AWAITED'] as const)('holds where the policy let it through, key of the origin %s', async (key) => {
    const { proves, timeline } = expectToHold(
      bundleOf(await issuedScene({ key, rules: { requireApproval: false }, approvers: [] })),
    );
    expect(proves).toContain('Its trust profile let it through without anybody.');
    expect(timeline[1]?.sentence).toBe('The policy let it through: nobody has to approve.');
  });

  test('does not prove that the profile let somebody approve their own request', async () => {
    const own = await issuedScene({ rules: { allowSelfApproval: true }, approvers: [person(OMAR)] });
    const words = expect.stringMatching(/the vote of a requester was counted/);
    const byDevice = await issuedScene({
      requester: device('dev_01jd9m2c8xe7rbx5w9n4t6q3hb', [OMAR, MARA]),
      rules: { allowSelfApproval: true, allowAllDevices: true },
    });
    expect(expectToHold(bundleOf(byDevice)).doesNotProve).toContainEqual(words);
    expect(expectToHold(bundleOf(own)).doesNotProve).toContainEqual(words);
    expect(expectToHold(bundleOf(scene)).doesNotProve).not.toContainEqual(words);
  });

  test('does not prove who stands behind an API token that voted', async () => {
    const token = { ...person(MARA), actor: { kind: 'token' as const, id: 'tok_1', name: 'nightly' } };
    const { doesNotProve } = expectToHold(bundleOf(await issuedScene({ approvers: [token] })));
    expect(doesNotProve).toContainEqual(expect.stringContaining('Who stood behind nightly'));
  });

  test('proves that it was revoked, by a record of the organization or of the platform', () => {
    const revoked = revocationOf(scene);
    const inBoth = [
      ledgerOf(scene.drafts),
      ledgerOf([revoked], { ledger: 'platform', startAt: NOW.getTime() + 60_000 }),
    ];
    for (const bundle of [
      bundleOf({ ...scene, drafts: [...scene.drafts, revoked] }),
      bundleOf(scene, { ledgers: inBoth }),
    ]) {
      const { proves, timeline, doesNotProve } = expectToHold(bundle);
      expect(proves.at(-1)).toMatch(/^It was revoked by 3hz@corp\.com/);
      expect(timeline.at(-1)?.sentence).toContain('revoked the certificate, because: “KEY_COMPROMISE”.');
      expect(doesNotProve.join()).not.toContain('is not revoked');
    }
  });

  test('does not prove that it is not revoked, where no record says so', () => {
    expect(verify(bundleOf(scene)).doesNotProve).toContainEqual(
      expect.stringMatching(/^That the certificate is not revoked/),
    );
  });

  test('holds over the epochs of a ledger, in their order', () => {
    const first = ledgerOf(scene.drafts.slice(0, 2));
    const second = ledgerOf(scene.drafts.slice(2), { ledger: `${ORGANIZATION}/2`, startAt: NOW.getTime() + 60_000 });
    expectToHold(bundleOf(scene, { ledgers: [first, second] }));
  });

  test('is of a device’s request as well, and tells where certificate and key went', async () => {
    const of = await issuedScene({
      key: 'SERVER',
      requester: device('dev_01jd9m2c8xe7rbx5w9n4t6q3hb', [OMAR]),
      rules: { allowAllDevices: true },
    });
    const about = { ...revocationOf(of), actor: { kind: 'system' as const, id: 'system', name: 'countersign' } };
    const { request } = about.detail;
    const drafts: RecordDraft[] = [
      ...of.drafts,
      { ...about, type: 'certificate.delivered', detail: { request, to: 'corp/api' } },
      { ...about, type: 'key.delivered', detail: { request, to: 'known path', again: false } },
      { ...about, type: 'key.destroyed', detail: { request } },
    ];
    expect(
      expectToHold(bundleOf({ ...of, drafts }))
        .timeline.slice(-3)
        .map(({ sentence }) => sentence),
    ).toEqual([
      'The certificate was delivered to corp/api.',
      'The private key was handed out to known path.',
      'The private key was destroyed on the server.',
    ]);
  });
});

describe('the evidence of a request without a certificate', () => {
  const reason = 'Not this week';
  const quarantined = { templateSha256, reason, serial: '4a', tbsSha256: '', certificateSha256: '' };
  test.each<[string, EvidenceBundle, string]>([
    ['pending', endedBy(1), 'This request is still waiting for its decision.'],
    ['rejected', endedBy(1, requestDraft('request.rejected', { ...asked, reason })), 'This request was rejected.'],
    ['voided', endedBy(2, requestDraft('request.voided', { ...asked, reason })), 'This request was voided.'],
    ['withdrawn', endedBy(1, requestDraft('request.withdrawn', asked)), 'This request was withdrawn by its requester.'],
    ['expired', endedBy(1, requestDraft('request.expired', asked)), 'This request expired before it was completed.'],
    ['commented on', endedBy(1, requestDraft('request.commented', { text: 'Hm' })), 'This request is still waiting'],
    ['approved', endedBy(2), 'This request is approved and its certificate is being issued.'],
    [
      'failing',
      endedBy(3, requestDraft('certificate.failed', { templateSha256, attempt: 1, code: 'UNAVAILABLE' })),
      'issuing its certificate failed.',
    ],
    ['quarantined', endedBy(3, requestDraft('certificate.quarantined', quarantined)), 'kept in quarantine.'],
  ])('that is %s holds, and says so', (_, bundle, state) => {
    expect(expectToHold(bundle).proves.at(-1)).toContain(state);
  });

  test('that some approved, but not as many as had to, says so', async () => {
    const two = await issuedScene({ rules: { requiredApprovals: 2 }, approvers: [person(MARA), person(ZOE)] });
    const { facts, proves } = expectToHold(
      bundleOf({ drafts: two.drafts.slice(0, 2), certificatePem: null, chainPem: null }),
    );
    expect(facts).toContainEqual(
      expect.objectContaining({ claim: 'Those who approved so far are counted rightly', why: '1 of 2: 3he@corp.com.' }),
    );
    expect(proves.join('\n')).toMatch(/Not as many as had to, but some approved it: 3he@corp\.com .*still waiting/s);
  });

  test('that waits for a CSR or for its certificate says no more than the records tell', async () => {
    const without = { certificatePem: null, chainPem: null };
    const { drafts } = await issuedScene({ key: 'SERVER' });
    expect(expectToHold(bundleOf({ drafts: drafts.slice(0, 2), ...without })).proves.at(-1)).toContain(
      'This request is approved; no certificate is issued yet.',
    );
    const awaited = await issuedScene({ key: 'AWAITED' });
    expect(expectToHold(bundleOf({ drafts: awaited.drafts.slice(0, 2), ...without })).proves.at(-1)).toContain(
      'waits for its CSR',
    );
  });
});

describe('what was left out', () => {
  test('cannot be seen at the end, and the bundle says so', () => {
    const { doesNotProve } = expectToHold(endedBy(1));
    expect(doesNotProve).toContain(
      'That these are all the records about the request: one that was left out cannot be seen.',
    );
  });

  test.each<[string, number, RegExp]>([
    ['the submission', 0, /first record is not the submission, but record \d+ of org_\S+ \(request\.approved\)/],
    ['the vote that completed the quorum', 1, /no record \d+ of org_\S+ \(certificate\.intended\) here.*still waiting/],
  ])('shows in the middle: %s', (_, index, why) => {
    const { ok, facts } = verify(
      bundleOf({ ...scene, drafts: scene.drafts.filter((__, i) => i !== index) } satisfies EvidenceScene),
    );
    expect(ok).toBe(false);
    expect(facts.find(({ holds }) => !holds)?.why).toMatch(why);
  });
});
