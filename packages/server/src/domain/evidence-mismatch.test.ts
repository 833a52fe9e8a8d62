import { describe, expect, test } from 'vitest';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import type { AuditRecordType, JsonObject, RecordDraft } from './audit-record-types.ts';
import { verifyEvidence } from './evidence.ts';
import type { EvidenceBundle } from './evidence-bundle.ts';
import { MARA, person } from './testing/example-domain.ts';
import { bundleOf, type EvidenceScene, issuedScene, ledgerOf, revocationOf, ZOE } from './testing/example-evidence.ts';

const scene = await issuedScene();
const OTHER_HASH = 'ab'.repeat(32);
const submission = scene.drafts[0] ?? revocationOf(scene);

/** The claims that do not hold, each with its reason. */
function brokenIn(bundle: EvidenceBundle): string[] {
  const { ok, facts, proves } = verifyEvidence(bundle, { readCertificate: readEvidenceCertificate });
  const broken = facts.filter(({ holds }) => !holds);
  expect(ok).toBe(broken.length === 0);
  if (!ok) expect(proves).toEqual([]);
  return broken.map(({ claim, why }) => `${claim}: ${why}`);
}

/** A ledger whose server wrote something else into every record of one of these types, and hashed and signed it. */
function written(types: readonly AuditRecordType[], detail: JsonObject, of: EvidenceScene = scene): EvidenceBundle {
  const change = (draft: RecordDraft) =>
    types.includes(draft.type) ? { ...draft, detail: { ...draft.detail, ...detail } } : draft;
  return bundleOf({ ...of, drafts: of.drafts.map(change) });
}

function inserted(index: number, ...drafts: readonly RecordDraft[]): EvidenceBundle {
  return bundleOf({ ...scene, drafts: scene.drafts.toSpliced(index, 0, ...drafts) });
}

const LIFE: readonly AuditRecordType[] = [
  'request.submitted',
  'request.approved',
  'certificate.intended',
  'certificate.issued',
];

describe('a ledger that the server signed does not hold', () => {
  test.each<[string, EvidenceBundle, RegExp]>([
    [
      'where a vote names another template',
      written(['request.approved'], { templateSha256: OTHER_HASH }),
      /^Submission, votes and issuance name the same template: .*\(request\.approved\) names abab/,
    ],
    [
      'where an intent names none',
      written(['certificate.intended'], { templateSha256: null }),
      /^Submission, votes .*\(certificate\.intended\) names nothing/,
    ],
    [
      'where a vote is for other domains',
      written(['request.approved'], { domains: ['evil.corp.com'] }),
      /^Every decision repeats what was asked: .*\(request\.approved\) has another domains/,
    ],
    [
      'where a vote is for another environment',
      written(['request.approved'], { environment: 'staging' }),
      /^Every decision .* another environment/,
    ],
    [
      'where too few approved',
      written(['request.approved'], { required: 2 }),
      /^As many approved as had to: .* counts 1 of 2 required, and says “approved”/,
    ],
    [
      'where more are counted than voted',
      written(['request.approved'], { required: 2, approvals: 2 }),
      /^As many approved as had to: .* counts 2 approvals, but 1 voted/,
    ],
    [
      'where nobody had to approve but by policy',
      written(['request.approved'], { required: 0, approvals: 0 }),
      /^As many approved .* does not say how many it takes/,
    ],
    [
      'where the bytes that were fixed are others',
      written(['certificate.intended'], { tbsSha256: OTHER_HASH }),
      /^What was signed is what had been fixed before signing: Its tbsSha256 is/,
    ],
    [
      'where the serial that was fixed is another',
      written(['certificate.intended'], { serial: '4b' }),
      /^What was signed .*: Its serial is .*, but certificate\.intended says 4b/,
    ],
    ...(['notBefore', 'notAfter'] as const).map((name): [string, EvidenceBundle, RegExp] => [
      `where the ${name} that was fixed is another`,
      written(['certificate.intended'], { [name]: '2026-01-01T00:00:00Z' }),
      new RegExp(`^What was signed .*: Its ${name} is 2026-1`),
    ]),
    ...(['certificateSha256', 'serial', 'tbsSha256'] as const).map((name): [string, EvidenceBundle, RegExp] => [
      `where the ${name} that was issued is another`,
      written(['certificate.issued'], { [name]: OTHER_HASH }),
      new RegExp(`^The certificate is the one that was issued, to the byte: Its ${name} is .* says abab`),
    ]),
    [
      'where other domains were asked for',
      written(['request.submitted', 'request.approved'], { domains: ['api.internal.corp.com'] }),
      /^The certificate is for what was asked.*: It is for api\.internal\.corp\.com, web\.internal\.corp\.com, but asked/,
    ],
    [
      'where another key was asked for',
      written(['request.submitted'], { spkiSha256: OTHER_HASH }),
      /^The certificate is for what was asked.*: It is for another key than record \d+ .*\(request\.submitted\) names/,
    ],
    [
      'where the intent names another key',
      written(['certificate.intended'], { spkiSha256: OTHER_HASH }),
      /^The certificate is for what was asked.*: It is for another key than record \d+ .*\(certificate\.intended\) names/,
    ],
    [
      'where fewer days were asked for',
      written(['request.submitted'], { validityDays: 29 }),
      /^The certificate is for what was asked.*: It is valid for 30 days, but asked was for 29/,
    ],
    [
      'where all voted for another template than what was issued',
      written(LIFE, { templateSha256: OTHER_HASH }),
      /^What was issued is what every vote names: .* every vote names abab/,
    ],
    [
      'where an intent is signed that had been given up',
      inserted(3, { ...submission, type: 'certificate.superseded', detail: { ...scene.drafts[2]?.detail } }),
      /^What was signed .*: The intent of the serial .* had been given up/,
    ],
    [
      'where somebody approved twice',
      inserted(1, {
        ...submission,
        type: 'request.approved',
        actor: person(MARA).actor,
        detail: { ...scene.drafts[1]?.detail, required: 2, outcome: 'pending' },
      }),
      /^As many approved as had to: 3he@corp\.com approved twice/,
    ],
    [
      'where a device approved',
      inserted(1, {
        ...submission,
        type: 'request.approved',
        actor: { kind: 'device', id: 'dev_1', name: 'web-01' },
        detail: { ...scene.drafts[1]?.detail, required: 2, outcome: 'pending' },
      }),
      /^As many approved as had to: .* is not a person's/,
    ],
    [
      'where it was rejected before it was approved',
      inserted(1, { ...submission, type: 'request.rejected' }),
      /^The records tell one life.*: There can be no record \d+ .*\(request\.approved\) here\. This request was rejected/,
    ],
    [
      'where it was submitted twice',
      inserted(1, submission),
      /^The records tell one life.*: The request is submitted again/,
    ],
    [
      'where a record is about another request',
      inserted(1, { ...submission, type: 'request.commented', subject: { kind: 'request', id: 'apr_other' } }),
      /^Every record is about this request.*: It is about something else: record \d+ .*\(request\.commented\)/,
    ],
    [
      'where a certificate of another request was revoked',
      inserted(4, { ...revocationOf(scene), detail: { ...revocationOf(scene).detail, request: 'apr_other' } }),
      /^Every record is about this request.*: It is about something else: record \d+ .*\(certificate\.revoked\)/,
    ],
    [
      'where two certificates are told of',
      inserted(4, revocationOf(scene), { ...revocationOf(scene), subject: { kind: 'certificate', id: 'crt_other' } }),
      /^Every record is about this request.*: They are about several certificates/,
    ],
    [
      'where it was revoked before it was issued',
      inserted(3, revocationOf(scene)),
      /^The records tell one life.*: There is no certificate yet at record \d+/,
    ],
    [
      'where another serial was revoked',
      inserted(4, { ...revocationOf(scene), detail: { ...revocationOf(scene).detail, serial: '4b' } }),
      /^The certificate that was revoked is the one that was issued.*is of another serial/,
    ],
    [
      'where it was revoked twice',
      inserted(4, revocationOf(scene), revocationOf(scene)),
      /^The certificate that was revoked .*: It is revoked again/,
    ],
    [
      'where the platform’s ledger tells of a request’s life',
      bundleOf(scene, {
        ledgers: [ledgerOf(scene.drafts.slice(0, 3)), ledgerOf(scene.drafts.slice(3), { ledger: 'platform' })],
      }),
      /^Every record is about this request.*: It does not belong in the ledger of the platform/,
    ],
  ])('%s', (_, bundle, broken) => {
    expect(brokenIn(bundle)).toContainEqual(expect.stringMatching(broken));
  });

  test('where the policy let it through and people voted all the same', async () => {
    const byPolicy = await issuedScene({ rules: { requireApproval: false }, approvers: [] });
    expect(brokenIn(written(['request.approved'], { required: 1 }, byPolicy))).toEqual([
      expect.stringMatching(/is of the policy, but says that people had to approve/),
    ]);
    const vote: RecordDraft = { ...submission, type: 'request.approved', actor: person(ZOE).actor };
    expect(brokenIn(bundleOf({ ...byPolicy, drafts: byPolicy.drafts.toSpliced(2, 0, vote) })).join()).toContain(
      'The policy let it through, and people voted all the same.',
    );
  });
});
