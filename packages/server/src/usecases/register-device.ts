import { hash } from 'node:crypto';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import { type Deps, type DeviceRow, insertRow, RefusedByConstraint } from './ports.ts';
import { renderSecret, secretSha256 } from './secret.ts';

export const ENROLLMENT_HOURS = 24;

interface RegisterDeviceInput {
  readonly organizationId: string;
  readonly name: string;
  readonly ownerId?: string | null;
  /** Pins this client certificate's key instead of handing out a one-time token. */
  readonly certificatePem?: string | null;
}

/** Registers a device: its owner counts as requester of everything that it asks for. */
export async function registerDevice(
  deps: Deps,
  principal: Principal,
  input: RegisterDeviceInput,
): Promise<{ device: DeviceRow; enrollmentToken: string | null }> {
  const name = checkName(input.name);
  const pinned = input.certificatePem ? deps.authorities.readPinnedCertificate(input.certificatePem) : null;
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('device.manage'));
    const registeredBy = principal.userId;
    if (registeredBy === null)
      throw new DomainError('NOT_ALLOWED', 'Devices are registered by people, not by devices.');
    const ownerId = input.ownerId ?? registeredBy;
    if (ownerId !== registeredBy && !policy.snapshot.people.has(ownerId)) {
      throw new DomainError('NOT_FOUND', 'The owner is not a member of this organization.', { field: ['ownerId'] });
    }
    const now = deps.clock.now();
    const enrollmentToken = pinned === null ? renderSecret('cse', deps.ids.random(32)) : null;
    const device: DeviceRow = {
      id: deps.ids.next('dev'),
      organizationId: input.organizationId,
      name,
      ownerId,
      registeredBy,
      spkiSha256: pinned?.spkiSha256 ?? null,
      certificateDer: pinned?.der ?? null,
      certificateNotAfter: pinned?.notAfter ?? null,
      enrollmentTokenSha256: enrollmentToken === null ? null : secretSha256(enrollmentToken),
      enrollmentExpiresAt: enrollmentToken === null ? null : new Date(now.getTime() + ENROLLMENT_HOURS * 3_600_000),
      createdAt: now,
      revokedAt: null,
    };
    try {
      await deps.ledger.commit({
        organizationId: input.organizationId,
        authority: policy.snapshot.authority,
        now,
        raisesAuthority: true,
        records: [
          {
            type: 'device.registered',
            actor: principal.actor,
            subject: { kind: 'device', id: device.id },
            detail: {
              name,
              owner: ownerId,
              registeredBy,
              spkiSha256: device.spkiSha256 ?? undefined,
              certificateSha256: pinned === null ? undefined : hash('sha256', pinned.der, 'hex'),
              notAfter: pinned?.notAfter.toISOString(),
              by: pinned === null ? 'token' : 'certificate',
            },
          },
        ],
        writes: () => [insertRow('Device', device)],
      });
    } catch (error) {
      if (error instanceof RefusedByConstraint && error.constraint === 'device_name') {
        throw new DomainError('INVALID_INPUT', `There is a device named ${name} already.`, { field: ['name'] });
      }
      if (error instanceof RefusedByConstraint && error.constraint === 'device_spki_sha256_key') {
        throw new DomainError(
          'INVALID_INPUT',
          'A device with this key is registered already; each device has a key of its own.',
          {
            field: ['certificatePem'],
          },
        );
      }
      throw error;
    }
    return { device, enrollmentToken };
  });
}
