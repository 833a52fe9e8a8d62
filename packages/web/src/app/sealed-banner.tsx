import { IconLock } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { SealedBecauseDocument } from '../gql/generated/graphql.ts';
import { formatExact, formatSecond } from '../lib/time.ts';
import { useNow } from '../lib/use-now.ts';
import styles from './sealed-banner.module.css';

interface SealedBannerProps {
  readonly organization: { readonly id: string; readonly name: string };
}

/** Over every screen of a sealed organization: what broke, what stopped, what goes on, and where to deal with it. */
export function SealedBanner({ organization }: SealedBannerProps) {
  const now = useNow(60_000);
  const { pathname } = useLocation();
  const variables = useMemo(() => ({ organizationId: organization.id }), [organization.id]);
  const [{ data }] = useQuery({ query: SealedBecauseDocument, variables });
  const chain = data?.auditChain;
  const because = chain?.sealedBecause ?? 'Its ledger does not verify';
  const since = chain?.sealedAt ? new Date(chain.sealedAt) : null;
  return (
    <div className={styles.banner} role="alert">
      <IconLock size={16} stroke={2} aria-hidden="true" />
      <p className={styles.words}>
        <strong className={styles.title}>{organization.name} is sealed.</strong> {because.replace(/\.$/, '')}. Nothing
        can be submitted, decided, issued or configured; reading, revoking, verifying and exports go on.
        {pathname !== '/audit-chain' && (
          <>
            {' '}
            <Link className="text-link" to="/audit-chain">
              See what broke
            </Link>
          </>
        )}
      </p>
      {since && (
        <time className={`${styles.since} tabular`} dateTime={since.toISOString()} title={formatExact(since)}>
          since {formatSecond(since, now)}
        </time>
      )}
    </div>
  );
}
