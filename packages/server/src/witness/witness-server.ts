import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Witness, WitnessAnswer } from './witness.ts';

export interface ListenAddress {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

export interface WitnessServer {
  /** Where it listens: the submission prefix, and the monitoring prefix too. */
  readonly url: string;
  /** Takes nothing new, and waits for what is under way. */
  close(): Promise<void>;
}

export interface WitnessServerOptions extends ListenAddress {
  readonly witness: Pick<Witness, 'addCheckpoint' | 'newestNote' | 'page'>;
  readonly log: (line: string) => void;
}

/** A note may carry many signatures, and those that no quantum computer forges are long. */
const MAX_BODY_BYTES = 128 * 1024;
const REQUEST_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 5_000;
const PLAIN = 'text/plain; charset=utf-8';

/** The witness over HTTP (C2SP tlog-witness). Whoever wants TLS puts a proxy in front. */
export async function startWitnessServer({ host, port, witness, log }: WitnessServerOptions): Promise<WitnessServer> {
  const server = http.createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    answer(request, witness).then(
      (given) => respond(request, response, given),
      (error: unknown) => {
        log(`${request.method} ${request.url} failed: ${error instanceof Error ? error.message : String(error)}`);
        respond(request, response, { status: 500, text: 'The witness could not do it. Its log tells why.\n' });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  server.on('error', (error) => log(error.message));
  return { url: urlOf(server.address()), close: () => close(server) };
}

async function answer(request: http.IncomingMessage, witness: WitnessServerOptions['witness']): Promise<WitnessAnswer> {
  const path = request.url?.split('?', 1)[0] ?? '/';
  if (path === '/add-checkpoint') {
    if (request.method !== 'POST') return notAllowed('POST');
    const body = await bodyOf(request);
    if (body === null) return { status: 413, text: `A request has at most ${MAX_BODY_BYTES} bytes.\n` };
    return witness.addCheckpoint(body);
  }
  const origin = originIn(path);
  if (path !== '/' && origin === null)
    return { status: 404, text: 'There is nothing here; GET / tells what there is.\n' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET');
  if (origin === null) return { status: 200, text: await witness.page() };
  const note = await witness.newestNote(origin);
  return note === null
    ? { status: 404, text: 'This witness has cosigned no checkpoint of that ledger.\n' }
    : { status: 200, text: note };
}

/** `/checkpoint/<origin, percent-encoded>`, or `/<SHA-256 of the origin>/checkpoint` as the standard has it. */
function originIn(path: string): string | null {
  const [, encoded, hashed] = /^\/(?:checkpoint\/([^/]+)|([0-9a-f]{64})\/checkpoint)$/.exec(path) ?? [];
  if (encoded === undefined) return hashed ?? null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** Null where it is too large; then the rest of it is not read. */
async function bodyOf(request: http.IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return null;
  const incoming: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function respond(request: http.IncomingMessage, response: http.ServerResponse, given: WitnessAnswer): void {
  // A connection with half a request in it cannot be used again.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(given.status, {
    'content-type': given.contentType ?? PLAIN,
    'content-length': Buffer.byteLength(given.text),
    'x-content-type-options': 'nosniff',
    ...given.headers,
  });
  response.end(given.text);
}

function notAllowed(method: string): WitnessAnswer {
  return { status: 405, text: `This takes ${method} only.\n`, headers: { allow: method } };
}

function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
