/** A link that somebody is to get by mail. */
export interface AccountMail {
  readonly kind: 'INVITATION' | 'PASSWORD_RESET';
  readonly to: { readonly userId: string; readonly name: string; readonly email: string };
  readonly url: string;
  readonly expiresAt: Date;
  /** Who invites, and where to; null for what somebody asked for themselves. */
  readonly invitation: { readonly by: string; readonly organization: string } | null;
}

/** Hands a mail on to whoever sends mails; where none are sent, it goes nowhere. */
export interface AccountMailer {
  send(mail: AccountMail): Promise<void>;
}
