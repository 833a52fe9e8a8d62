import { Group } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { DeviceRightsDocument, DevicesDocument, type ListedDeviceFragment } from '../../gql/generated/graphql.ts';
import { enrollExample } from '../../lib/enroll-example.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatDay, formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { ReissueDialog } from './reissue-dialog.tsx';
import { RevokeDeviceDialog } from './revoke-device-dialog.tsx';

const isWaiting = ({ revokedAt, certificateNotAfter }: ListedDeviceFragment): boolean =>
  !revokedAt && !certificateNotAfter;

/** How it stands with a device, in words. */
function standing(device: ListedDeviceFragment, now: Date): string {
  const { revokedAt, certificateNotAfter, enrollmentExpiresAt } = device;
  if (revokedAt) return `revoked ${formatDay(new Date(revokedAt), now)}`;
  if (certificateNotAfter) {
    const ends = new Date(certificateNotAfter);
    return ends <= now ? `certificate expired ${formatDay(ends, now)}` : `enrolled until ${formatDay(ends, now)}`;
  }
  const until = enrollmentExpiresAt ? new Date(enrollmentExpiresAt) : null;
  return until !== null && until > now
    ? `not enrolled; its token works until ${formatMoment(until, now)}`
    : 'not enrolled; its token has expired';
}

/** What asks over mutual TLS. */
export default function DevicesScreen() {
  const organization = useOrganization();
  const organizationId = organization.id;
  const [isOpen, setIsOpen] = useState(false);
  const [revoking, setRevoking] = useState<ListedDeviceFragment | null>(null);
  const [reissuing, setReissuing] = useState<ListedDeviceFragment | null>(null);
  const [{ data }] = useQuery({ query: DeviceRightsDocument, variables: { organizationId } });
  const mayManage = data?.organization?.viewerCanManageDevices;
  const example = enrollExample(data?.trustProfiles.nodes[0] ?? null, organization.environments);
  const pages = usePages(
    organizationId,
    DevicesDocument,
    (after) => ({ organizationId, after }),
    ({ devices }) => devices,
  );
  const now = useNow(60_000);
  const columns: readonly Column<ListedDeviceFragment>[] = [
    { label: 'Name', cell: ({ name }) => name },
    { label: 'Owner', cell: ({ owner }) => owner?.name ?? 'somebody who is gone' },
    { label: 'Stands', cell: (device) => standing(device, now) },
    {
      label: 'Change',
      alignEnd: true,
      cell: (device) =>
        device.revokedAt ? (
          ''
        ) : (
          <Group gap="xs" justify="flex-end">
            {isWaiting(device) && (
              <PermissionButton
                label="New token"
                size="xs"
                variant="default"
                permission={mayManage}
                onClick={() => setReissuing(device)}
              />
            )}
            <PermissionButton
              label="Revoke"
              size="xs"
              variant="default"
              permission={device.viewerCanRevoke}
              onClick={() => setRevoking(device)}
            />
          </Group>
        ),
    },
  ];
  return (
    <>
      <PageHeader title="Devices">
        <PermissionButton label="Register device" permission={mayManage} onClick={() => setIsOpen(true)} />
      </PageHeader>
      <PagedTable
        label="Devices"
        pages={pages}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState title="No device yet">
            A device asks for its certificates itself, with one command; register it to get that command.
          </EmptyState>
        }
      />
      <RegisterDialog
        opened={isOpen}
        organizationId={organizationId}
        owners={(data?.members.nodes ?? []).map(({ user }) => user)}
        example={example}
        onClose={() => setIsOpen(false)}
        onRegistered={pages.reload}
      />
      <ReissueDialog device={reissuing} example={example} onClose={() => setReissuing(null)} onDone={pages.reload} />
      <RevokeDeviceDialog device={revoking} onClose={() => setRevoking(null)} onDone={pages.reload} />
    </>
  );
}
