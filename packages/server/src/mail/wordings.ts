import type { NotifiedEvent } from '../domain/notification.ts';
import type { MailTone } from './layout.ts';
import type { RequestMailFacts } from './request-mail.ts';

/** How a mail about one kind of event reads. `name` stands for the request's names in a subject. */
export interface Wording {
  readonly tone: MailTone;
  readonly state: string;
  readonly subject: (name: string) => string;
  readonly heading: string;
  /** Subject and heading of one mail about several requests. */
  readonly many: (count: number) => string;
  readonly lead: (facts: RequestMailFacts) => string;
  readonly link: string;
  readonly closing: string;
  /** For a contact of the trust profile, who may not be able to decide. */
  readonly contactClosing?: string;
}

const YOURS = 'You get this because you asked for it, or because a device of yours did.';
const DECIDE = 'You get this because you may decide it. Opening the link decides nothing.';
const CONTACT =
  'You get this because your address is a contact of this trust profile for requests that wait too long. Opening the link decides nothing.';
const by = ({ decidedBy }: RequestMailFacts) => (decidedBy === null ? '' : ` by ${decidedBy}`);

export const WORDINGS: Readonly<Record<NotifiedEvent, Wording>> = {
  submitted: {
    tone: 'act',
    state: 'Waits for you',
    subject: (name) => `Approve or reject: ${name}`,
    heading: 'A request waits for your decision',
    many: (count) => `${count} requests wait for your decision`,
    lead: ({ requester }) => `${requester.name} asks for a certificate.`,
    link: 'Look at the request',
    closing: DECIDE,
  },
  warned: {
    tone: 'act',
    state: 'Still waits',
    subject: (name) => `Still waiting: ${name}`,
    heading: 'A request still waits for your decision',
    many: (count) => `${count} requests still wait for your decision`,
    lead: ({ requester }) => `${requester.name} asked for a certificate, and nobody has decided yet.`,
    link: 'Look at the request',
    closing: DECIDE,
  },
  escalated: {
    tone: 'bad',
    state: 'Escalated',
    subject: (name) => `Escalated: ${name}`,
    heading: 'A request has waited too long',
    many: (count) => `${count} requests have waited too long`,
    lead: ({ requester }) => `${requester.name} asked for a certificate, and nobody has decided in time.`,
    link: 'Look at the request',
    closing: DECIDE,
    contactClosing: CONTACT,
  },
  approved: {
    tone: 'good',
    state: 'Approved',
    subject: (name) => `Approved: ${name}`,
    heading: 'Your request is approved',
    many: (count) => `${count} of your requests are approved`,
    lead: (facts) => `It was approved${by(facts)}. The certificate follows.`,
    link: 'See the request',
    closing: YOURS,
  },
  issued: {
    tone: 'good',
    state: 'Issued',
    subject: (name) => `Issued: ${name}`,
    heading: 'Your certificate is issued',
    many: (count) => `${count} of your certificates are issued`,
    lead: () => 'It can be fetched now.',
    link: 'See the certificate',
    closing: YOURS,
  },
  rejected: {
    tone: 'bad',
    state: 'Rejected',
    subject: (name) => `Rejected: ${name}`,
    heading: 'Your request is rejected',
    many: (count) => `${count} of your requests are rejected`,
    lead: (facts) => `It was rejected${by(facts)}. To ask again, submit a new request.`,
    link: 'See the request',
    closing: YOURS,
  },
  voided: {
    tone: 'bad',
    state: 'Voided',
    subject: (name) => `Voided: ${name}`,
    heading: 'Your request is voided',
    many: (count) => `${count} of your requests are voided`,
    lead: (facts) => `It was voided${by(facts)}, and no certificate was issued.`,
    link: 'See the request',
    closing: YOURS,
  },
  expired: {
    tone: 'quiet',
    state: 'Expired',
    subject: (name) => `Expired: ${name}`,
    heading: 'Your request has expired',
    many: (count) => `${count} of your requests have expired`,
    lead: () => 'Its time ran out before it was finished. To ask again, submit a new request.',
    link: 'See the request',
    closing: YOURS,
  },
  failed: {
    tone: 'bad',
    state: 'Failed',
    subject: (name) => `Issuing failed: ${name}`,
    heading: 'Issuing a certificate failed',
    lead: () =>
      'The request is approved, but its certificate could not be issued, however often it was tried. It is tried again once somebody who may asks for it.',
    many: (count) => `${count} certificates could not be issued`,
    link: 'See the request',
    closing: 'You get this because you asked for it, or because you are an admin of the organization.',
  },
  quarantined: {
    tone: 'bad',
    state: 'Quarantined',
    subject: (name) => `Quarantined: ${name}`,
    heading: 'A certificate is in quarantine',
    many: (count) => `${count} certificates are in quarantine`,
    lead: () => 'What the CA returned is not what was approved. It was handed to nobody.',
    link: 'See the request',
    closing: 'You get this because you are an admin of the organization.',
  },
};
