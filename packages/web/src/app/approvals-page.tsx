import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { QueuePane } from '../features/approvals/queue-pane.tsx';
import { RequestPane } from '../features/request/request-pane.tsx';
import { type QueueSearch, readQueueSearch } from '../lib/queue-tabs.ts';
import { useIsWide } from '../lib/use-media.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './approvals-page.module.css';

/** The home of whoever decides: the queue, and beside it the request that is open. One of them at a time where it is narrow. */
export default function ApprovalsPage() {
  const { requestId } = useParams({ strict: false });
  const search = readQueueSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const isWide = useIsWide();
  const [order, setOrder] = useState<readonly string[]>([]);

  const open = useCallback(
    (id: string, replace = false) =>
      void navigate({ to: '/approvals/$requestId', params: { requestId: id }, search, replace }),
    [navigate, search],
  );
  const change = (next: QueueSearch): void => void navigate({ to: '/approvals', search: next });
  const close = (): void => void navigate({ to: '/approvals', search });

  const showsQueue = isWide || requestId === undefined;
  return (
    <div className={styles.panes}>
      {showsQueue && (
        <QueuePane
          search={search}
          selectedId={requestId ?? null}
          autoOpen={isWide}
          onOpen={open}
          onSearch={change}
          onOrder={setOrder}
        />
      )}
      {requestId !== undefined ? (
        <RequestPane key={requestId} requestId={requestId} order={order} onOpen={open} onBack={isWide ? null : close} />
      ) : (
        isWide && (
          <div className={styles.nothing}>
            <EmptyState title="Nothing is open">Choose a request on the left, or press j.</EmptyState>
          </div>
        )
      )}
    </div>
  );
}
