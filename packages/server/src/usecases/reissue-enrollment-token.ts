import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, type DeviceRow, updateRow } from './ports.ts';
import { ENROLLMENT_HOURS } from './register-device.ts';
import { renderSecret, secretSha256 } from './secret.ts';

/** A new enrollment token for a device that has not enrolled. The one before it is dead. */
export async function reissueEnrollmentToken(
  deps: Deps,
  principal: Principal,
  input: { deviceId: string },
): Promise<{ device: DeviceRow; enrollmentToken: string }> {
  return decideAnew(async () => {
    const device = found(await deps.reads.device(input.deviceId));
    const { id, organizationId, name } = device;
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.may('device.manage'));
    if (device.revokedAt || device.spkiSha256) {
      throw new DomainError(
        'NOT_ALLOWED',
        device.revokedAt
          ? `${name} is revoked. Register it again as a new device.`
          : `${name} has enrolled already; its certificate is what it calls with.`,
        { field: ['deviceId'] },
      );
    }
    const now = deps.clock.now();
    const enrollmentToken = renderSecret('cse', deps.ids.random(32));
    const enrollmentExpiresAt = new Date(now.getTime() + ENROLLMENT_HOURS * 3_600_000);
    const set = { enrollmentTokenSha256: secretSha256(enrollmentToken), enrollmentExpiresAt };
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'device.renewed',
          actor: principal.actor,
          subject: { kind: 'device', id },
          detail: { name, enrollment: 'new token' },
        },
      ],
      writes: () => [
        updateRow(
          'Device',
          { id },
          { revokedAt: null, spkiSha256: null, enrollmentTokenSha256: device.enrollmentTokenSha256 ?? null },
          set,
        ),
      ],
    });
    return { device: { ...device, ...set }, enrollmentToken };
  });
}
