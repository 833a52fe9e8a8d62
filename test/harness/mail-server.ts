import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ParsedMail {
  readonly recipients: readonly string[];
  readonly headers: string;
  readonly subject: string;
  readonly messageId: string;
  readonly references: string;
  readonly text: string;
  readonly html: string;
  /** As it came over the wire: what a mail program saves. */
  readonly raw: string;
}

export interface TestMailServer {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ParsedMail[];
  /** How often it answered that it cannot take mail now. */
  readonly refusals: number;
  /** Answers everything with "try again later" until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Refuses this recipient for good, until `accept`. */
  refuse(address: string): void;
  accept(address: string): void;
  /** Tells whoever comes with a recipient for the first time to come back later. */
  greylist(): void;
  stop(): Promise<void>;
}

class SmtpError extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

export interface MailServerOptions {
  /** Offers STARTTLS, or speaks TLS from the start, under this certificate. */
  readonly tls?: { readonly from: 'STARTTLS' | 'the start'; readonly key: Buffer; readonly cert: Buffer };
  /** Takes mail from whoever logs in so. */
  readonly login?: { readonly user: string; readonly password: string };
}

/** A real SMTP server on a free port of 127.0.0.1 that keeps what it is given. */
export async function startMailServer({ tls, login }: MailServerOptions = {}): Promise<TestMailServer> {
  const greylisted = new Set<string>();
  let isGreylisting = false;
  const received: ParsedMail[] = [];
  const refused = new Set<string>();
  let paused = false;
  let refusals = 0;
  const server = new SMTPServer({
    authOptional: login === undefined,
    disabledCommands: [...(tls?.from === 'STARTTLS' ? [] : ['STARTTLS']), ...(login === undefined ? ['AUTH'] : [])],
    // Connections that are kept open end with the server.
    closeTimeout: 100,
    secure: tls?.from === 'the start',
    ...(tls === undefined ? { allowInsecureAuth: true } : { key: tls.key, cert: tls.cert }),
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.password) callback(null, { user: username });
      else callback(new SmtpError(535, 'Authentication failed'));
    },
    onRcptTo({ address }, _session, callback) {
      if (isGreylisting && !greylisted.has(address)) {
        greylisted.add(address);
        refusals += 1;
        return callback(new SmtpError(450, 'Greylisted, come back later'));
      }
      callback(refused.has(address) ? new SmtpError(550, 'No such user here') : null);
    },
    onMailFrom(_address, _session, callback) {
      if (paused) refusals += 1;
      callback(paused ? new SmtpError(451, 'Try again later') : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(
          parseMail(
            Buffer.concat(chunks).toString(),
            session.envelope.rcptTo.map(({ address }) => address),
          ),
        );
        callback(null);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // Connections that break off are part of the tests.
  server.on('error', () => undefined);
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    get refusals() {
      return refusals;
    },
    async pause() {
      paused = true;
    },
    async resume() {
      paused = false;
    },
    refuse: (address) => refused.add(address),
    accept: (address) => refused.delete(address),
    greylist() {
      isGreylisting = true;
      greylisted.clear();
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function parseMail(raw: string, recipients: string[]): ParsedMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(headers)?.[1] ?? '';
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? '';
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`);
  const part = (type: string) => decodePart(parts.find((one) => one.includes(`Content-Type: ${type}`)) ?? '');
  return {
    recipients,
    headers,
    subject: decodeWords(header('Subject')),
    messageId: header('Message-ID'),
    references: header('References'),
    text: part('text/plain'),
    html: part('text/html'),
    raw,
  };
}

function decodePart(part: string): string {
  const [head = '', ...rest] = part.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function decodeWords(text: string): string {
  return text.replaceAll(/=\?UTF-8\?(Q|B)\?([^?]*)\?=/gi, (_whole, encoding: string, value: string) =>
    encoding.toUpperCase() === 'B'
      ? Buffer.from(value, 'base64').toString()
      : decodePart(`quoted-printable\r\n\r\n${value.replaceAll('_', ' ')}`),
  );
}
