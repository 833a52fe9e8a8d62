import type { ActorKind } from '../domain/actor.ts';
import { toUnicode } from '../domain/names.ts';
import type { NotificationKind, NotifiedEvent } from '../domain/notification.ts';
import { counted } from '../domain/wording.ts';
import { type MailFact, type MailParts, renderHtml, renderText } from './layout.ts';
import { WORDINGS } from './wordings.ts';

/** What a mail about a request says. Every text of it comes from people, and is only ever text. */
export interface RequestMailFacts {
  readonly event: NotifiedEvent;
  readonly kind: NotificationKind;
  /** When it happened. */
  readonly at: Date;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly profile: { readonly name: string; readonly version: number };
  readonly requester: { readonly kind: ActorKind; readonly name: string };
  readonly justification: string | null;
  /** Why it was decided so. */
  readonly reason: string | null;
  /** Who decided it; null where it was policy or time. */
  readonly decidedBy: string | null;
  /** For those who can decide: how many approvals there are, how many it takes, and whether a CSR has to come first. */
  readonly approval: { readonly given: number; readonly required: number; readonly awaitsCsr: boolean } | null;
  readonly expiresAt: Date | null;
  readonly url: string;
  readonly checkpoint: string | null;
}

/** More are on the request's own page. */
const SHOWN_NAMES = 12;
const MINUTES_A_DAY = 1_440;

/** Subject, text and HTML of a mail about a request. */
export function requestMail(facts: RequestMailFacts): { subject: string; text: string; html: string } {
  const wording = WORDINGS[facts.event];
  const [first = ''] = facts.domains;
  const name = facts.domains.length > 1 ? `${first} and ${facts.domains.length - 1} more` : first;
  const parts: MailParts = {
    tone: wording.tone,
    state: wording.state,
    heading: wording.heading,
    lead: wording.lead(facts),
    preview: `${name}, ${facts.environment}. ${facts.reason ?? facts.justification ?? ''}`.trimEnd(),
    facts: factsOf(facts),
    link: { label: wording.link, url: facts.url },
    closing: closingOf(facts),
    checkpoint: facts.checkpoint,
  };
  return { subject: wording.subject(name), text: renderText(parts), html: renderHtml(parts) };
}

/** Why somebody gets it. */
export function closingOf({ event, kind }: Pick<RequestMailFacts, 'event' | 'kind'>): string {
  const { closing, contactClosing } = WORDINGS[event];
  return (kind === 'attention' ? contactClosing : undefined) ?? closing;
}

function factsOf(facts: RequestMailFacts): MailFact[] {
  const { profile, requester } = facts;
  const shown: MailFact[] = [
    { label: facts.domains.length > 1 ? 'Names' : 'Name', value: namesOf(facts.domains), kind: 'host' },
    { label: 'Environment', value: facts.environment, kind: 'said' },
    {
      label: 'Asked by',
      value: requester.kind === 'user' ? requester.name : `${requester.name} (${requester.kind})`,
      kind: 'said',
    },
  ];
  if (facts.reason !== null) shown.push({ label: 'Reason', value: facts.reason, kind: 'said' });
  if (facts.justification !== null) shown.push({ label: 'Why', value: facts.justification, kind: 'said' });
  shown.push({ label: 'Trust profile', value: `${profile.name}, version ${profile.version}`, kind: 'said' });
  if (facts.approval !== null) shown.push({ label: 'If you approve', value: whatFollows(facts.approval) });
  if (facts.expiresAt !== null) shown.push({ label: 'Time left', value: timeLeft(facts.at, facts.expiresAt) });
  return shown;
}

/** A-labels, as they will stand in the certificate, and beside them what people read. */
function namesOf(domains: readonly string[]): string {
  const shown = domains.slice(0, SHOWN_NAMES).map((ascii) => {
    const unicode = toUnicode(ascii);
    return unicode === ascii ? ascii : `${ascii} (${unicode})`;
  });
  const more = domains.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function whatFollows({ given, required, awaitsCsr }: NonNullable<RequestMailFacts['approval']>): string {
  const missing = required - given - 1;
  const end = awaitsCsr ? 'the certificate follows once its owner sends a CSR' : 'the certificate is issued';
  if (missing > 0) return `Yours is ${given + 1} of ${required}; with ${counted(missing, 'more approval')}, ${end}.`;
  return required > 1 ? `Yours is the last of ${required}: ${end}.` : `${end.charAt(0).toUpperCase()}${end.slice(1)}.`;
}

function timeLeft(at: Date, until: Date): string {
  const minutes = Math.max(0, Math.round((until.getTime() - at.getTime()) / 60_000));
  const [days, hours] = [Math.floor(minutes / MINUTES_A_DAY), Math.floor((minutes % MINUTES_A_DAY) / 60)];
  const parts = [
    ...(days > 0 ? [counted(days, 'day')] : []),
    ...(hours > 0 && days < 7 ? [counted(hours, 'hour')] : []),
    ...(days === 0 && hours === 0 ? [counted(minutes, 'minute')] : []),
  ];
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${parts.join(' ')}, until ${date.format(until)} UTC`;
}
