import type { Quorum } from '../domain/quorum.ts';
import { type MailParts, renderHtml, renderText } from './layout.ts';

/** What a mail says to admins when too few people can decide a request. */
export interface QuorumMailFacts {
  readonly organization: string;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly requester: string;
  readonly profile: string;
  readonly quorum: Quorum;
  readonly url: string;
}

/** Subject, text and HTML of it. */
export function quorumMail(facts: QuorumMailFacts): { subject: string; text: string; html: string } {
  const { organization, domains, environment, requester, profile, quorum, url } = facts;
  const [first = ''] = domains;
  const name = domains.length > 1 ? `${first} and ${domains.length - 1} more` : first;
  const parts: MailParts = {
    tone: 'bad',
    state: 'Nobody left to decide',
    heading: 'A request cannot be decided as things are',
    lead: quorum.explanation,
    preview: `${name}, ${environment}. ${quorum.explanation}`,
    facts: [
      { label: domains.length > 1 ? 'Names' : 'Name', value: name, kind: 'host' },
      { label: 'Environment', value: environment, kind: 'said' },
      { label: 'Asked by', value: requester, kind: 'said' },
      { label: 'Trust profile', value: profile, kind: 'said' },
      {
        label: 'Approvals',
        value: `${quorum.given} of ${quorum.required} given; ${quorum.canStillDecide} more can be`,
      },
    ],
    link: { label: 'Look at the request', url },
    closing: `You get this because you are an admin of ${organization}. The request waits; nothing is lost.`,
    checkpoint: null,
  };
  return { subject: `Too few can decide: ${name}`, text: renderText(parts), html: renderHtml(parts) };
}
