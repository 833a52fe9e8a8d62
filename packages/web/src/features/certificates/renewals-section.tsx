import { Link } from '@tanstack/react-router';
import type { CertificateDetailFragment } from '../../gql/generated/graphql.ts';
import { formatDay, formatMoment } from '../../lib/time.ts';
import { HashText } from '../../ui/hash-text.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { stateOf } from './certificate-words.ts';
import styles from './renewals-section.module.css';

interface RenewalsSectionProps {
  readonly certificate: CertificateDetailFragment;
  readonly now: Date;
}

type Neighbour = NonNullable<CertificateDetailFragment['replacedBy']>;

/** What came before it, and what was asked for or issued after it: newest first. */
export function RenewalsSection({ certificate, now }: RenewalsSectionProps) {
  const { replaces, replacedBy, renewals, serialNumber } = certificate;
  const asked = renewals.filter(({ issuanceStatus }) => issuanceStatus !== 'ISSUED');
  return (
    <Section title="Renewals">
      <ol className={styles.line}>
        {asked.map(({ id, status, requestedAt, requester }) => (
          <li key={id} className={styles.entry}>
            <StateMark state={status === 'PENDING' || status === 'APPROVED' ? 'open' : 'not-allowed'} size={14} />
            <span>
              <Link to="/approvals/$requestId" params={{ requestId: id }} className="text-link">
                {RENEWAL_WORDS[status]}
              </Link>
              <span className={styles.quiet}>
                {requester.displayName} asked {formatMoment(new Date(requestedAt), now)}
              </span>
            </span>
          </li>
        ))}
        {replacedBy && <Beside what="After it" certificate={replacedBy} now={now} />}
        <li className={styles.entry}>
          <StateMark state={stateOf(certificate, now).mark} size={14} />
          <span>
            <strong>
              This one, <HashText hash={serialNumber} head={4} tail={4} />
            </strong>
            {!replacedBy && asked.length === 0 && <span className={styles.quiet}>Nothing was asked for after it.</span>}
          </span>
        </li>
        {replaces ? (
          <Beside what="Before it" certificate={replaces} now={now} />
        ) : (
          <li className={styles.entry}>
            <StateMark state="later" size={14} />
            <span className={styles.quiet}>It replaced none: it was not asked for as a renewal.</span>
          </li>
        )}
      </ol>
    </Section>
  );
}

const RENEWAL_WORDS: Readonly<Record<CertificateDetailFragment['renewals'][number]['status'], string>> = {
  PENDING: 'A renewal waits for its decision',
  APPROVED: 'A renewal is approved',
  REJECTED: 'A renewal was rejected',
  VOIDED: 'A renewal was voided',
  WITHDRAWN: 'A renewal was withdrawn',
  EXPIRED: 'A renewal was decided by nobody in time',
};

function Beside({ what, certificate, now }: { what: string; certificate: Neighbour; now: Date }) {
  const { id, serialNumber, notAfter, revokedAt } = certificate;
  const ends = new Date(notAfter);
  return (
    <li className={styles.entry}>
      <StateMark state={revokedAt ? 'fail' : ends <= now ? 'not-allowed' : 'pass'} size={14} />
      <span>
        {what}:{' '}
        <Link to="/certificates/$certificateId" params={{ certificateId: id }} className="text-link">
          <HashText hash={serialNumber} head={4} tail={4} />
        </Link>
        <span className={styles.quiet}>
          {revokedAt
            ? `revoked ${formatDay(new Date(revokedAt), now)}`
            : `${ends <= now ? 'ended' : 'ends'} ${formatDay(ends, now)}`}
        </span>
      </span>
    </li>
  );
}
