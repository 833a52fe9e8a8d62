import { Link } from '@tanstack/react-router';
import type { CertificateDetailFragment } from '../../gql/generated/graphql.ts';
import { expiryWords, lifetimeShare, standingOf } from '../../lib/expiry.ts';
import { formatDay, formatMoment } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import { HashText } from '../../ui/hash-text.tsx';
import { LifetimeMeter } from '../../ui/lifetime-meter.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { careWords, isUncared, reasonWords, stateOf } from './certificate-words.ts';
import styles from './standing-strip.module.css';

interface StandingStripProps {
  readonly certificate: CertificateDetailFragment;
  readonly now: Date;
}

/** How it stands: its state, how much of its life is over, and what comes after it. */
export function StandingStrip({ certificate, now }: StandingStripProps) {
  const state = stateOf(certificate, now);
  const urgent = isUncared(certificate, now);
  const from = new Date(certificate.notBefore);
  const until = new Date(certificate.notAfter);
  const days = Math.max(1, Math.round((until.getTime() - from.getTime()) / 86_400_000));
  return (
    <section className={styles.strip} aria-label="How it stands">
      <p className={styles.state} data-mark={state.mark}>
        <StateMark state={state.mark} size={18} />
        {headline(certificate, state.word, now)}
      </p>
      <div className={styles.life}>
        <LifetimeMeter share={lifetimeShare(certificate, now)} isUrgent={urgent} wide />
        <p className={styles.ends}>
          <span>{formatDay(from, now)}</span>
          <span className="tabular">{count(days, 'day')}</span>
          <span>{formatDay(until, now)}</span>
        </p>
      </div>
      <p className={styles.after}>
        <After certificate={certificate} now={now} />
      </p>
    </section>
  );
}

function headline(certificate: CertificateDetailFragment, word: string, now: Date): string {
  const { notAfter, revokedAt, revocationReason } = certificate;
  if (revokedAt) {
    return `${word} ${formatMoment(new Date(revokedAt), now)}: ${reasonWords(revocationReason ?? 'UNSPECIFIED').toLowerCase()}`;
  }
  const words = expiryWords(new Date(notAfter), now);
  const standing = standingOf(certificate, now);
  if (standing === 'expired') return `${word} ${words}`;
  return isUncared(certificate, now) ? `${word}, ${words}` : `${word}, ends ${words}`;
}

function After({ certificate, now }: StandingStripProps) {
  const { replacedBy, openRenewal, trustProfile } = certificate;
  if (replacedBy) {
    return (
      <>
        Replaced by{' '}
        <Link to="/certificates/$certificateId" params={{ certificateId: replacedBy.id }} className="text-link">
          <HashText hash={replacedBy.serialNumber} head={8} tail={4} />
        </Link>
        , which ends {formatDay(new Date(replacedBy.notAfter), now)}
        {replacedBy.revokedAt && ' and is revoked'}.
      </>
    );
  }
  if (openRenewal) {
    return (
      <Link to="/approvals/$requestId" params={{ requestId: openRenewal.id }} className="text-link">
        Its renewal has been asked for
      </Link>
    );
  }
  const care = careWords(certificate, now);
  if (care === null) return 'Nothing has been issued in its place.';
  const days = trustProfile?.renewBeforeDays;
  return typeof days === 'number' && certificate.renewsAt
    ? `${care}: ${trustProfile?.name} asks ${count(days, 'day')} ahead.`
    : `${care}.`;
}
