import net from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  /** Of the envelope, exactly as they were given. */
  readonly from: string;
  readonly recipients: readonly string[];
  /** Unfolded, one a line. */
  readonly headers: readonly string[];
  readonly raw: string;
}

/** What the server answers instead of taking a mail. */
export interface Refusal {
  readonly at: 'MAIL FROM' | 'RCPT TO' | 'DATA';
  readonly code: number;
  /** Of everybody, unless given. */
  readonly recipient?: string;
}

export interface TestMailServer {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** How often something was refused or broken off. */
  readonly troubles: number;
  refuse(refusal: Refusal | null): void;
  /** Breaks the next connection off, once: in the middle of the message, or when it was taken but not yet answered. */
  breakOff(when: 'in the message' | 'before the answer'): void;
  stop(): Promise<void>;
}

class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number) {
    super('not now, not you, or not this');
    this.responseCode = responseCode;
  }
}

/** A real SMTP server behind a wire that can be cut. */
export async function startTestMailServer(): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  let refusal: Refusal | null = null;
  let troubles = 0;
  const answer = (at: Refusal['at'], recipient: string | null): SmtpRefusal | null => {
    if (refusal?.at !== at || (refusal.recipient !== undefined && refusal.recipient !== recipient)) return null;
    troubles += 1;
    return new SmtpRefusal(refusal.code);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, callback) => callback(answer('MAIL FROM', null)),
    onRcptTo: ({ address }, _session, callback) => callback(answer('RCPT TO', address)),
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = answer('DATA', null);
        const raw = Buffer.concat(chunks).toString();
        const [head = ''] = raw.split('\r\n\r\n');
        if (refused === null) {
          received.push({
            from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
            recipients: envelope.rcptTo.map(({ address }) => address),
            headers: head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n'),
            raw,
          });
        }
        callback(refused);
      });
    },
  });
  await listening(server.server, () => server.listen(0, '127.0.0.1'));
  server.on('error', () => undefined);

  let cut: 'in the message' | 'before the answer' | null = null;
  const sockets = new Set<net.Socket>();
  const wire = net.createServer((client) => {
    const upstream = net.connect(portOf(server.server), '127.0.0.1');
    let inMessage = false;
    let silenced = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    let tail = '';
    client.on('data', (chunk) => {
      tail = (tail + chunk.toString('latin1')).slice(-16);
      if (inMessage && cut === 'in the message') {
        [cut, troubles] = [null, troubles + 1];
        upstream.write(chunk.subarray(0, chunk.length / 2), end);
        return;
      }
      if (inMessage && cut === 'before the answer' && tail.endsWith('\r\n.\r\n')) {
        [cut, troubles, silenced] = [null, troubles + 1, true];
      }
      inMessage ||= /(?:^|\r\n)DATA\r\n$/i.test(tail);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (silenced) end();
      else client.write(chunk);
    });
  });
  await listening(wire, () => wire.listen(0, '127.0.0.1'));
  return {
    url: `smtp://127.0.0.1:${portOf(wire)}`,
    received,
    get troubles() {
      return troubles;
    },
    refuse(next) {
      refusal = next;
    },
    breakOff(when) {
      cut = when;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => wire.close(resolve));
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

function listening(server: net.Server, listen: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).once('listening', resolve);
    listen();
  });
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}
