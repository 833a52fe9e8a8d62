import { createTransport } from 'nodemailer';
import { type MailParts, renderHtml, renderText } from './layout.ts';
import { type SmtpAccount, transportOptions } from './smtp-sender.ts';

const TIMEOUT_MS = 10_000;

/** Sends one mail at once, and says in plain words what the mail server made of it. */
export async function sendTestMail(
  account: SmtpAccount,
  to: string,
  url: string,
): Promise<{ sent: boolean; answer: string }> {
  const parts: MailParts = {
    tone: 'good',
    state: 'Test',
    heading: 'Mail from Countersign arrives here',
    lead: 'Somebody who looks after Countersign has sent this to try the mail server.',
    preview: 'A test of the mail server.',
    facts: [],
    link: { label: 'Open Countersign', url },
    closing: 'Nothing needs to be done.',
    checkpoint: null,
  };
  const transport = createTransport({
    ...transportOptions(account),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent: unknown = await transport.sendMail({
      from: account.from,
      to: [{ name: '', address: to }],
      subject: 'A test of mail from Countersign',
      text: renderText(parts),
      html: renderHtml(parts),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { sent: true, answer: `The mail server took it and answered: ${responseOf(sent)}` };
  } catch (error) {
    return { sent: false, answer: wordsOf(error) };
  } finally {
    transport.close();
  }
}

function responseOf(sent: unknown): string {
  return typeof sent === 'object' && sent !== null && 'response' in sent ? String(sent.response) : 'nothing';
}

const REFUSED: Readonly<Record<string, string>> = {
  'MAIL FROM': 'The mail server refuses the sender. Check the From address',
  'RCPT TO': 'The mail server refuses this recipient',
  DATA: 'The mail server refuses the mail',
};

/** What went wrong between us and a mail server, and where to look. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const command = 'command' in error ? String(error.command) : '';
  const response = 'response' in error && typeof error.response === 'string' ? error.response : null;
  if (code === 'EAUTH')
    return `The mail server refuses the login. Check user name and password. It said: ${response ?? error.message}`;
  if (/STARTTLS/.test(error.message)) {
    return `The mail server does not offer STARTTLS. Choose TLS if it speaks it from the start (often port 465). It said: ${response ?? error.message}`;
  }
  if (response !== null) return `${REFUSED[command] ?? 'The mail server refuses'}. It said: ${response}`;
  if (/certificate|self.signed|altnames/i.test(error.message)) {
    return `TLS failed: the mail server's certificate is not trusted for this host (${error.message}).`;
  }
  if (code === 'ETLS' || /ssl|tls|wrong version number/i.test(error.message)) {
    return `TLS failed: ${error.message}. The port may speak another kind of TLS: 587 is often STARTTLS, 465 TLS.`;
  }
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(error.message)) {
    return `There is no such host: ${error.message}`;
  }
  if (/ECONNREFUSED/.test(error.message))
    return 'Nothing listens there: the connection is refused. Check host and port.';
  if (code === 'ETIMEDOUT' || /timeout/i.test(error.message)) {
    return `The mail server did not answer within ${TIMEOUT_MS / 1_000} seconds. Check host and port, and that no firewall is in between.`;
  }
  return `The connection to the mail server broke: ${error.message}`;
}
