import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { DeviceRightsDocument, DevicesDocument, type ListedDeviceFragment } from '../../gql/generated/graphql.ts';
import { enrollExample } from '../../lib/enroll-example.ts';
import { useOrganization } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePages } from '../../lib/use-pages.ts';
import { count } from '../../lib/words.ts';
import { MachineMark } from '../../ui/actor-mark.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { deviceStanding, isWaiting, lastAsked } from './device-words.ts';
import styles from './devices-screen.module.css';
import { RegisterDialog } from './register-dialog.tsx';
import { ReissueDialog } from './reissue-dialog.tsx';
import { RevokeDeviceDialog } from './revoke-device-dialog.tsx';

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
    {
      label: 'Name',
      cell: ({ id, name }) => (
        <span className={styles.named}>
          <MachineMark kind="device" />
          <Link to="/devices/$deviceId" params={{ deviceId: id }} className="text-link">
            {name}
          </Link>
        </span>
      ),
    },
    { label: 'Owner', cell: ({ owner }) => owner?.name ?? 'somebody who is gone' },
    {
      label: 'State',
      cell: (device) => {
        const { mark, words } = deviceStanding(device, now);
        return (
          <span className={styles.named} data-over={device.revokedAt ? true : undefined}>
            <StateMark state={mark} size={14} />
            {words}
          </span>
        );
      },
    },
    { label: 'Last asked', cell: ({ lastRequestAt }) => lastAsked(lastRequestAt, now) },
    {
      label: 'In force',
      cell: ({ id, certificatesInForce }) =>
        certificatesInForce === 0 ? (
          <span className={styles.quiet}>none</span>
        ) : (
          <Link to="/certificates" search={{ requester: id }} className="text-link">
            {count(certificatesInForce, 'certificate')}
          </Link>
        ),
    },
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
    <div className={styles.screen}>
      <div className={styles.page}>
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
              A device asks for its certificates itself, with one command; register it to get that command. Until then
              people ask for them.
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
      </div>
    </div>
  );
}
