import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Clock, DeviceRow, Doorkeeper } from '../../usecases/ports.ts';

/** What a connection's client certificate says. It cannot change while the connection lives: renegotiation is off. */
interface PeerIdentity {
  readonly spkiSha256: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

const identities = new WeakMap<Socket, PeerIdentity | null>();

function peerIdentity(socket: Socket): PeerIdentity | null {
  const known = identities.get(socket);
  if (known !== undefined) return known;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const identity =
    certificate === undefined
      ? null
      : {
          spkiSha256: createHash('sha256')
            .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
            .digest('hex'),
          validFrom: new Date(certificate.validFrom),
          validTo: new Date(certificate.validTo),
        };
  identities.set(socket, identity);
  return identity;
}

/**
 * A device is known by the public key of its client certificate (SHA-256 of the SubjectPublicKeyInfo), never by a name in
 * it. TLS has proved that it holds the key; key, dates and revocation are looked up anew on every request, so that a
 * revoked one is refused on a connection that is still open.
 */
export async function authenticateDevice(
  request: FastifyRequest,
  doorkeeper: Doorkeeper,
  clock: Clock,
): Promise<{ principal: Principal; device: DeviceRow }> {
  const identity = peerIdentity(request.raw.socket);
  if (identity === null) {
    throw new DomainError(
      'UNAUTHENTICATED',
      'This needs a client certificate. Register the device first: POST /v1/devices/register with its one-time token.',
    );
  }
  const now = clock.now();
  if (identity.validTo <= now || identity.validFrom > now) {
    throw new DomainError(
      'UNAUTHENTICATED',
      `The client certificate is valid from ${identity.validFrom.toISOString()} to ${identity.validTo.toISOString()}, not now. Register the device again.`,
    );
  }
  const known = await doorkeeper.device(identity.spkiSha256, now);
  if (known === null) {
    throw new DomainError(
      'UNAUTHENTICATED',
      'The client certificate is not one of a registered device, or the device was revoked.',
    );
  }
  return known;
}
