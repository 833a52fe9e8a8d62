import { createTransport } from 'nodemailer';
import { isEmailAddress } from '../domain/email-address.ts';
import type { MailSettings } from '../domain/mail-settings.ts';
import type { MailMessage } from './message.ts';

/** A mail server, and who writes. */
export interface SmtpAccount {
  /** Another whenever anything of it is another. */
  readonly version: string;
  readonly server:
    | { readonly url: string }
    | (Pick<MailSettings, 'host' | 'port' | 'tls' | 'username'> & { readonly password: string | null });
  readonly from: { readonly name: string; readonly address: string };
}

export interface MailSender {
  /**
   * Resolves once the server has taken the mail, or has refused it for good (RFC 5321 §4.2.1: 5yz), with its words as
   * `refusal`: trying again would change nothing. Rejects where it may be taken later.
   */
  send(message: MailMessage): Promise<{ refusal: string | null }>;
  close(): void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;
/** What nothing in a header may hold: it would begin another one, or show as nothing. */
const HEADER_BREAK = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const CONNECTIONS = 4;

/** How nodemailer is told of a server. STARTTLS is demanded, so that nobody on the way can talk it away. */
export function transportOptions({ server }: Pick<SmtpAccount, 'server'>) {
  if ('url' in server) return { url: server.url };
  const { host, port, tls, username, password } = server;
  return {
    host,
    port,
    secure: tls === 'TLS',
    requireTLS: tls === 'STARTTLS',
    ignoreTLS: tls === 'NONE',
    ...(username === null ? {} : { auth: { user: username, pass: password ?? '' } }),
  };
}

/** Sends through a mail server, as `from`. */
export function createSmtpSender(account: Pick<SmtpAccount, 'server' | 'from'>): MailSender {
  const transport = createTransport({
    ...transportOptions(account),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message) {
      if (!isEmailAddress(message.to.address)) return { refusal: 'this is not one mail address' };
      try {
        await transport.sendMail({
          // Objects only: of a string, commas would make several recipients.
          from: account.from,
          to: [{ name: oneLine(message.to.name), address: message.to.address }],
          subject: oneLine(message.subject),
          text: message.text,
          html: message.html,
          messageId: message.messageId,
          ...(message.references === null
            ? {}
            : { references: message.references, inReplyTo: message.references.split(' ')[0] }),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { refusal: null };
      } catch (error) {
        if (!isPermanent(error)) throw error;
        return { refusal: error.message };
      }
    },
    close: () => transport.close(),
  };
}

function oneLine(text: string): string {
  return text.replace(HEADER_BREAK, ' ');
}

/**
 * The server has refused this recipient, or this message, for good. Whatever else it refuses (the login, the sender, the
 * connection) is the settings' fault: people mend those, and the mail is to be sent then.
 */
function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false;
  const { responseCode, command } = error;
  if (command !== 'RCPT TO' && command !== 'DATA') return false;
  return typeof responseCode === 'number' && responseCode >= 550 && responseCode < 560;
}
