import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChainRecordFragment } from '../../gql/generated/graphql.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './record-list.module.css';
import { RecordRow } from './record-row.tsx';

interface RecordListProps {
  readonly records: readonly ChainRecordFragment[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly scroller: RefObject<HTMLElement | null>;
  /** The number of the record that was asked for; it is opened. */
  readonly sought: string | null;
  readonly broken: string | null;
  readonly verdict: string | null;
  /** Keys that checkpoints of this ledger are checked with. */
  readonly verifierKeys: readonly string[];
}

const CLOSED_ROW = 66;
/** How near the end the next page is asked for, in records. */
const AHEAD = 30;

/** The chain, newest first; only the blocks in sight are in the page. */
export function RecordList(props: RecordListProps) {
  const { records, hasMore, loadMore, scroller, sought, broken, verdict, verifierKeys } = props;
  const now = useNow(60_000);
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());

  useLayoutEffect(() => {
    const place = (): void => {
      if (!list.current || !scroller.current) return;
      const top = list.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top;
      setOffset(Math.round(top + scroller.current.scrollTop));
    };
    place();
    const watch = new ResizeObserver(place);
    for (const element of [scroller.current, scroller.current?.firstElementChild]) if (element) watch.observe(element);
    return () => watch.disconnect();
  }, [scroller]);

  const virtualizer = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CLOSED_ROW,
    getItemKey: (index) => records[index]?.id ?? index,
    scrollMargin: offset,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const oldest = records.at(-1);
  const seeking = sought !== null && oldest !== undefined && BigInt(oldest.sequence) > BigInt(sought);

  useEffect(() => {
    if (hasMore && records.length > 0 && (seeking || lastShown >= records.length - AHEAD)) loadMore();
  }, [hasMore, lastShown, loadMore, records.length, seeking]);

  const toggle = (id: string): void => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that come and go cannot be an ol whose items are its children alone
    <div
      ref={list}
      role="list"
      aria-label="Records, newest first"
      className={styles.list}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {items.map((item) => {
        const record = records[item.index];
        if (record === undefined) return null;
        const sequence = BigInt(record.sequence);
        const above = records[item.index - 1];
        const below = records[item.index + 1];
        const next = above && BigInt(above.sequence) === sequence + 1n ? above : null;
        const previous = below && BigInt(below.sequence) === sequence - 1n ? below : null;
        const opensByItself = record.sequence === sought || record.sequence === broken;
        return (
          // biome-ignore lint/a11y/useSemanticElements: rows that come and go cannot be li without an ol whose items are its children alone
          <div
            key={item.key}
            ref={virtualizer.measureElement}
            role="listitem"
            data-index={item.index}
            aria-setsize={hasMore ? -1 : records.length}
            aria-posinset={item.index + 1}
            className={styles.place}
            style={{ top: item.start - offset }}
          >
            <RecordRow
              record={record}
              previous={previous}
              next={next}
              broken={broken === null ? null : BigInt(broken)}
              verdict={verdict}
              verifierKeys={verifierKeys}
              now={now}
              expanded={opensByItself !== toggled.has(record.id)}
              sought={record.sequence === sought}
              onToggle={toggle}
            />
          </div>
        );
      })}
    </div>
  );
}
