import { IconChevronLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import {
  DeviceDocument,
  type DeviceQuery,
  DeviceRightsDocument,
  type ListedDeviceFragment,
} from '../../gql/generated/graphql.ts';
import { enrollExample } from '../../lib/enroll-example.ts';
import { useRequestEvents } from '../../lib/live.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { failureOf } from '../../lib/user-error.ts';
import { MachineMark } from '../../ui/actor-mark.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { type Fact, FactList } from '../../ui/fact-list.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { DeviceCertificates } from './device-certificates.tsx';
import { deviceStanding, isWaiting, lastAsked } from './device-words.ts';
import styles from './devices-screen.module.css';
import { ReissueDialog } from './reissue-dialog.tsx';
import { RevokeDeviceDialog } from './revoke-device-dialog.tsx';

/** One device: how it stands, and the certificates that it asked for. */
export default function DeviceScreen() {
  const { deviceId } = useParams({ strict: false });
  return <OpenedDevice key={deviceId} id={deviceId ?? ''} />;
}

function OpenedDevice({ id }: { readonly id: string }) {
  const organization = useOrganization();
  const variables = { id, organizationId: organization.id };
  const [{ data, fetching, error }, execute] = useQuery({ query: DeviceDocument, variables });
  const read = (): void => execute({ requestPolicy: 'network-only' });
  useRequestEvents(({ request }) => {
    if (request.requester.id === id) read();
  });
  if (data?.node?.__typename === 'Device') {
    return <LoadedDevice device={data.node} certificates={data.certificates} onDone={read} />;
  }
  return (
    <section className={styles.message} aria-label="Device">
      {error && !data ? (
        <ErrorState title="The device could not be read" retry={read}>
          {failureOf(error).message}
        </ErrorState>
      ) : fetching ? (
        <span className="visually-hidden" role="status">
          Reading the device
        </span>
      ) : (
        <EmptyState
          isPage
          title="There is no such device"
          action={
            <Link to="/devices" className="text-link">
              To the devices
            </Link>
          }
        >
          It may belong to an organization that you are no member of.
        </EmptyState>
      )}
    </section>
  );
}

interface LoadedDeviceProps {
  readonly device: ListedDeviceFragment;
  readonly certificates: DeviceQuery['certificates'];
  readonly onDone: () => void;
}

function LoadedDevice({ device, certificates, onDone }: LoadedDeviceProps) {
  const now = useNow(30_000);
  const organization = useOrganization();
  const [dialog, setDialog] = useState<'revoke' | 'reissue' | null>(null);
  const [{ data }] = useQuery({ query: DeviceRightsDocument, variables: { organizationId: organization.id } });
  const example = enrollExample(data?.trustProfiles.nodes[0] ?? null, organization.environments);
  const close = (): void => setDialog(null);
  return (
    <article className={styles.screen} aria-label={`Device ${device.name}`}>
      <div className={styles.page}>
        <div className={styles.meta}>
          <Link to="/devices" className={styles.back}>
            <IconChevronLeft size={16} stroke={2} aria-hidden="true" />
            Devices
          </Link>
          <span className={`${styles.id} mono`}>{device.id}</span>
          <CopyButton value={device.id} label="Copy the id" compact />
        </div>
        <header className={styles.heading}>
          <MachineMark kind="device" size="lg" />
          <h1>{device.name}</h1>
          {!device.revokedAt && (
            <div className={styles.actions}>
              {isWaiting(device) && (
                <PermissionButton
                  label="New token"
                  permission={data?.organization?.viewerCanManageDevices}
                  onClick={() => setDialog('reissue')}
                />
              )}
              <PermissionButton
                label="Revoke"
                variant="default"
                permission={device.viewerCanRevoke}
                onClick={() => setDialog('revoke')}
              />
            </div>
          )}
        </header>
        <div className={styles.columns}>
          <DeviceCertificates deviceId={device.id} certificates={certificates} now={now} />
          <Section title="Device">
            <FactList facts={factsOf(device, now)} />
          </Section>
        </div>
        <RevokeDeviceDialog device={dialog === 'revoke' ? device : null} onClose={close} onDone={onDone} />
        <ReissueDialog
          device={dialog === 'reissue' ? device : null}
          example={example}
          onClose={close}
          onDone={onDone}
        />
      </div>
    </article>
  );
}

function factsOf(device: ListedDeviceFragment, now: Date): Fact[] {
  const { mark, words } = deviceStanding(device, now);
  return [
    {
      label: 'State',
      value: (
        <span className={styles.named}>
          <StateMark state={mark} size={14} />
          {words}
        </span>
      ),
    },
    { label: 'Owner', value: device.owner?.name ?? 'somebody who is gone' },
    { label: 'Registered', value: formatMoment(new Date(device.createdAt), now) },
    { label: 'Last asked', value: lastAsked(device.lastRequestAt, now) },
    {
      label: 'Requests',
      value: (
        <Link to="/records" search={{ actor: device.id }} className="text-link">
          What it did, record by record
        </Link>
      ),
    },
  ];
}
