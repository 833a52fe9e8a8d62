import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { runProcess } from './server-process.ts';

export interface Received {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly string[];
  readonly text: string;
  readonly type: string;
  readonly sequence: number;
  readonly path: string;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: Received[];
  /** How the next ones are answered. */
  answer(handle: (response: http.ServerResponse) => void): void;
  /** Nothing listens there, for a while. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface Identity {
  readonly key: string;
  readonly cert: string;
  /** Of the certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly file: string;
  remove(): void;
}

/** A certificate for `localhost` that only who is told to trusts. */
export async function makeIdentity(): Promise<Identity> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-receiver-'));
  const [key, file] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const { code, stderr } = await runProcess('openssl', [...what, ...names, '-keyout', key, '-out', file]);
  if (code !== 0) throw new Error(stderr);
  return {
    key: fs.readFileSync(key, 'utf8'),
    cert: fs.readFileSync(file, 'utf8'),
    file,
    remove: () => fs.rmSync(folder, { recursive: true }),
  };
}

const accept = (response: http.ServerResponse): void => {
  response.writeHead(204).end();
};

/** Something that is told; over TLS where it has an identity. */
export async function startReceiver(identity?: Identity): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let handle = accept;
  const listener: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(read(request, Buffer.concat(chunks).toString()));
      handle(response);
    });
  };
  const open = async (port: number) => {
    const server = identity === undefined ? http.createServer(listener) : https.createServer(identity, listener);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return server;
  };
  const close = async (server: http.Server | https.Server) => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  let server = await open(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  const { port } = address;
  return {
    url: identity === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    received,
    answer(how) {
      handle = how;
    },
    pause: () => close(server),
    async resume() {
      handle = accept;
      server = await open(port);
    },
    stop: () => close(server),
  };
}

function read({ headers, url }: http.IncomingMessage, text: string): Received {
  const { type, data } = JSON.parse(text) as { type: string; data: { sequence?: string } };
  return {
    id: String(headers['webhook-id']),
    timestamp: String(headers['webhook-timestamp']),
    signatures: String(headers['webhook-signature']).split(' '),
    text,
    type,
    sequence: Number(data.sequence),
    path: url ?? '',
  };
}

/** As the Standard Webhooks say that it is checked, written down anew. */
export function isSignedBy(secret: string, { id, timestamp, text, signatures }: Received): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
  return Math.abs(Date.now() / 1000 - Number(timestamp)) < 300 && signatures.includes(`v1,${expected}`);
}
