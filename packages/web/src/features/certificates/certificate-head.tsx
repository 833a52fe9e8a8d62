import { IconChevronLeft } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import type { CertificateDetailFragment } from '../../gql/generated/graphql.ts';
import { readCertificateSearch } from '../../lib/certificate-search.ts';
import { formatMoment } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HostName } from '../../ui/host-name.tsx';
import styles from './certificate-head.module.css';

interface CertificateHeadProps {
  readonly certificate: CertificateDetailFragment;
  readonly now: Date;
}

/** Which certificate it is, and the way back to the list as it was. */
export function CertificateHead({ certificate, now }: CertificateHeadProps) {
  const given: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const [first = ''] = certificate.domains;
  const more = certificate.domains.length - 1;
  return (
    <header className={styles.head}>
      <div className={styles.meta}>
        <Link to="/certificates" search={readCertificateSearch(given)} className={styles.back}>
          <IconChevronLeft size={16} stroke={2} aria-hidden="true" />
          Certificates
        </Link>
        <span className={`${styles.id} mono`}>{certificate.id}</span>
        <CopyButton value={certificate.id} label="Copy the id" compact />
      </div>
      <h1 className={styles.title}>
        <HostName name={first} size="title" />
      </h1>
      <p className={styles.sub}>
        {more > 0 && <>and {count(more, 'more name', 'more names')} · </>}
        <strong>{certificate.environment}</strong> · issued {formatMoment(new Date(certificate.issuedAt), now)} to{' '}
        {certificate.requester.displayName}
      </p>
    </header>
  );
}
