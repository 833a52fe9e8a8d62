import { createTransport } from 'nodemailer';
import { isEmailAddress } from '../domain/email-address.ts';
import type { MailMessage } from './message.ts';

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

/** Sends through the server of an smtp:// or smtps:// address, as `from`. */
export function createSmtpSender(options: { url: string; from: { name: string; address: string } }): MailSender {
  const transport = createTransport({
    url: options.url,
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
          from: options.from,
          to: [{ name: oneLine(message.to.name), address: message.to.address }],
          subject: oneLine(message.subject),
          text: message.text,
          html: message.html,
          messageId: message.messageId,
          references: message.references,
          inReplyTo: message.references,
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
