import { useRef } from 'react';
import { useOrganization, useSession } from '../../lib/session.ts';
import { useIsWide } from '../../lib/use-media.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Fold } from '../../ui/fold.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './audit-chain-screen.module.css';
import { ChainAside } from './chain-aside.tsx';
import { ChainHeader } from './chain-header.tsx';
import { ClosedEpochStrip } from './closed-epoch-strip.tsx';
import { EpochStrip } from './epoch-strip.tsx';
import { RecordsSection } from './records-section.tsx';
import { useChain } from './use-chain.ts';
import { useChainPlace } from './use-chain-place.ts';
import { useVerification } from './use-verification.ts';
import { VerificationStrip } from './verification-strip.tsx';
import { VerificationsSection } from './verifications-section.tsx';

const PLATFORM = { id: 'platform', name: 'The platform', slug: 'platform' } as const;
const NO_KEYS: readonly string[] = [];

/** Compliance → Audit chain: the ledger as linked blocks, its verification, and what lets others check it. */
export default function AuditChainScreen() {
  const { platformRole, refresh } = useSession();
  const own = useOrganization();
  const wide = useIsWide();
  const scroller = useRef<HTMLDivElement>(null);
  const place = useChainPlace();
  const { goTo } = place;
  const isPlatform = place.isPlatform && platformRole !== null;
  const organization = isPlatform ? PLATFORM : own;
  const { chain, error, reread } = useChain(organization.id, refresh);
  const verification = useVerification(organization.id, chain, reread);
  const { current } = verification;

  const closed = chain?.epochs.find(({ epoch }) => epoch === place.epoch) ?? null;
  const epoch = closed?.epoch ?? chain?.epoch ?? 1;
  const isBroken = current?.ok === false;
  const broken = closed ? closed.firstBroken : isBroken ? current.firstBroken : null;
  const verdict = closed ? `${closed.sealedBecause.replace(/\.$/, '')}.` : (current?.explanation ?? null);

  if (error && !chain) {
    return (
      <div className={styles.screen}>
        <div className={styles.page}>
          <PageHeader title="Audit chain" />
          <ErrorState title="The chain could not be read" retry={reread}>
            {error.networkError
              ? 'The server did not answer.'
              : error.graphQLErrors.map(({ message }) => message).join(' ')}
          </ErrorState>
        </div>
      </div>
    );
  }
  const aside = chain && !closed && (
    <ChainAside
      chain={chain}
      organization={organization}
      isPlatform={isPlatform}
      verification={verification}
      onUnsealed={() => {
        reread();
        refresh();
        goTo({ epoch: null, type: null, record: null });
      }}
    />
  );
  return (
    <div ref={scroller} className={styles.screen}>
      <div className={styles.page}>
        <ChainHeader
          organization={organization}
          platform={platformRole === null ? null : { isShown: isPlatform, own: own.name }}
          epoch={closed?.epoch ?? null}
          verification={verification}
          goTo={goTo}
        />
        {verification.failure !== null && (
          <ErrorState title={verification.failure.title}>{verification.failure.message}</ErrorState>
        )}
        {chain && chain.epochs.length > 0 && (
          <EpochStrip
            current={chain.epoch}
            closed={chain.epochs}
            shown={closed?.epoch ?? null}
            onOpen={(chosen) => goTo({ epoch: chosen, type: null, record: null })}
          />
        )}
        {closed && <ClosedEpochStrip epoch={closed} organization={organization} verification={current} />}
        {!closed && (
          <VerificationStrip
            current={current}
            pace={verification.pace}
            size={chain?.size ?? null}
            sealedBecause={chain?.sealed === true ? (chain.sealedBecause ?? null) : null}
            stopping={verification.stopping}
          />
        )}
        {!wide && aside && (
          <Fold
            label={
              chain.sealed ? 'Unsealing, checkpoint and export' : 'Checkpoint, export and how to check it yourself'
            }
          >
            {aside}
          </Fold>
        )}
        <div className={styles.columns} data-single={closed !== null || undefined}>
          {place.view === 'verifications' && chain ? (
            <VerificationsSection organizationId={organization.id} chain={chain} current={current} goTo={goTo} />
          ) : (
            <RecordsSection
              key={`${organization.id} ${epoch}`}
              ledger={{ organizationId: organization.id, epoch, isClosed: closed !== null }}
              place={place}
              size={closed?.size ?? chain?.size ?? null}
              broken={broken ?? null}
              verdict={verdict}
              verifierKeys={(closed ?? chain)?.verifierKeys ?? NO_KEYS}
              scroller={scroller}
              onTakeIn={reread}
            />
          )}
          {wide && aside}
        </div>
      </div>
    </div>
  );
}
