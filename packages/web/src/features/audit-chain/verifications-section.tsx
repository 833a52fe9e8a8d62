import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import styles from './records-section.module.css';
import type { Chain } from './use-chain.ts';
import type { ChainNavigation } from './use-chain-place.ts';
import { useVerificationHistory } from './use-verification-history.ts';
import { VerificationHistoryList } from './verification-history.tsx';
import { ViewTabs } from './view-tabs.tsx';

interface VerificationsSectionProps {
  readonly organizationId: string;
  readonly chain: Chain;
  /** The newest; when it ends, or another begins, the list is read anew. */
  readonly current: VerificationPartsFragment | null;
  readonly goTo: ChainNavigation['goTo'];
}

/** Who verified this ledger, when, why, and what was found. */
export function VerificationsSection({ organizationId, chain, current, goTo }: VerificationsSectionProps) {
  const history = useVerificationHistory(organizationId, `${current?.startedAt} ${current?.state}`);
  return (
    <section className={styles.records} aria-label="Verifications">
      <div className={styles.bar}>
        <ViewTabs view="verifications" hint="newest first" goTo={goTo} />
      </div>
      <VerificationHistoryList history={history} chain={chain} />
    </section>
  );
}
