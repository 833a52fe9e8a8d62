import { generateKeyPairSync, hash } from 'node:crypto';
import type { Issuer } from '../../ca/authority.ts';
import { buildTbs, signCertificate } from '../../ca/certificate-writer.ts';
import { generateKey } from '../../ca/generate-key.ts';
import { certificatePem, exampleIssuer, exampleLeaf } from '../../ca/testing/example-authority.ts';
import type { Principal } from '../actor.ts';
import { prepareDraft, renderEntry } from '../audit-record.ts';
import type { RecordDraft } from '../audit-record-types.ts';
import type { CertificateRequest } from '../certificate-request.ts';
import { hashEntry, ZERO_HASH } from '../chain.ts';
import { renderCheckpointBody, signCheckpoint, verifierKey } from '../checkpoint.ts';
import { decideApproval } from '../decide-approval.ts';
import { decideCsr } from '../decide-csr.ts';
import { decideIntent, type Intent } from '../decide-intent.ts';
import { decideIssuance } from '../decide-issuance.ts';
import { decideSubmission } from '../decide-submission.ts';
import type { DecisionFacts } from '../decision-facts.ts';
import type { EvidenceBundle, EvidenceLedger } from '../evidence-bundle.ts';
import type { ParsedCsr } from '../key-algorithm.ts';
import { ledgerOrigin } from '../ledger-genesis.ts';
import { inclusionProof, rootOfLeaves } from '../merkle.ts';
import type { TrustProfileRules } from '../trust-profile-rules.ts';
import {
  AUTHORITY,
  ENVIRONMENTS,
  factsOf,
  MARA,
  NOW,
  OMAR,
  ORGANIZATION,
  person,
  profileWith,
  QUIET_FACTS,
  REQUEST,
} from './example-domain.ts';

export const CERTIFICATE = 'crt_01jd9m2c8xe7rbx5w9n4t6q3hk';
export const ZOE = 'usr_01jd9m2c8xe7rbx5w9n4t6q3hz';
export const DOMAINS = ['api.internal.corp.com', 'web.internal.corp.com'];
const DAY_MS = 86_400_000;

export const checkpointKey = generateKeyPairSync('ed25519');

/** What a server would have recorded about one request, and what its CA signed. */
export interface EvidenceScene {
  readonly drafts: readonly RecordDraft[];
  readonly certificatePem: string | null;
  readonly chainPem: string | null;
}

export interface SceneOptions {
  readonly key?: 'CSR' | 'SERVER' | 'AWAITED';
  readonly rules?: Partial<TrustProfileRules>;
  readonly requester?: Principal;
  readonly approvers?: readonly Principal[];
  readonly issuer?: Issuer;
  readonly chain?: readonly Buffer[];
}

/** A request from its submission to its certificate, by the same decisions that the server commits. */
export async function issuedScene(options: SceneOptions = {}): Promise<EvidenceScene> {
  const { key = 'CSR', approvers = [person(MARA)], rules = {} } = options;
  const requester = options.requester ?? person(OMAR);
  const issuer = options.issuer ?? (await exampleIssuer());
  const { spki } = await generateKey('ECDSA_P256');
  const csr = csrFor(spki);
  const profile = profileWith({ ...rules, ...(key === 'AWAITED' ? { keySource: 'CSR_ONLY' } : {}) });
  const facts: DecisionFacts = {
    pinned: profile,
    current: profile,
    access: factsOf('ADMIN'),
    organizationEnvironments: ENVIRONMENTS,
    requesterMayAsk: true,
    ...QUIET_FACTS,
  };
  const submission = {
    domains: DOMAINS,
    environment: 'production',
    justification: 'New service — ticket #1234',
    commonName: DOMAINS[0] ?? null,
    csr: key === 'CSR' ? csr : null,
    keyAlgorithm: key === 'CSR' || key === 'SERVER' ? csr.keyAlgorithm : null,
    validityDays: 30,
  };
  const submitted = decideSubmission(
    REQUEST,
    requester,
    submission,
    { ...facts, organizationId: ORGANIZATION, profiles: [profile] },
    NOW,
  );
  const drafts: RecordDraft[] = [...submitted.records];
  let request: CertificateRequest = submitted.next;
  const take = (change: { next: CertificateRequest; records: readonly RecordDraft[] }): void => {
    request = change.next;
    drafts.push(...change.records);
  };
  for (const approver of approvers)
    take(decideApproval(request, approver, { revision: null, reason: 'Looks right' }, facts, NOW));
  if (key === 'AWAITED') take(decideCsr(request, requester, csr, facts, NOW));
  const notBefore = new Date(Math.floor(NOW.getTime() / 1_000) * 1_000);
  const leaf = await exampleLeaf(issuer, {
    spki,
    notBefore,
    notAfter: new Date(notBefore.getTime() + 30 * DAY_MS),
    domains: DOMAINS,
    commonName: DOMAINS[0] ?? null,
  });
  const tbs = buildTbs(leaf);
  const intent: Intent = {
    serial: leaf.serial.toString('hex'),
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
    tbsSha256: hash('sha256', tbs, 'hex'),
    spkiSha256: csr.spkiSha256,
    certificateAuthorityId: AUTHORITY,
  };
  take(decideIntent(request, intent, NOW));
  const der = await signCertificate(issuer, tbs);
  const { serial, tbsSha256 } = intent;
  take(decideIssuance(request, intent, { certificateSha256: hash('sha256', der, 'hex'), serial, tbsSha256 }));
  const chain = options.chain ?? [issuer.certificateDer];
  return { drafts, certificatePem: certificatePem(der), chainPem: chain.map(certificatePem).join('') };
}

function csrFor(spki: Buffer): ParsedCsr {
  return {
    der: Buffer.from('a CSR'),
    spki,
    spkiSha256: hash('sha256', spki, 'hex'),
    csrSha256: hash('sha256', 'a CSR', 'hex'),
    keyAlgorithm: 'ECDSA_P256',
    dnsNames: DOMAINS,
    hasOtherNames: false,
  };
}

/** The record of a revocation, as of the certificate that the scene issued. */
export function revocationOf(scene: EvidenceScene): RecordDraft {
  const issued = scene.drafts.find(({ type }) => type === 'certificate.issued');
  return {
    type: 'certificate.revoked',
    actor: person(ZOE).actor,
    subject: { kind: 'certificate', id: CERTIFICATE },
    detail: { reason: 'KEY_COMPROMISE', serial: issued?.detail.serial, request: REQUEST, ca: AUTHORITY },
  };
}

/** Others write to the same ledger before, between and after. */
const NOISE: RecordDraft = {
  type: 'setting.changed',
  actor: person(ZOE).actor,
  subject: { kind: 'setting', id: 'mail' },
  detail: { changed: ['sender'] },
};

/** A ledger that holds these records among others, and the part of it that a bundle has. */
export function ledgerOf(
  drafts: readonly RecordDraft[],
  { ledger = ORGANIZATION, host = 'countersign.example', startAt = NOW.getTime(), key = checkpointKey } = {},
): EvidenceLedger {
  const origin = ledgerOrigin(host, ledger);
  const all = [NOISE, NOISE, ...drafts.flatMap((draft) => [draft, NOISE]), NOISE];
  const entries: string[] = [];
  let prev = ZERO_HASH;
  for (const [seq, draft] of all.entries()) {
    const ts = new Date(startAt + seq * 1_000).toISOString();
    const entry = renderEntry(prepareDraft(draft), { ledger, prev, seq, ts });
    entries.push(entry);
    prev = hashEntry(entry);
  }
  const hashes = entries.map(hashEntry);
  const rootOf = ({ start, end }: { start: number; end: number }) => rootOfLeaves(hashes.slice(start, end));
  const body = renderCheckpointBody({ origin, size: entries.length, rootHex: rootOfLeaves(hashes) });
  return {
    ledger,
    origin,
    vkey: verifierKey(origin, key.publicKey),
    checkpoint: signCheckpoint(body, { name: origin, privateKey: key.privateKey }),
    records: entries.flatMap((entry, seq) =>
      all[seq] === NOISE
        ? []
        : [{ seq, hash: hashEntry(entry), entry, proof: inclusionProof(seq, entries.length, rootOf) }],
    ),
  };
}

export function bundleOf(scene: EvidenceScene, changes: Partial<EvidenceBundle> = {}): EvidenceBundle {
  return {
    request: REQUEST,
    organization: ORGANIZATION,
    ledgers: [ledgerOf(scene.drafts)],
    certificate: scene.certificatePem,
    chain: scene.chainPem,
    ...changes,
  };
}
