import type { TrustProfileRules } from '../../domain/trust-profile-rules.ts';
import type { PolicySnapshot } from '../ports.ts';
import type { QueryReads } from './query-ports.ts';

/** What people call the things that versions of a profile name by their ids. */
export async function namesIn(
  reads: Pick<QueryReads, 'deviceNames' | 'users'>,
  snapshot: PolicySnapshot,
  versions: readonly TrustProfileRules[],
): Promise<(id: string) => string> {
  const names = new Map<string, string>();
  for (const { id, name } of [...snapshot.certificateAuthorities.values(), ...snapshot.people.values()])
    names.set(id, name);
  const unknown = versions.flatMap(({ allowedUserIds }) => allowedUserIds).filter((id) => !names.has(id));
  const devices = [...new Set(versions.flatMap(({ allowedDeviceIds }) => allowedDeviceIds))];
  const [users, known] = await Promise.all([
    unknown.length === 0 ? [] : reads.users(unknown),
    devices.length === 0 ? [] : reads.deviceNames(snapshot.organization.id, devices),
  ]);
  for (const { id, name } of [...users, ...known]) names.set(id, name);
  return (id) => names.get(id) ?? id;
}
