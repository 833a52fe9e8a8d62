import 'reflect-metadata';
import { createPrivateKey } from 'node:crypto';
import https from 'node:https';
import * as x509 from '@peculiar/x509';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface KeyAndCsr {
  readonly keyPem: string;
  readonly csrPem: string;
}

/** A new P-256 key and a CSR for it. */
export async function makeCsr(domains: readonly string[], subject = ''): Promise<KeyAndCsr> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys,
    signingAlgorithm: P256,
    extensions:
      domains.length === 0
        ? []
        : [new x509.SubjectAlternativeNameExtension(domains.map((value) => ({ type: 'dns' as const, value })))],
  });
  return {
    keyPem: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    csrPem: csr.toString('pem'),
  };
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, string>;
  readonly text: string;
}

export interface DeviceIdentity {
  readonly id: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface DeviceClient {
  readonly identity: DeviceIdentity | null;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  enroll(body: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  close(): void;
}

/** Talks to the device port over kept-alive mutual TLS; without an identity, without a client certificate. */
export function deviceClient(
  deviceUrl: string,
  identity: DeviceIdentity | null,
  options: https.AgentOptions = {},
): DeviceClient {
  const agent = new https.Agent({
    keepAlive: true,
    // The server's own CA is pinned by a test of its own; here any server identity will do.
    rejectUnauthorized: false,
    ...(identity === null ? {} : { cert: identity.certificatePem, key: identity.keyPem }),
    ...options,
  });
  const request: DeviceClient['request'] = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const outgoing = https.request(
        `${deviceUrl}${path}`,
        {
          method,
          agent,
          headers: {
            ...(payload === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const isJson = /json/.test(response.headers['content-type'] ?? '');
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
              ),
              body: isJson && text !== '' ? (JSON.parse(text) as Record<string, string>) : {},
              text,
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  return {
    identity,
    request,
    enroll: (body, headers) => request('POST', '/v1/enroll', body, headers),
    close: () => agent.destroy(),
  };
}

/** Trades a one-time token for the device's identity. */
export async function enrollDevice(deviceUrl: string, token: string): Promise<DeviceIdentity> {
  const { keyPem, csrPem } = await makeCsr([]);
  const anonymous = deviceClient(deviceUrl, null);
  const answer = await anonymous.request('POST', '/v1/devices/register', { token, csr: csrPem });
  anonymous.close();
  if (answer.status !== 201) throw new Error(`the device was not registered: ${answer.status} ${answer.text}`);
  return { id: answer.body.device_id ?? '', certificatePem: answer.body.certificate ?? '', keyPem };
}
