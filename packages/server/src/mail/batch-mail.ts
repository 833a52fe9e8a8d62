import { counted } from '../domain/wording.ts';
import { type MailParts, renderHtml, renderText } from './layout.ts';
import { closingOf, type RequestMailFacts } from './request-mail.ts';
import { WORDINGS } from './wordings.ts';

/** More of what somebody wrote is on the request's own page. */
const SAID = 160;

/** Subject, text and HTML of one mail about several requests, all of one kind of event. */
export function batchMail(
  requests: readonly RequestMailFacts[],
  rest: { readonly url: string; readonly checkpoint: string | null },
): { subject: string; text: string; html: string } {
  const [first] = requests;
  if (first === undefined) throw new Error('a mail tells of something');
  const wording = WORDINGS[first.event];
  const names = requests.map(nameOf);
  const parts: MailParts = {
    tone: wording.tone,
    state: wording.state,
    heading: wording.many(requests.length),
    lead: `${counted(requests.length, 'request')}, each with its own link.`,
    preview: names.slice(0, 5).join(', '),
    facts: requests.map((facts, index) => ({
      label: `${index + 1}`,
      value: `${names[index] ?? ''} (${facts.environment})`,
      kind: 'host',
      url: facts.url,
      under: underOf(facts),
    })),
    link: { label: 'See all requests', url: rest.url },
    closing: closingOf(first),
    checkpoint: rest.checkpoint,
  };
  return { subject: wording.many(requests.length), text: renderText(parts), html: renderHtml(parts) };
}

function nameOf({ domains }: RequestMailFacts): string {
  const [first = ''] = domains;
  return domains.length > 1 ? `${first} and ${domains.length - 1} more` : first;
}

function underOf({ requester, reason, justification, decidedBy }: RequestMailFacts): string {
  const said = reason ?? justification;
  const who = decidedBy === null ? `asked by ${requester.name}` : `by ${decidedBy}`;
  return said === null ? who : `${who}: ${shortened(said)}`;
}

function shortened(text: string): string {
  const oneLine = text.replaceAll(/\s+/g, ' ').trim();
  return oneLine.length <= SAID ? oneLine : `${[...oneLine].slice(0, SAID).join('')}…`;
}
