import { Link } from '@tanstack/react-router';
import type { DeviceQuery } from '../../gql/generated/graphql.ts';
import { expiryWords, standingOf } from '../../lib/expiry.ts';
import { formatDay } from '../../lib/time.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './devices-screen.module.css';

type Certificate = DeviceQuery['certificates']['nodes'][number];

interface DeviceCertificatesProps {
  readonly deviceId: string;
  readonly certificates: DeviceQuery['certificates'];
  readonly now: Date;
}

/** What the device holds: those that end soonest first, those that are over last. */
export function DeviceCertificates({ deviceId, certificates, now }: DeviceCertificatesProps) {
  const columns: readonly Column<Certificate>[] = [
    {
      label: 'Name',
      cell: ({ id, domains }) => (
        <Link to="/certificates/$certificateId" params={{ certificateId: id }} className="text-link">
          <HostName name={domains[0] ?? ''} />
          {domains.length > 1 && <span className={styles.quiet}> +{domains.length - 1}</span>}
        </Link>
      ),
    },
    { label: 'Serial', cell: ({ serialNumber }) => <HashText hash={serialNumber} head={4} tail={4} /> },
    { label: 'State', cell: (certificate) => <Standing certificate={certificate} now={now} /> },
  ];
  return (
    <Section
      title="Certificates"
      aside={
        certificates.nodes.length > 0 && (
          <Link to="/certificates" search={{ requester: deviceId, tab: 'all' }} className="text-link">
            Show in Certificates
          </Link>
        )
      }
    >
      {certificates.nodes.length === 0 ? (
        <EmptyState title="It has no certificate yet">What it asks for, and is issued, stands here.</EmptyState>
      ) : (
        <DataTable label="Certificates" rows={certificates.nodes} rowKey={({ id }) => id} columns={columns} />
      )}
      {certificates.pageInfo.hasNextPage && <p className={styles.quiet}>The first 20 of more.</p>}
    </Section>
  );
}

function Standing({ certificate, now }: { readonly certificate: Certificate; readonly now: Date }) {
  const standing = standingOf(certificate, now);
  const ends = new Date(certificate.notAfter);
  const isOver = standing === 'revoked' || standing === 'expired';
  return (
    <span className={styles.named} data-over={isOver || undefined}>
      <StateMark state={standing === 'revoked' ? 'fail' : isOver ? 'not-allowed' : 'pass'} size={14} />
      {certificate.revokedAt
        ? `Revoked ${formatDay(new Date(certificate.revokedAt), now)}`
        : isOver
          ? `Expired ${expiryWords(ends, now)}`
          : `Ends ${expiryWords(ends, now)}`}
    </span>
  );
}
