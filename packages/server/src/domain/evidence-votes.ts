import type { AuditEntry } from './audit-record.ts';
import type { AuditRecordType, JsonValue } from './audit-record-types.ts';
import { canonicalJson } from './canonical-json.ts';
import { type EvidenceFact, fact, firstProblem, named, numberOf, textOf, textsOf } from './evidence-facts.ts';
import { counted, listed } from './wording.ts';

/** Records that name what may be issued by its hash. */
const NAMING_TEMPLATE: ReadonlySet<AuditRecordType> = new Set<AuditRecordType>([
  'request.submitted',
  'request.approved',
  'request.csrAttached',
  'certificate.intended',
  'certificate.issued',
  'certificate.failed',
  'certificate.retried',
  'certificate.quarantined',
  'certificate.superseded',
]);

/** Records that repeat what was asked. */
const REPEATING: ReadonlySet<AuditRecordType> = new Set<AuditRecordType>([
  'request.submitted',
  'request.approved',
  'request.rejected',
  'request.voided',
  'request.withdrawn',
  'request.expired',
]);
const REPEATED = ['domains', 'environment', 'justification'] as const;

/** The submission, every vote and everything on the way to the certificate speak of the same. */
export function checkSameAsked(submission: AuditEntry, entries: readonly AuditEntry[]): EvidenceFact[] {
  const template = textOf(submission.detail, 'templateSha256');
  const otherTemplate = firstProblem(entries, (entry) => {
    if (!NAMING_TEMPLATE.has(entry.type)) return null;
    const found = textOf(entry.detail, 'templateSha256');
    if (template !== null && found === template) return null;
    return `${named(entry)} names ${found ?? 'nothing'}, but the submission ${template ?? 'nothing'}.`;
  });
  const otherWords = firstProblem(entries, (entry) => {
    if (!REPEATING.has(entry.type)) return null;
    const differing = REPEATED.find((name) => !isSame(entry.detail[name], submission.detail[name]));
    return differing === undefined ? null : `${named(entry)} has another ${differing} than the submission.`;
  });
  return [
    fact('Submission, votes and issuance name the same template', otherTemplate, `templateSha256 ${template ?? ''}`),
    fact('Every decision repeats what was asked', otherWords, 'Domains, environment and justification are the same.'),
  ];
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}

/** What the votes come to. */
export interface VoteFindings {
  /** Null where nobody voted for it yet. */
  readonly fact: EvidenceFact | null;
  /** The quorum is reached only with a vote of whoever asked. */
  readonly needsOwnVote: boolean;
  /** Votes by API token: the record does not name the person. */
  readonly tokens: readonly string[];
}

/** Distinct people approved, as many as each record says, and as many as were required by the time it counted as approved. */
export function checkVotes(submission: AuditEntry, entries: readonly AuditEntry[]): VoteFindings {
  const votes = entries.filter(({ type }) => type === 'request.approved');
  const last = votes.at(-1);
  if (last === undefined) return { fact: null, needsOwnVote: false, tokens: [] };
  const claim = isFinal(last) ? 'As many approved as had to' : 'Those who approved so far are counted rightly';
  if (votes.some(({ actor }) => actor.kind === 'policy')) {
    const problem = policyProblem(votes);
    return { fact: fact(claim, problem, 'The trust profile asks for nobody.'), needsOwnVote: false, tokens: [] };
  }
  const problem = firstProblem(votes.entries(), ([i, vote]) => voteProblem(vote, votes.slice(0, i)));
  const required = numberOf(last.detail, 'required') ?? 0;
  const approvals = numberOf(last.detail, 'approvals') ?? 0;
  const requesters = requestersOf(submission);
  const others = votes.filter(({ actor }) => !requesters.includes(actor.id)).length;
  const why = `${approvals} of ${required}: ${listed(votes.map(({ actor }) => actor.name))}.`;
  return {
    fact: fact(claim, problem, why),
    needsOwnVote: isFinal(last) && others < required,
    tokens: votes.flatMap(({ actor }) => (actor.kind === 'token' ? [actor.name] : [])),
  };
}

/** Everybody who counts as the requester, as far as the submission names them. */
function requestersOf({ actor, detail }: AuditEntry): readonly (string | null)[] {
  return [actor.id, textOf(detail, 'owner'), ...(textsOf(detail, 'requesterUserIds') ?? [])];
}

function policyProblem(votes: readonly AuditEntry[]): string | null {
  const [vote, ...more] = votes;
  if (vote === undefined || more.length > 0) return 'The policy let it through, and people voted all the same.';
  const { detail } = vote;
  if (detail.required === 0 && detail.approvals === 0 && isFinal(vote)) return null;
  return `${named(vote)} is of the policy, but says that people had to approve.`;
}

function voteProblem(vote: AuditEntry, before: readonly AuditEntry[]): string | null {
  const approvals = numberOf(vote.detail, 'approvals');
  const required = numberOf(vote.detail, 'required');
  if (vote.actor.kind !== 'user' && vote.actor.kind !== 'token') return `${named(vote)} is not a person's.`;
  if (before.some(({ actor }) => actor.id === vote.actor.id))
    return `${vote.actor.name} approved twice: ${named(vote)}.`;
  if (approvals === null || required === null || required < 1) return `${named(vote)} does not say how many it takes.`;
  const voters = before.length + 1;
  if (approvals > voters) return `${named(vote)} counts ${counted(approvals, 'approval')}, but ${voters} voted.`;
  if (isFinal(vote) !== approvals >= required) {
    const outcome = textOf(vote.detail, 'outcome') ?? 'nothing';
    return `${named(vote)} counts ${approvals} of ${required} required, and says “${outcome}”.`;
  }
  return null;
}

function isFinal({ detail }: AuditEntry): boolean {
  return textOf(detail, 'outcome') === 'approved';
}
