import { Link } from '@tanstack/react-router';
import { formatCount, formatDay } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './checkpoints.module.css';
import type { CheckpointLedger } from './use-checkpoint-ledger.ts';

/** What checkpoints are checked with, where anybody gets them, and the ledgers that were closed. */
export function KeysAside({ ledger }: { readonly ledger: CheckpointLedger }) {
  const { organization, epoch, facts, verifierKeys, isPlatform } = ledger;
  const now = useNow(60_000);
  const place = `/ledger/${encodeURIComponent(organization.id)}${epoch === null ? '' : `/${epoch}`}`;
  const isSearch = { ledger: isPlatform ? ('platform' as const) : undefined };
  return (
    <aside className={styles.aside} aria-label="Keys and epochs">
      <Section title={verifierKeys.length > 1 ? 'Keys' : 'Key'}>
        <ul className={styles.keys}>
          {verifierKeys.map((key) => (
            <li key={key} className={styles.key}>
              <HashText hash={key} head={0} />
              <CopyButton compact value={key} label="Copy verifier key" />
            </li>
          ))}
        </ul>
        <p className={styles.prose}>
          {verifierKeys.length > 1
            ? 'Newest first. After a rotation both sign, until the next one, so that who holds the old key learns the new one.'
            : 'Keep it with the checkpoints, got once and by another way than this page.'}
        </p>
      </Section>
      <Section title="For everybody">
        <p className={styles.prose}>
          The newest stands at{' '}
          <a className="text-link" href={`${place}/checkpoint`}>
            its public address
          </a>
          , the keys{' '}
          <a className="text-link" href={`${place}/keys`}>
            beside it
          </a>
          , and in the foot of every mail.
        </p>
        <p className={styles.prose}>
          <Link
            className="text-link"
            to="/audit-chain/in-this-browser"
            search={{ ...isSearch, epoch: epoch ?? undefined }}
          >
            Hold the whole ledger to one that you kept
          </Link>
        </p>
      </Section>
      {facts !== null && facts.epochs.length > 0 && (
        <Section title="Epochs">
          <ul className={styles.epochs}>
            <li>
              <Link
                className="text-link"
                to="/checkpoints"
                search={isSearch}
                aria-current={epoch === null || undefined}
              >
                {`Epoch ${facts.epoch}`}
              </Link>
              , written now
            </li>
            {facts.epochs.toReversed().map(({ epoch: closed, closedAt, size }) => (
              <li key={closed}>
                <Link
                  className="text-link"
                  to="/checkpoints"
                  search={{ ...isSearch, epoch: closed }}
                  aria-current={closed === epoch || undefined}
                >
                  {`Epoch ${closed}`}
                </Link>
                {`, ${formatCount(size)} records, closed ${formatDay(new Date(closedAt), now)}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </aside>
  );
}
