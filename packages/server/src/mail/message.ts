/** One mail to one person, as it is kept until it is sent. */
export interface MailMessage {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Stable: a mail that is sent twice is the same mail (RFC 5322 §3.6.4). With its angle brackets. */
  readonly messageId: string;
  /** Of the thread that the mails about one request make. */
  readonly references: string;
}
