import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { LedgerCheckpointsDocument } from '../../gql/generated/graphql.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePages } from '../../lib/use-pages.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { checkpointColumns } from './checkpoint-columns.tsx';
import styles from './checkpoints.module.css';
import { CompareSection } from './compare-section.tsx';
import { KeysAside } from './keys-aside.tsx';
import { useCheckpointLedger } from './use-checkpoint-ledger.ts';

/** Compliance → Checkpoints: what was signed of a ledger, to take along and to compare. */
export default function CheckpointsScreen() {
  const ledger = useCheckpointLedger();
  const { organization, epoch, facts, isPlatform, verifierKeys } = ledger;
  const now = useNow(60_000);
  const pages = usePages(
    `${organization.id} ${epoch}`,
    LedgerCheckpointsDocument,
    (after) => ({ organizationId: organization.id, epoch, after }),
    ({ auditChain }) => auditChain.checkpoints,
  );
  const fileName = `${organization.slug}${epoch === null ? '' : `-epoch-${epoch}`}-checkpoint`;
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <PageHeader
          title="Checkpoints"
          beside={epoch === null ? undefined : <span>{`of epoch ${epoch}, closed`}</span>}
        >
          {ledger.mayChoose && (
            <SegmentedControl
              size="xs"
              aria-label="Whose ledger"
              value={isPlatform ? 'platform' : 'own'}
              data={[
                { value: 'own', label: ledger.ownName },
                { value: 'platform', label: 'Platform' },
              ]}
              onChange={(value) => ledger.goTo({ isPlatform: value === 'platform', epoch: null })}
            />
          )}
          <Button
            variant="default"
            className="quiet-button"
            leftSection={<IconRefresh size={16} stroke={1.75} />}
            loading={pages.loading && pages.rows !== null}
            onClick={pages.reload}
          >
            Look again
          </Button>
        </PageHeader>
        <p className={styles.lead}>
          A checkpoint is what this server signed of the ledger: how many records it had, and one hash that stands for
          all of them. Whoever keeps one elsewhere can tell later whether any record up to it was changed, taken out or
          rewritten.
        </p>
        <div className={styles.columns}>
          <div className={styles.main}>
            <div className={styles.list}>
              <PagedTable
                label="Checkpoints"
                pages={pages}
                rowKey={({ size }) => size}
                columns={checkpointColumns(fileName, now)}
                empty={
                  <EmptyState title="Nothing was signed of this ledger yet">
                    The first checkpoint is signed about a second after records arrive, once the ledger has verified.
                  </EmptyState>
                }
              />
              {pages.rows !== null && pages.rows.length > 0 && !pages.hasMore && (
                <p className={styles.quiet}>
                  The newest, and of each hour in which records came the first that this server kept. Times are its own;
                  no checkpoint says when it was signed.
                </p>
              )}
            </div>
            {epoch === null && facts !== null && pages.rows !== null && pages.rows.length > 0 && (
              <CompareSection
                key={organization.id}
                organizationId={organization.id}
                origin={facts.origin}
                checkpoints={pages.rows}
                verifierKeys={verifierKeys}
              />
            )}
          </div>
          <KeysAside ledger={ledger} />
        </div>
      </div>
    </div>
  );
}
