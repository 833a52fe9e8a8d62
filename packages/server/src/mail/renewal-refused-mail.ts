import { type MailParts, renderHtml, renderText } from './layout.ts';

/** What a mail says to admins when a certificate ends soon, and whoever asked for it may not ask for it any more. */
export interface RenewalRefusedMailFacts {
  readonly organization: string;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly endsAt: Date;
  readonly requester: string;
  /** What policy says. */
  readonly reason: string;
  readonly url: string;
  readonly checkpoint: string | null;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Subject, text and HTML of it. */
export function renewalRefusedMail(facts: RenewalRefusedMailFacts): { subject: string; text: string; html: string } {
  const { organization, domains, environment, endsAt, requester, reason, url, checkpoint } = facts;
  const [first = ''] = domains;
  const name = domains.length > 1 ? `${first} and ${domains.length - 1} more` : first;
  const parts: MailParts = {
    tone: 'bad',
    state: 'Not renewed',
    heading: 'A certificate ends soon, and cannot be renewed by itself',
    lead: `It ends on ${DATE.format(endsAt)}. Policy refuses to ask for it anew in the name of ${requester}.`,
    preview: `${name}, ${environment}. ${reason}`,
    facts: [
      { label: domains.length > 1 ? 'Names' : 'Name', value: name, kind: 'host' },
      { label: 'Environment', value: environment, kind: 'said' },
      { label: 'Asked by', value: requester, kind: 'said' },
      { label: 'Why not', value: reason, kind: 'said' },
    ],
    link: { label: 'See the request it was issued for', url },
    closing: `You get this because you are an admin of ${organization}. Have somebody who may ask for it anew, or mend what is refused: it is tried again each day.`,
    checkpoint,
  };
  return { subject: `Not renewed: ${name}`, text: renderText(parts), html: renderHtml(parts) };
}
