import { once } from 'node:events';
import tls from 'node:tls';

export interface Meeting {
  /** What the server found: whether the client's certificate is one of `ca`, why not, and whose it is. */
  readonly authorized: boolean;
  readonly reason: string | null;
  readonly subject: Readonly<Record<string, unknown>>;
  /** The client's certificate as it was sent, DER. */
  readonly certificate: Buffer | null;
}

/**
 * Lets a client and a server meet over TLS. Rejects if the client does not accept the server. The server asks for a
 * client certificate and takes note of what it is worth, as a device port does.
 */
export async function meet(server: tls.TlsOptions, client: tls.ConnectionOptions): Promise<Meeting> {
  const listener = tls.createServer({ ...server, requestCert: true, rejectUnauthorized: false });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const seen = Promise.withResolvers<Meeting>();
  listener.on('tlsClientError', seen.reject);
  listener.on('secureConnection', (socket) => {
    const { subject, raw } = socket.getPeerCertificate();
    const reason = socket.authorizationError;
    seen.resolve({
      authorized: socket.authorized,
      reason: reason ? String(reason) : null,
      subject: { ...subject },
      certificate: raw ?? null,
    });
    socket.end();
  });
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  const socket = tls.connect({ host: '127.0.0.1', ...client, port: address.port });
  socket.resume();
  const accepted = once(socket, 'secureConnect').catch((error: unknown) => {
    seen.reject(error);
    throw error;
  });
  try {
    const [meeting] = await Promise.all([seen.promise, accepted]);
    return meeting;
  } finally {
    socket.destroy();
    listener.close();
  }
}
