import { DomainError } from '../domain/errors.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, type DeviceRow, RefusedByConstraint, updateRow } from './ports.ts';
import { secretSha256 } from './secret.ts';

const DEVICE_CERTIFICATE_DAYS = 397;

/** `POST /v1/devices/register`: the one-time token is traded for a client certificate of the organization's device CA. */
export async function enrollDevice(
  deps: Deps,
  input: { token: string; csr: string },
): Promise<{ device: DeviceRow; certificatePem: string; chainPem: string }> {
  const tokenSha256 = secretSha256(input.token);
  const csr = await deps.authorities.parseCsr(input.csr);
  return decideAnew(async () => {
    const now = deps.clock.now();
    const device = await deps.reads.deviceByEnrollmentToken(tokenSha256);
    const expiresAt = device?.enrollmentExpiresAt ?? null;
    if (device === null || device.revokedAt !== null || expiresAt === null || expiresAt <= now) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'The enrollment token is not valid: it works once, within a day. Register the device again for a new one.',
      );
    }
    const root = await deps.reads.deviceRoot(device.organizationId);
    if (root === null) throw new Error(`organization ${device.organizationId} has no device CA`);
    const issued = await deps.authorities.issueDeviceCertificate({
      root,
      csr,
      deviceId: device.id,
      now,
      validityDays: DEVICE_CERTIFICATE_DAYS,
    });
    const set = {
      spkiSha256: csr.spkiSha256,
      certificateDer: issued.der,
      certificateNotAfter: issued.notAfter,
      enrollmentTokenSha256: null,
      enrollmentExpiresAt: null,
    };
    const read = deps.authorities.readCertificate(issued.der);
    try {
      await deps.ledger.commit({
        organizationId: device.organizationId,
        authority: null,
        now,
        raisesAuthority: true,
        records: [
          {
            type: 'device.registered',
            actor: { kind: 'device', id: device.id, name: device.name },
            subject: { kind: 'device', id: device.id },
            detail: {
              name: device.name,
              owner: device.ownerId,
              spkiSha256: csr.spkiSha256,
              serial: read.serial,
              certificateSha256: read.fingerprintSha256,
              notAfter: read.notAfter.toISOString(),
            },
          },
        ],
        writes: () => [updateRow('Device', { id: device.id }, { enrollmentTokenSha256: tokenSha256 }, set)],
      });
    } catch (error) {
      if (error instanceof RefusedByConstraint && error.constraint === 'device_spki_sha256_key') {
        throw new DomainError('INVALID_CSR', 'Another device has this key already; make a new key for this one.', {
          field: ['csr'],
        });
      }
      throw error;
    }
    return {
      device: { ...device, ...set },
      certificatePem: read.pem,
      chainPem: deps.authorities.readCertificate(root.certificateDer).pem,
    };
  });
}
