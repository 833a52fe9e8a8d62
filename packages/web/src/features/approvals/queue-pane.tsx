import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useLive } from '../../lib/live.ts';
import { QUEUE_TABS, type QueueSearch, type QueueTab } from '../../lib/queue-tabs.ts';
import { useOrganization } from '../../lib/session.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { LiveDot } from '../../ui/live-dot.tsx';
import { NewPill } from '../../ui/new-pill.tsx';
import { QueueEnd } from './queue-end.tsx';
import { QueueFilters } from './queue-filters.tsx';
import styles from './queue-pane.module.css';
import { QueueRow } from './queue-row.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useQueue } from './use-queue.ts';

const TAB_NAMES: Record<QueueTab, string> = {
  'for-me': 'For me',
  waiting: 'Waiting on others',
  mine: 'Mine',
  decided: 'Decided',
};
const ROW_HEIGHT = 93;

interface QueuePaneProps {
  readonly search: QueueSearch;
  readonly selectedId: string | null;
  /** Opens the first request by itself where there is room for it. */
  readonly autoOpen: boolean;
  readonly onOpen: (id: string, replace?: boolean) => void;
  readonly onSearch: (search: QueueSearch) => void;
  /** The order in which requests stand, for whoever steps through them. */
  readonly onOrder: (ids: readonly string[]) => void;
}

/** What waits, what I asked, what was decided: live, and still under the cursor. */
export function QueuePane({ search, selectedId, autoOpen, onOpen, onSearch, onOrder }: QueuePaneProps) {
  const organization = useOrganization();
  const { state, numbers } = useLive();
  const now = useNow();
  const tab = search.tab ?? 'for-me';
  const queue = useQueue(organization.id, search);
  const { rows } = queue;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const index = rows.findIndex(({ id }) => id === selectedId);

  useEffect(() => onOrder(rows.map(({ id }) => id)), [rows, onOrder]);
  useEffect(() => {
    if (queue.hasMore && lastShown >= rows.length - 10) queue.loadMore();
  }, [queue, lastShown, rows.length]);
  useEffect(() => {
    const [first] = rows;
    if (autoOpen && selectedId === null && first) onOpen(first.id, true);
  }, [autoOpen, selectedId, rows, onOpen]);

  const go = (to: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (!row) return;
    onOpen(row.id, true);
    virtualizer.scrollToIndex(rows.indexOf(row), { align: 'auto' });
  };
  const toggle = (id: string): void =>
    setMarked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  useKeys({
    j: () => go(index + 1),
    k: () => go(index < 0 ? 0 : index - 1),
    x: () => selectedId !== null && toggle(selectedId),
  });

  const counts: Partial<Record<QueueTab, number>> =
    numbers === null ? {} : { 'for-me': numbers.forMe, waiting: numbers.waiting, mine: numbers.mine };
  const selected = rows.filter(({ id, status }) => marked.has(id) && status === 'PENDING');
  return (
    <section className={styles.pane} aria-label="Queue">
      <header className={styles.head}>
        <h1 className={styles.title}>Approvals</h1>
        <LiveDot state={state} />
      </header>
      <div className={styles.tabs} role="tablist" aria-label="Which requests">
        {QUEUE_TABS.map((name) => (
          <UnstyledButton
            key={name}
            role="tab"
            aria-selected={tab === name}
            className={styles.tab}
            onClick={() => onSearch({ ...search, tab: name })}
          >
            {TAB_NAMES[name]}
            {counts[name] !== undefined && counts[name] > 0 && (
              <span className={`${styles.count} tabular`}>{counts[name]}</span>
            )}
          </UnstyledButton>
        ))}
      </div>
      <QueueFilters search={search} onSearch={onSearch} />
      <div className={styles.listFrame}>
        <NewPill count={queue.fresh} onTakeIn={queue.renew} />
        <div ref={scroller} className={styles.scroller}>
          {queue.error !== null && (
            <div className={styles.message}>
              <ErrorState title="The queue could not be read" retry={queue.renew}>
                {queue.error}
              </ErrorState>
            </div>
          )}
          <ul className={styles.list} aria-label="Requests" style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <li key={row.id} className={styles.item} style={{ transform: `translateY(${item.start}px)` }}>
                  <UnstyledButton
                    className={styles.open}
                    aria-current={row.id === selectedId ? 'true' : undefined}
                    onClick={() => onOpen(row.id)}
                  >
                    <QueueRow row={row} now={now} isSelected={row.id === selectedId} isMarked={marked.has(row.id)} />
                  </UnstyledButton>
                </li>
              );
            })}
          </ul>
          {!queue.loading && queue.error === null && !queue.hasMore && (
            <QueueEnd tab={tab} shown={rows.length} numbers={numbers} search={search} onSearch={onSearch} />
          )}
        </div>
      </div>
      {selected.length > 0 ? (
        <SelectionBar rows={selected} onDone={() => setMarked(new Set())} />
      ) : (
        <footer className={styles.keys} aria-hidden="true">
          <span>
            <KeyCap>j</KeyCap> <KeyCap>k</KeyCap> move
          </span>
          <span>
            <KeyCap>a</KeyCap> approve
          </span>
          <span>
            <KeyCap>r</KeyCap> reject
          </span>
          <span>
            <KeyCap>x</KeyCap> select
          </span>
          <span className={styles.allKeys}>
            <KeyCap>?</KeyCap> all keys
          </span>
        </footer>
      )}
    </section>
  );
}
