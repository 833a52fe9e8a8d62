import { constants } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Application } from '../../usecases/application.ts';
import type { Clock, Doorkeeper } from '../../usecases/ports.ts';
import { deviceRoutes } from './device-routes.ts';
import { handleAbsence, handleErrors } from './error-handling.ts';
import { letGoWhenClosing } from './let-go-when-closing.ts';
import { publicFileRoutes } from './public-files.ts';

export interface DeviceServerOptions {
  readonly app: Application;
  readonly doorkeeper: Doorkeeper;
  readonly clock: Clock;
  /** The server's own identity, PEM; read again by each handshake's connection after `renew`. */
  readonly identity: { readonly certificatePem: string; readonly keyPem: string };
  /** The CA of an identity that we made ourselves; null when one was given. */
  readonly serverCaPem: string | null;
  readonly log: (message: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
}

export interface DeviceServer {
  /** Rejects with EADDRINUSE and the like. Answers the port. */
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

const BODY_LIMIT = 256 * 1024;
const HANDSHAKE_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the longest `?wait`. */
const REQUEST_TIMEOUT_MS = 90_000;
/** Forward secret, AEAD only (RFC 9325 §4.2). */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/**
 * The device port: mutual TLS. A client certificate is asked of everyone and demanded by the routes that need one, since
 * a device that registers has none yet; whose it is, is looked up by its key on every request. No session tickets: a
 * resumed session would skip the proof of possession.
 */
export async function createDeviceServer(options: DeviceServerOptions): Promise<DeviceServer> {
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    https: {
      cert: options.identity.certificatePem,
      key: options.identity.keyPem,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ciphers: CIPHERS,
      honorCipherOrder: true,
      secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
    },
  });
  handleErrors(server, options);
  letGoWhenClosing(server);
  handleAbsence(server);
  server.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  deviceRoutes(server, options);
  publicFileRoutes(server, options);
  server.get('/v1/ca/server.pem', async (_request, reply) => {
    if (options.serverCaPem === null) return reply.callNotFound();
    return reply.type('application/x-pem-file').send(options.serverCaPem);
  });
  await server.ready();
  return {
    async listen(port, host) {
      await server.listen({ port, host });
      return (server.server.address() as AddressInfo).port;
    },
    close: () => server.close(),
  };
}
