import { Button } from '@mantine/core';
import { IconArrowRight, IconBan, IconRefresh } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { CertificateDetailFragment } from '../../gql/generated/graphql.ts';
import { expiryWords, standingOf } from '../../lib/expiry.ts';
import { formatDay } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { DecisionBar } from '../../ui/decision-bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { CertificateHead } from './certificate-head.tsx';
import styles from './certificate-screen.module.css';
import { isUncared, reasonWords } from './certificate-words.ts';
import { lifeEntries } from './life-entries.ts';
import { RenewDialog } from './renew-dialog.tsx';
import { RenewalsSection } from './renewals-section.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { StandingStrip } from './standing-strip.tsx';
import { useCertificate } from './use-certificate.ts';

/** One certificate: how it stands, what is in it, where it came from and what comes after it. */
export default function CertificateScreen() {
  const { certificateId } = useParams({ strict: false });
  return <OpenedCertificate key={certificateId} id={certificateId ?? ''} />;
}

function OpenedCertificate({ id }: { readonly id: string }) {
  const { certificate, loading, failure, read } = useCertificate(id);
  if (certificate !== null) return <LoadedCertificate certificate={certificate} onDone={read} />;
  return (
    <section className={styles.message} aria-label="Certificate">
      {failure ? (
        <ErrorState title="The certificate could not be read" retry={read}>
          {failure.message}
        </ErrorState>
      ) : loading ? (
        <span className="visually-hidden" role="status">
          Reading the certificate
        </span>
      ) : (
        <EmptyState
          isPage
          title="There is no such certificate"
          action={
            <Link to="/certificates" className="text-link">
              To the certificates
            </Link>
          }
        >
          It may belong to an organization that you are no member of.
        </EmptyState>
      )}
    </section>
  );
}

interface LoadedCertificateProps {
  readonly certificate: CertificateDetailFragment;
  readonly onDone: () => void;
}

function LoadedCertificate({ certificate, onDone }: LoadedCertificateProps) {
  const now = useNow();
  const [dialog, setDialog] = useState<'revoke' | 'renew' | null>(null);
  const entries = lifeEntries(certificate);
  const close = (): void => setDialog(null);
  return (
    <article className={styles.pane} aria-label={`Certificate for ${certificate.domains[0] ?? certificate.id}`}>
      <div className={styles.scroll}>
        <CertificateHead certificate={certificate} now={now} />
        <div className={styles.body}>
          <StandingStrip certificate={certificate} now={now} />
          <div className={styles.columns}>
            <div className={styles.column}>
              <CertificateFacts certificate={certificate} now={now} />
            </div>
            <div className={styles.column}>
              <RenewalsSection certificate={certificate} now={now} />
              {entries.length > 0 && (
                <Section
                  title="Its life"
                  hint={`${entries.length} ledger ${entries.length === 1 ? 'record' : 'records'}`}
                >
                  <Timeline entries={entries} now={now} />
                </Section>
              )}
            </div>
          </div>
        </div>
      </div>
      <Actions certificate={certificate} now={now} onStart={setDialog} />
      <RevokeDialog certificate={certificate} opened={dialog === 'revoke'} onClose={close} onDone={onDone} />
      <RenewDialog certificate={certificate} now={now} opened={dialog === 'renew'} onClose={close} onDone={onDone} />
    </article>
  );
}

interface ActionsProps {
  readonly certificate: CertificateDetailFragment;
  readonly now: Date;
  readonly onStart: (what: 'revoke' | 'renew') => void;
}

function Actions({ certificate, now, onStart }: ActionsProps) {
  const { openRenewal, replacedBy, viewerCanRenew, viewerCanRevoke, revokedAt } = certificate;
  return (
    <DecisionBar label="What can be done" {...nextWords(certificate, now)}>
      {openRenewal ? (
        <Button
          rightSection={<IconArrowRight size={16} stroke={2} />}
          renderRoot={(props) => <Link to="/approvals/$requestId" params={{ requestId: openRenewal.id }} {...props} />}
        >
          Open the renewal
        </Button>
      ) : (
        <PermissionButton
          label="Renew"
          variant={replacedBy ? 'default' : 'filled'}
          permission={viewerCanRenew}
          leftSection={<IconRefresh size={16} stroke={2} />}
          onClick={() => onStart('renew')}
        />
      )}
      {!revokedAt && (
        <PermissionButton
          label="Revoke"
          variant="default"
          permission={viewerCanRevoke}
          leftSection={<IconBan size={16} stroke={2} />}
          onClick={() => onStart('revoke')}
        />
      )}
    </DecisionBar>
  );
}

/** What matters now, and what lies beneath it. */
function nextWords(
  certificate: CertificateDetailFragment,
  now: Date,
): { readonly consequence: string; readonly detail?: string } {
  const { notAfter, openRenewal, replacedBy, revokedAt, revocationReason } = certificate;
  const ends = new Date(notAfter);
  const standing = standingOf(certificate, now);
  if (revokedAt) {
    return {
      consequence: `Revoked on ${formatDay(new Date(revokedAt), now)}`,
      detail: reasonWords(revocationReason ?? 'UNSPECIFIED'),
    };
  }
  const consequence =
    standing === 'expired' ? `It ended ${expiryWords(ends, now)}` : `It ends ${expiryWords(ends, now)}`;
  if (replacedBy) return { consequence, detail: 'Another one has been issued in its place.' };
  if (openRenewal) return { consequence, detail: 'Its renewal waits in the queue.' };
  return isUncared(certificate, now) ? { consequence, detail: 'Nothing comes after it yet.' } : { consequence };
}
