import type { NotifiedEvent } from '../domain/notification.ts';

/** One mail to one person, as it is kept until it is sent. */
export interface MailMessage {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Stable: a mail that is sent twice is the same mail (RFC 5322 §3.6.4). With its angle brackets. */
  readonly messageId: string;
  /** The mails before it in its thread, first one first, separated by spaces; null where it begins one. */
  readonly references: string | null;
  /** What it tells of, for whoever looks after mails that could not be delivered. */
  readonly about?: MailSubject;
  /** Of the mail that could not be delivered and that this is another try of. */
  readonly retryOf?: string;
}

export interface MailSubject {
  readonly organizationId: string;
  readonly event: NotifiedEvent;
  readonly requestIds: readonly string[];
}
