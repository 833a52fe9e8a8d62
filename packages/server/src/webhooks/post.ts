import { lookup as resolveHost } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { callbackify } from 'node:util';
import { readRetryAfter, type WebhookAnswer } from '../domain/webhook-retries.ts';
import { type AllowedTargets, isPublicAddress, literalOf } from './addresses.ts';

export interface PosterOptions {
  readonly allowed: AllowedTargets;
  readonly now: () => Date;
  /** From connecting to the answer's end, ms. */
  readonly timeoutMs?: number;
  /** Every address of a host. */
  readonly resolve?: (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
}

interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TIMEOUT_MS = 10_000;
const READ_BYTES = 65_536;
const KEPT_BYTES = 1_024;
const LONGEST_HEADERS = 16_384;

/** What keeps a request from being made, in words for people. */
class RefusedTarget extends Error {}

/**
 * Sends one message over a connection of its own. Where it leads is decided by the address that is connected to: each one
 * that a name stands for must be allowed, and the connection is made to one of just these. Redirects are not followed.
 */
export function createPoster(options: PosterOptions): (post: Post, signal?: AbortSignal) => Promise<WebhookAnswer> {
  const { allowed, now, timeoutMs = TIMEOUT_MS, resolve = resolveAll } = options;

  const demandAddress = (address: string, hostname: string): void => {
    if (isPublicAddress(address) || allowed.hasAddress(address) || allowed.hasHost(hostname)) return;
    const where = address === literalOf(hostname) ? address : `${hostname} is ${address}, which`;
    throw new RefusedTarget(
      `${where} is not an address on the Internet. The server’s operator can allow it by COUNTERSIGN_WEBHOOK_ALLOW.`,
    );
  };

  const addressesOf = async (hostname: string) => {
    const addresses = [...(await resolve(hostname))];
    for (const { address } of addresses) demandAddress(address, hostname);
    return addresses;
  };
  const lookupOf =
    (hostname: string): LookupFunction =>
    (_host, { all }, callback) =>
      callbackify(addressesOf)(hostname, (error, addresses) => {
        const first = error === null ? addresses[0] : undefined;
        if (first === undefined) callback(error ?? new RefusedTarget(`${hostname} has no address.`), '', 0);
        else if (all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      });

  const send = (url: URL, { headers, body }: Post, signal: AbortSignal) =>
    new Promise<Answered>((answered, failed) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: 'POST',
        headers: {
          ...headers,
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Countersign-Webhooks',
          accept: '*/*',
          connection: 'close',
        },
        // No pool and no resumed sessions: what was checked is what is connected to.
        agent: false,
        lookup: lookupOf(url.hostname),
        minVersion: 'TLSv1.2',
        maxHeaderSize: LONGEST_HEADERS,
        signal,
      });
      request.once('socket', (socket: Socket) => {
        socket.once('connect', () => {
          try {
            demandAddress(socket.remoteAddress ?? '', url.hostname);
          } catch (error) {
            request.destroy(error instanceof Error ? error : undefined);
          }
        });
      });
      request.once('error', failed);
      request.once('response', (response) => readAnswer(response, signal, answered));
      request.end(body);
    });

  return async (post, signal) => {
    const started = performance.now();
    const deadline = AbortSignal.timeout(timeoutMs);
    const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
    const url = new URL(post.url);
    const durationMs = () => Math.round(performance.now() - started);
    try {
      const literal = literalOf(url.hostname);
      if (isIP(literal) !== 0) demandAddress(literal, url.hostname);
      if (url.protocol !== 'https:' && !allowed.hasHost(url.hostname)) {
        throw new RefusedTarget(`${url.hostname} may be called over https only.`);
      }
      const { statusCode, body, retryAfter } = await send(url, post, either);
      const error = whatIsWrong(statusCode);
      return { statusCode, durationMs: durationMs(), body, error, retryAfterMs: readRetryAfter(retryAfter, now()) };
    } catch (error) {
      const why = deadline.aborted ? `There was no answer within ${timeoutMs / 1000} s.` : describe(error);
      return { statusCode: null, durationMs: durationMs(), body: '', error: why, retryAfterMs: null };
    }
  };
}

interface Answered {
  readonly statusCode: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
}

/** The status counts as soon as it is there; of what follows, a little is read and less kept. */
function readAnswer(response: http.IncomingMessage, signal: AbortSignal, answered: (answer: Answered) => void): void {
  const kept: Buffer[] = [];
  let read = 0;
  const end = () => {
    response.destroy();
    const body = Buffer.concat(kept).subarray(0, KEPT_BYTES).toString('utf8');
    answered({
      statusCode: response.statusCode ?? 0,
      body: body.replaceAll('\u0000', '\uFFFD'),
      retryAfter: response.headers['retry-after'],
    });
  };
  response.on('data', (chunk: Buffer) => {
    if (read < KEPT_BYTES) kept.push(chunk);
    read += chunk.length;
    if (read >= READ_BYTES) end();
  });
  for (const event of ['end', 'error', 'close']) response.once(event, end);
  signal.addEventListener('abort', end, { once: true });
}

function whatIsWrong(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) {
    return `The receiver answered ${status}: redirects are not followed. Give the address that it leads to.`;
  }
  return `The receiver answered ${status}${http.STATUS_CODES[status] === undefined ? '' : ` ${http.STATUS_CODES[status]}`}.`;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: the connection was refused.',
  ECONNRESET: 'The connection was broken off.',
  ENOTFOUND: 'The host’s name has no address.',
  EAI_AGAIN: 'The host’s name could not be resolved just now.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The network cannot be reached.',
  ETIMEDOUT: 'The connection was not answered in time.',
  CERT_HAS_EXPIRED: 'The receiver’s certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The receiver’s certificate is signed by itself.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The receiver’s certificate comes from an authority that this server does not trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'The receiver’s certificate comes from an authority that this server does not trust.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The receiver’s certificate comes from an authority that this server does not trust.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The receiver’s certificate is for another name.',
};

function describe(error: unknown): string {
  if (error instanceof RefusedTarget) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? `The connection failed${code === '' ? '' : ` (${code})`}.`;
}

function resolveAll(hostname: string): Promise<{ address: string; family: number }[]> {
  return new Promise((resolve, reject) => {
    resolveHost(hostname, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });
}
