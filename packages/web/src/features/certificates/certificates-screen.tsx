import { Button, UnstyledButton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { CertificateCountsDocument } from '../../gql/generated/graphql.ts';
import {
  CERTIFICATE_TABS,
  type CertificateSearch,
  type CertificateTab,
  dayRefusal,
  isNarrowed,
  readCertificateSearch,
} from '../../lib/certificate-search.ts';
import { useLive, useRequestEvents } from '../../lib/live.ts';
import { useOrganization } from '../../lib/session.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { useIsPhone } from '../../lib/use-media.ts';
import { useNow } from '../../lib/use-now.ts';
import { count } from '../../lib/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LiveDot } from '../../ui/live-dot.tsx';
import { NewPill } from '../../ui/new-pill.tsx';
import { CertificateFilters } from './certificate-filters.tsx';
import { CertificateRow } from './certificate-row.tsx';
import styles from './certificates-screen.module.css';
import { type CertificateList, useCertificates } from './use-certificates.ts';

const TAB_NAMES: Record<CertificateTab, string> = {
  'in-force': 'In force',
  ending: 'Ending in 30 days',
  renewal: 'Renewal asked',
  revoked: 'Revoked',
  expired: 'Expired',
  all: 'All',
};
const ROW_HEIGHT = 64;
const PHONE_ROW_HEIGHT = 112;

/** Every certificate: those that end soonest first, live, and still under the cursor. */
export default function CertificatesScreen() {
  const organization = useOrganization();
  const { state } = useLive();
  const [search, onSearch] = useCertificateSearch();
  const list = useCertificates(organization.id, search);
  const counts = useCounts(organization.id);
  const tab = search.tab ?? 'in-force';
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1 className={styles.title}>Certificates</h1>
        <LiveDot state={state} />
      </header>
      <nav className={styles.tabs} aria-label="Which certificates">
        {CERTIFICATE_TABS.map((name) => (
          <UnstyledButton
            key={name}
            aria-current={tab === name ? 'true' : undefined}
            className={styles.tab}
            onClick={() => onSearch({ ...search, tab: name })}
          >
            {TAB_NAMES[name]}
            {(counts[name] ?? 0) > 0 && <span className={`${styles.count} tabular`}>{counts[name]}</span>}
          </UnstyledButton>
        ))}
      </nav>
      <CertificateFilters search={search} onSearch={onSearch} />
      <div className={styles.listFrame}>
        <NewPill count={list.fresh} onTakeIn={list.renew} />
        <Rows list={list} search={search} onSearch={onSearch} />
      </div>
    </div>
  );
}

interface RowsProps {
  readonly list: CertificateList;
  readonly search: CertificateSearch;
  readonly onSearch: (search: CertificateSearch) => void;
}

function Rows({ list, search, onSearch }: RowsProps) {
  const { rows, loading, error, hasMore, loadMore, renew } = list;
  const now = useNow(30_000);
  const isPhone = useIsPhone();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = isPhone ? PHONE_ROW_HEIGHT : ROW_HEIGHT;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 10) loadMore();
  }, [hasMore, loadMore, lastShown, rows.length]);

  const step = (by: 1 | -1): void => {
    const links = [...(scroller.current?.querySelectorAll('li a[data-row]') ?? [])].filter(
      (link) => link instanceof HTMLElement,
    );
    const at = links.findIndex((link) => link.matches(':focus'));
    (at < 0 ? links[0] : links[at + by])?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  const isEmpty = rows.length === 0 && !loading && error === null;
  return (
    <div ref={scroller} className={styles.scroller} aria-busy={loading}>
      {error !== null && (
        <div className={styles.message}>
          <ErrorState title="The certificates could not be read" retry={renew}>
            {dayRefusal(search) ?? error}
          </ErrorState>
        </div>
      )}
      {loading && (
        <p className="visually-hidden" role="status">
          Reading certificates
        </p>
      )}
      {isEmpty && (
        <div className={styles.message}>
          <Nothing search={search} onSearch={onSearch} />
        </div>
      )}
      <ul className={styles.list} aria-label="Certificates" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={row.id}
              className={styles.item}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <CertificateRow certificate={row} now={now} search={search} />
            </li>
          );
        })}
      </ul>
      {rows.length > 0 && !hasMore && (
        <p className={styles.end}>
          {rows.length === 1 ? 'That is the only one' : `That is all: ${count(rows.length, 'certificate')}`}
          {isNarrowed(search) && ' with these filters'}.
        </p>
      )}
    </div>
  );
}

const NOTHING: Record<CertificateTab, string> = {
  'in-force': 'No certificate is in force',
  ending: 'Nothing ends within 30 days',
  renewal: 'No renewal is waiting',
  revoked: 'No certificate was revoked',
  expired: 'No certificate has expired',
  all: 'There are no certificates yet',
};

function Nothing({ search, onSearch }: Omit<RowsProps, 'list'>) {
  const tab = search.tab ?? 'in-force';
  if (isNarrowed(search)) {
    return (
      <EmptyState
        title="No certificate is like that"
        action={
          <Button variant="default" onClick={() => onSearch({ tab: search.tab })}>
            Take the filters away
          </Button>
        }
      >
        Names are found by any of their parts: corp.com, or payments.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={NOTHING[tab]}
      action={
        tab === 'in-force' || tab === 'all' ? (
          <Link to="/new-request" className="text-link">
            Ask for one
          </Link>
        ) : (
          <UnstyledButton className={styles.text} onClick={() => onSearch({})}>
            See what is in force
          </UnstyledButton>
        )
      }
    >
      {tab === 'in-force' || tab === 'all'
        ? 'Certificates appear here as soon as they are issued.'
        : 'What is in force stands in the first tab, those that end soonest first.'}
    </EmptyState>
  );
}

/** How many end soon, and how many renewals wait; read again when that may have changed. */
function useCounts(organizationId: string): Partial<Record<CertificateTab, number>> {
  const [{ data }, read] = useQuery({ query: CertificateCountsDocument, variables: { organizationId } });
  useRequestEvents(({ type, renewsCertificateId }) => {
    if (type.startsWith('certificate.') || renewsCertificateId !== null) read({ requestPolicy: 'network-only' });
  });
  return { ending: data?.endingSoon.totalCount ?? 0, renewal: data?.renewalAsked.totalCount ?? 0 };
}

function useCertificateSearch(): [CertificateSearch, (search: CertificateSearch) => void] {
  const given: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => readCertificateSearch(given), [given]);
  const onSearch = useCallback(
    (next: CertificateSearch) =>
      void navigate({ to: '/certificates', search: readCertificateSearch({ ...next }), replace: true }),
    [navigate],
  );
  return [search, onSearch];
}
