import type { NotificationKind, NotifiedEvent } from '../domain/notification.ts';
import { type MailParts, renderHtml, renderText } from './layout.ts';

/** What a mail about a request says. Every text of it comes from people, and is only ever text. */
export interface RequestMailFacts {
  readonly event: NotifiedEvent;
  readonly kind: NotificationKind;
  readonly domains: readonly string[];
  readonly environment: string;
  readonly profileName: string;
  readonly requesterName: string;
  readonly justification: string | null;
  /** Why it was decided so. */
  readonly reason: string | null;
  /** Who decided it; null where it was policy or time. */
  readonly decidedBy: string | null;
  readonly approvals: string | null;
  readonly expiresAt: Date | null;
  readonly url: string;
  readonly checkpoint: string | null;
}

interface Wording {
  readonly subject: (name: string) => string;
  readonly heading: string;
  readonly lead: (facts: RequestMailFacts) => string;
  readonly link: string;
  readonly closing: string;
}

const YOURS = 'You get this because you asked for it, or because a device of yours did.';
const DECIDE = 'You get this because you may decide it. Nothing is decided by opening the link.';
const by = ({ decidedBy }: RequestMailFacts) => (decidedBy === null ? '' : ` by ${decidedBy}`);

const WORDINGS = {
  submitted: {
    subject: (name) => `Approve or reject: ${name}`,
    heading: 'A request waits for you',
    lead: ({ requesterName }) => `${requesterName} asks for a certificate.`,
    link: 'Look at the request',
    closing: DECIDE,
  },
  warned: {
    subject: (name) => `Still waiting: ${name}`,
    heading: 'A request still waits for you',
    lead: ({ requesterName }) => `${requesterName} asked for a certificate, and nobody has decided yet.`,
    link: 'Look at the request',
    closing: DECIDE,
  },
  escalated: {
    subject: (name) => `Escalated: ${name}`,
    heading: 'A request has waited too long',
    lead: ({ requesterName }) => `${requesterName} asked for a certificate, and nobody has decided in time.`,
    link: 'Look at the request',
    closing: DECIDE,
  },
  approved: {
    subject: (name) => `Approved: ${name}`,
    heading: 'Your request is approved',
    lead: (facts) => `It was approved${by(facts)}. The certificate follows.`,
    link: 'See the request',
    closing: YOURS,
  },
  issued: {
    subject: (name) => `Issued: ${name}`,
    heading: 'Your certificate is issued',
    lead: () => 'It can be fetched now.',
    link: 'See the certificate',
    closing: YOURS,
  },
  rejected: {
    subject: (name) => `Rejected: ${name}`,
    heading: 'Your request is rejected',
    lead: (facts) => `It was rejected${by(facts)}. To ask again, submit a new request.`,
    link: 'See the request',
    closing: YOURS,
  },
  voided: {
    subject: (name) => `Voided: ${name}`,
    heading: 'Your request is voided',
    lead: (facts) => `It was voided${by(facts)}, and no certificate was issued.`,
    link: 'See the request',
    closing: YOURS,
  },
  expired: {
    subject: (name) => `Expired: ${name}`,
    heading: 'Your request has expired',
    lead: () => 'Nobody decided it in time. To ask again, submit a new request.',
    link: 'See the request',
    closing: YOURS,
  },
  failed: {
    subject: (name) => `Issuing failed: ${name}`,
    heading: 'Issuing a certificate failed',
    lead: () => 'The request is approved, but its certificate could not be issued. It is tried again.',
    link: 'See the request',
    closing: 'You get this because you asked for it, or because you are an admin of the organization.',
  },
  quarantined: {
    subject: (name) => `Quarantined: ${name}`,
    heading: 'A certificate is in quarantine',
    lead: () => 'What the CA returned is not what was approved. It was handed to nobody.',
    link: 'See the request',
    closing: 'You get this because you are an admin of the organization.',
  },
} as const satisfies Record<NotifiedEvent, Wording>;

/** Subject, text and HTML of a mail about a request. */
export function requestMail(facts: RequestMailFacts): { subject: string; text: string; html: string } {
  const wording: Wording = WORDINGS[facts.event];
  const [first = ''] = facts.domains;
  const name = facts.domains.length > 1 ? `${first} and ${facts.domains.length - 1} more` : first;
  const parts: MailParts = {
    heading: wording.heading,
    lead: wording.lead(facts),
    facts: [
      { label: facts.domains.length > 1 ? 'Names' : 'Name', value: facts.domains.join('\n'), mono: true },
      { label: 'Environment', value: facts.environment },
      { label: 'Trust profile', value: facts.profileName },
      { label: 'Asked by', value: facts.requesterName },
      ...(facts.justification === null ? [] : [{ label: 'Why', value: facts.justification }]),
      ...(facts.reason === null ? [] : [{ label: 'Reason', value: facts.reason }]),
      ...(facts.approvals === null ? [] : [{ label: 'Approvals', value: facts.approvals }]),
      ...(facts.expiresAt === null
        ? []
        : [{ label: 'Expires', value: `${facts.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC` }]),
    ],
    link: { label: wording.link, url: facts.url },
    closing: wording.closing,
    checkpoint: facts.checkpoint,
  };
  return { subject: wording.subject(name), text: renderText(parts), html: renderHtml(parts) };
}
