import type { AuditEntry } from './audit-record.ts';
import type { EvidenceBundle } from './evidence-bundle.ts';
import { type EvidenceFact, type EvidenceStory, textOf, textsOf } from './evidence-facts.ts';
import type { ProvenLedger } from './evidence-keys.ts';
import { nameOf } from './evidence-timeline.ts';
import type { VoteFindings } from './evidence-votes.ts';
import { counted, listed } from './wording.ts';

/** What verification found, for the sentences about it. */
export interface EvidenceScope {
  readonly bundle: EvidenceBundle;
  readonly ledgers: readonly ProvenLedger[];
  readonly hasGivenKeys: boolean;
  readonly story: EvidenceStory;
  readonly votes: VoteFindings;
  readonly state: string;
  readonly facts: readonly EvidenceFact[];
}

/** What a bundle that holds proves, in plain words. */
export function provenBy(scope: EvidenceScope): string[] {
  const { bundle, story, state, ledgers } = scope;
  const { submission, certificate, entries } = story;
  const stood = ledgers.map(({ checkpoint }, i) => {
    const records = counted(bundle.ledgers[i]?.records.length ?? 0, 'record');
    return `${records} here stood, word for word, in the ledger ${checkpoint.origin} when it had ${counted(checkpoint.size, 'record')}.`;
  });
  const domains = listed(textsOf(submission.detail, 'domains') ?? []);
  const environment = textOf(submission.detail, 'environment') ?? '?';
  const proven = [
    ...stood,
    `They say that ${nameOf(submission.actor)} asked for ${domains} in ${environment} at ${submission.ts}.`,
    ...approvalOf(entries),
    `By these records: ${state}`,
  ];
  if (certificate !== null) {
    proven.push(
      `The certificate here (serial ${certificate.serial}, SHA-256 ${certificate.certificateSha256}) is the one that was issued for this request, for just the names that were asked.`,
    );
  }
  const revoked = entries.find(isRevocation);
  if (revoked !== undefined) proven.push(`It was revoked by ${nameOf(revoked.actor)} at ${revoked.ts}.`);
  return proven;
}

function approvalOf(entries: readonly AuditEntry[]): string[] {
  const votes = entries.filter(({ type }) => type === 'request.approved');
  if (votes.length === 0) return [];
  if (votes.some(({ actor }) => actor.kind === 'policy')) return ['Its trust profile let it through without anybody.'];
  const voters = listed(votes.map(({ actor, ts }) => `${nameOf(actor)} at ${ts}`));
  const isEnough = votes.some(({ detail }) => textOf(detail, 'outcome') === 'approved');
  return [isEnough ? `It was approved by ${voters}.` : `Not as many as had to, but some approved it: ${voters}.`];
}

/** What no bundle proves, and what this one does not, in plain words. */
export function unprovenBy(scope: Omit<EvidenceScope, 'state'>): string[] {
  const { ledgers, hasGivenKeys, story, votes } = scope;
  const upTo = listed(ledgers.map(({ checkpoint }) => `record ${checkpoint.size - 1} of ${checkpoint.origin}`));
  return [
    ...(hasGivenKeys
      ? []
      : [
          'That any of this is of the installation that it names: whose key signed it, only the bundle itself says. Get the verifier key from somewhere else and give it with --vkey.',
        ]),
    'That these are all the records about the request: one that was left out cannot be seen.',
    `Anything that happened later: it reaches to ${upTo}.`,
    ...certificateLimits(story, scope.facts),
    ...voteLimits(votes),
    'That the people behind the accounts are who they say, or that nobody else used their accounts.',
    'That nobody signed with a stolen checkpoint key: no witness’s signature is looked at.',
    'That the times are right: they are those of the server’s clock.',
  ];
}

function certificateLimits({ entries, certificate }: EvidenceStory, facts: readonly EvidenceFact[]): string[] {
  if (certificate === null) return [];
  const limits: string[] = [];
  const root = certificate.chain.authorities.at(-1);
  if (root !== undefined)
    limits.push(`That its root is one to trust: compare its SHA-256, ${root.certificateSha256} (${root.name}).`);
  if (!entries.some(isRevocation))
    limits.push('That the certificate is not revoked: no record here says so, and its CRL tells what holds now.');
  if (!facts.some(({ claim }) => claim === TEMPLATE_CLAIM))
    limits.push(
      'That the usages of the certificate are those that every vote named: its template cannot be made again from these records.',
    );
  return limits;
}

function voteLimits({ needsOwnVote, tokens }: VoteFindings): string[] {
  const limits: string[] = [];
  if (needsOwnVote)
    limits.push(
      'That the trust profile lets whoever asks approve: the vote of a requester was counted, and no record here holds the profile.',
    );
  if (tokens.length > 0)
    limits.push(
      `Who stood behind ${listed(tokens)}: the record of a vote by API token names the token, not its person.`,
    );
  return limits;
}

/** Of the one fact that cannot always be looked at. */
export const TEMPLATE_CLAIM = 'What was issued is what every vote names';

function isRevocation({ type }: AuditEntry): boolean {
  return type === 'certificate.revoked';
}
