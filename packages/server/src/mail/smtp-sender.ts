import { createTransport } from 'nodemailer';
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
/** What nothing in a header may hold: it would begin another one. */
const HEADER_BREAK = /[\r\n]+/g;

/** Sends through the server of an smtp:// or smtps:// address, as `from`. */
export function createSmtpSender(options: { url: string; from: { name: string; address: string } }): MailSender {
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message) {
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

function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error)) return false;
  const code = error.responseCode;
  // 5yz to the recipient or the message; to the login (535) it is the settings that are wrong, which people mend.
  return typeof code === 'number' && code >= 550 && code < 560;
}
