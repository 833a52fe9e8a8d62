import type { Principal } from '../domain/actor.ts';
import { demand, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { type Deps, type DeviceRow, updateRow } from './ports.ts';

/** Shuts a device out for good: its certificate is refused at its next request, its enrollment token is dead. */
export async function revokeDevice(deps: Deps, principal: Principal, input: { deviceId: string }): Promise<DeviceRow> {
  return decideAnew(async () => {
    const device = found(await deps.reads.device(input.deviceId));
    const { id, organizationId, name, ownerId } = device;
    const policy = await policyFor(deps, principal, organizationId);
    demand(policy.on('device.revoke', { organizationId, ownerId }));
    if (device.revokedAt) return device;
    const now = deps.clock.now();
    const set = { revokedAt: now, enrollmentTokenSha256: null, enrollmentExpiresAt: null };
    await deps.ledger.commit({
      organizationId,
      authority: policy.snapshot.authority,
      now,
      raisesAuthority: true,
      records: [
        {
          type: 'device.revoked',
          actor: principal.actor,
          subject: { kind: 'device', id },
          detail: { name, owner: ownerId, spkiSha256: device.spkiSha256 ?? undefined },
        },
      ],
      writes: () => [updateRow('Device', { id }, { revokedAt: null, spkiSha256: device.spkiSha256 ?? null }, set)],
    });
    return { ...device, ...set };
  });
}
