import { type MailFact, type MailParts, renderHtml, renderText } from './layout.ts';

/** What a mail with a one-time link says. */
export interface AccountMailFacts {
  readonly kind: 'INVITATION' | 'PASSWORD_RESET';
  readonly name: string;
  readonly url: string;
  readonly expiresAt: Date;
  /** Who invites, and where to; null for what somebody asked for themselves. */
  readonly invitation: { readonly by: string; readonly organization: string } | null;
}

interface Words extends Pick<MailParts, 'state' | 'heading' | 'lead' | 'closing'> {
  readonly subject: string;
  readonly facts: readonly MailFact[];
  readonly label: string;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** Subject, text and HTML of it. */
export function accountMail(facts: AccountMailFacts): { subject: string; text: string; html: string } {
  const { subject, label, ...words } = facts.kind === 'INVITATION' ? invitation(facts) : passwordReset();
  const parts: MailParts = {
    ...words,
    tone: 'act',
    preview: words.lead,
    facts: [...words.facts, { label: 'Valid until', value: `${DATE.format(facts.expiresAt)} UTC` }],
    link: { label, url: facts.url },
    checkpoint: null,
  };
  return { subject, text: renderText(parts), html: renderHtml(parts) };
}

function invitation({ name, invitation: from }: AccountMailFacts): Words {
  const organization = from?.organization ?? 'an organization';
  return {
    subject: `Invitation: ${organization}`,
    state: 'Invitation',
    heading: `You are invited to ${organization}`,
    lead: 'Choose a password, and you are signed in. Requests for certificates are looked at and decided there.',
    facts: [
      { label: 'For', value: name, kind: 'said' },
      ...(from === null ? [] : [{ label: 'Invited by', value: from.by, kind: 'said' } as const]),
    ],
    label: 'Take up the invitation',
    closing: 'The link works once. Whoever has it can take up the invitation, so pass it on to nobody.',
  };
}

function passwordReset(): Words {
  return {
    subject: 'A new password for Countersign',
    state: 'Password',
    heading: 'Choose a new password',
    lead: 'Somebody, probably you, has asked for a new password for your account.',
    facts: [],
    label: 'Choose a new password',
    closing:
      'The link works once, and a newer one replaces it. If you did not ask for it, do nothing: your password stays as it is.',
  };
}
