import { Button, Select } from '@mantine/core';
import { type RefObject, useMemo } from 'react';
import { chosenTypes, TYPE_CHOICES } from '../../lib/record-words.ts';
import { formatCount } from '../../lib/time.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { NewPill } from '../../ui/new-pill.tsx';
import { GoToRecord } from './go-to-record.tsx';
import { RecordList } from './record-list.tsx';
import styles from './records-section.module.css';
import type { ChainNavigation } from './use-chain-place.ts';
import { type ChainRecords, useChainRecords } from './use-chain-records.ts';
import { ViewTabs } from './view-tabs.tsx';

interface RecordsSectionProps {
  readonly ledger: { readonly organizationId: string; readonly epoch: number; readonly isClosed: boolean };
  readonly place: ChainNavigation;
  /** Of the ledger that is looked at; null while it is read. */
  readonly size: string | null;
  readonly broken: string | null;
  readonly verdict: string | null;
  readonly verifierKeys: readonly string[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onTakeIn: () => void;
}

/** The records of a ledger, present or closed, with what narrows them. */
export function RecordsSection(props: RecordsSectionProps) {
  const { ledger, place, size, broken, verdict, verifierKeys, scroller, onTakeIn } = props;
  const { type, record: sought, goTo } = place;
  const types = useMemo(() => chosenTypes(type), [type]);
  const list = useChainRecords(ledger, types, sought);
  const newest = list.records[0];
  const isWhole = types === null && sought === null && !ledger.isClosed;
  const fresh = isWhole && newest && size !== null ? Number(BigInt(size) - BigInt(newest.sequence) - 1n) : 0;
  const takeIn = (): void => {
    list.reload();
    onTakeIn();
  };
  return (
    <section className={styles.records} aria-label="Records">
      <div className={styles.bar}>
        <ViewTabs
          view="records"
          hint={sought === null ? 'newest first' : `around ${formatCount(sought)}`}
          goTo={goTo}
        />
        <div className={styles.filters}>
          {broken !== null && sought !== broken && (
            <Button size="sm" variant="default" onClick={() => goTo({ type: null, record: broken })}>
              Show the break
            </Button>
          )}
          {sought !== null && (
            <Button size="sm" variant="default" className="quiet-button" onClick={() => goTo({ record: null })}>
              Newest
            </Button>
          )}
          <Select
            className={styles.type}
            aria-label="Type of record"
            placeholder="Every type"
            data={TYPE_CHOICES.map(({ group, items }) => ({ group, items: [...items] }))}
            value={type}
            onChange={(value) => goTo({ type: value })}
            clearable
            searchable
            maxDropdownHeight={360}
          />
          <GoToRecord sought={sought} size={size} onGo={(record) => goTo({ type: null, record })} />
        </div>
      </div>
      <div className={styles.columnNames} aria-hidden="true">
        <span>Record</span>
        <span>What</span>
        <span>Who</span>
        <span>When (UTC)</span>
        <span>Hash</span>
      </div>
      <div className={styles.listPlace}>
        <NewPill count={Math.max(0, fresh)} onTakeIn={takeIn} />
        <RecordList
          key={`${ledger.organizationId} ${ledger.epoch} ${type} ${sought}`}
          records={list.records}
          hasMore={list.hasMore}
          loadMore={list.loadMore}
          scroller={scroller}
          sought={sought}
          broken={broken}
          verdict={verdict}
          verifierKeys={verifierKeys}
        />
      </div>
      {list.failure !== null && (
        <ErrorState title="The records could not be read" retry={list.reload}>
          {list.failure}
        </ErrorState>
      )}
      {list.failure === null && <ListEnd list={list} epoch={ledger.epoch} filtered={types !== null} />}
    </section>
  );
}

interface ListEndProps {
  readonly list: ChainRecords;
  readonly epoch: number;
  readonly filtered: boolean;
}

function ListEnd({ list, epoch, filtered }: ListEndProps) {
  if (list.loading) return <p className={styles.end}>Reading records…</p>;
  if (list.records.length === 0) {
    return (
      <EmptyState title={filtered ? 'No record of this type' : 'No record'}>
        {filtered
          ? 'The chain holds none. Choose another type, or every type.'
          : 'The ledger opens with the organization.'}
      </EmptyState>
    );
  }
  if (list.hasMore) return null;
  if (filtered) return <p className={styles.end}>That is all of this type.</p>;
  return (
    <p className={styles.end}>
      {epoch === 1
        ? 'Record 0 opened the ledger; nothing comes before it.'
        : `Record 0 opened this epoch, and pins how epoch ${epoch - 1} ended.`}
    </p>
  );
}
