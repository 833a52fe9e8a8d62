import { Link } from '@tanstack/react-router';
import type { ListedCertificateFragment } from '../../gql/generated/graphql.ts';
import type { CertificateSearch } from '../../lib/certificate-search.ts';
import { expiryWords, lifetimeShare, standingOf } from '../../lib/expiry.ts';
import { formatDay, formatExact } from '../../lib/time.ts';
import { ActorMark } from '../../ui/actor-mark.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { LifetimeMeter } from '../../ui/lifetime-meter.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './certificate-row.module.css';
import { careWords, isUncared, stateOf } from './certificate-words.ts';

interface CertificateRowProps {
  readonly certificate: ListedCertificateFragment;
  readonly now: Date;
  /** What the list shows, for the way back. */
  readonly search: CertificateSearch;
}

/** One certificate in two lines, always of the same height. */
export function CertificateRow({ certificate, now, search }: CertificateRowProps) {
  const { id, domains, environment, trustProfile, requester, serialNumber, notAfter } = certificate;
  const [first = ''] = domains;
  const more = domains.length - 1;
  const ends = new Date(notAfter);
  const standing = standingOf(certificate, now);
  const isOver = standing === 'revoked' || standing === 'expired';
  const urgent = isUncared(certificate, now);
  const state = stateOf(certificate, now);
  return (
    <div className={styles.row} data-over={isOver || undefined}>
      <div className={styles.name}>
        <Link
          to="/certificates/$certificateId"
          params={{ certificateId: id }}
          search={search}
          className={styles.open}
          data-row=""
        >
          <HostName name={first} fit="cut" muted={isOver} />
          {more > 0 && (
            <span className={styles.more}>
              +{more}
              <span className="visually-hidden"> more names</span>
            </span>
          )}
        </Link>
        <span className={styles.second}>
          {trustProfile?.name ?? 'A profile that is gone'} <span aria-hidden="true">·</span> {environment}
        </span>
      </div>
      <div className={styles.who}>
        <ActorMark kind={requester.kind} name={requester.displayName} />
        <span className={styles.person}>
          <span className="visually-hidden">Asked by </span>
          {requester.displayName}
        </span>
      </div>
      <div className={styles.serial}>
        <span className="visually-hidden">Serial </span>
        <HashText hash={serialNumber} head={4} tail={4} muted={isOver} />
        <span className={styles.copy}>
          <CopyButton value={serialNumber} label={`Copy the serial of ${first}`} compact />
        </span>
      </div>
      <div className={styles.expiry}>
        <span className={styles.ends} data-urgent={urgent || undefined}>
          <span className="visually-hidden">{ends > now ? 'Ends ' : 'Ended '}</span>
          {expiryWords(ends, now)}
        </span>
        <span className={styles.life}>
          <LifetimeMeter share={lifetimeShare(certificate, now)} isUrgent={urgent} />
          <time dateTime={notAfter} title={formatExact(ends)} className="tabular">
            {formatDay(ends, now)}
          </time>
        </span>
      </div>
      <div className={styles.state}>
        <span className={styles.word} data-mark={state.mark}>
          <StateMark state={state.mark} size={14} />
          {state.word}
        </span>
        <span className={styles.second}>
          <Care certificate={certificate} now={now} />
        </span>
      </div>
    </div>
  );
}

/** What comes after it, with the way there. */
function Care({ certificate, now }: Pick<CertificateRowProps, 'certificate' | 'now'>) {
  const { replacedBy, openRenewal } = certificate;
  if (replacedBy) {
    return (
      <Link to="/certificates/$certificateId" params={{ certificateId: replacedBy.id }} className={styles.way}>
        Replaced by <HashText hash={replacedBy.serialNumber} head={4} tail={4} />
      </Link>
    );
  }
  if (openRenewal) {
    return (
      <Link to="/approvals/$requestId" params={{ requestId: openRenewal.id }} className={styles.way}>
        Renewal asked
      </Link>
    );
  }
  return careWords(certificate, now);
}
