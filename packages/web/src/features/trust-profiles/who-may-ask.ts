import type { ListedTrustProfileFragment } from '../../gql/generated/graphql.ts';
import { count } from '../../lib/words.ts';

type Requesters = Pick<ListedTrustProfileFragment, 'allowedUserIds' | 'allowedDeviceIds' | 'allowAllDevices'>;

/** Who may ask under a profile, in a few words; admins always may. */
export function whoMayAsk({ allowedUserIds, allowedDeviceIds, allowAllDevices }: Requesters): string {
  const people =
    allowedUserIds.length > 0
      ? count(allowedUserIds.length, 'person', 'people')
      : allowedDeviceIds.length > 0
        ? 'admins'
        : 'every operator';
  const devices = allowAllDevices
    ? 'every device'
    : allowedDeviceIds.length > 0
      ? count(allowedDeviceIds.length, 'device')
      : 'no device';
  return `${people}, ${devices}`;
}

export function approvalsOf({
  requireApproval,
  requiredApprovals,
}: Pick<ListedTrustProfileFragment, 'requireApproval' | 'requiredApprovals'>): string {
  return requireApproval ? count(requiredApprovals, 'person', 'people') : 'Nobody';
}
