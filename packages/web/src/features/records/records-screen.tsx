import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useOrganization, useSession } from '../../lib/session.ts';
import { count } from '../../lib/words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { useNames } from './record-actors.ts';
import { RecordFilters } from './record-filters.tsx';
import { RecordLine } from './record-line.tsx';
import { dayRefusal, isNarrowed, type RecordSearch, readRecordSearch } from './record-search.ts';
import styles from './records-screen.module.css';
import { type Records, useRecords } from './use-records.ts';

/** Compliance → Records: who did what, each record in a sentence, narrowed as one likes, and as a file. */
export default function RecordsScreen() {
  const own = useOrganization();
  const { platformRole } = useSession();
  const [search, onSearch] = useRecordSearch();
  const isPlatform = search.ledger === 'platform' && platformRole !== null;
  const organizationId = isPlatform ? 'platform' : own.id;
  const records = useRecords(organizationId, search);
  const isPossible = dayRefusal(search) === null;
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <PageHeader title="Records">
          {platformRole !== null && (
            <SegmentedControl
              size="xs"
              aria-label="Whose ledger"
              value={isPlatform ? 'platform' : 'own'}
              data={[
                { value: 'own', label: own.name },
                { value: 'platform', label: 'Platform' },
              ]}
              onChange={(value) => onSearch({ ledger: value === 'platform' ? 'platform' : undefined })}
            />
          )}
          <Button variant="default" className="quiet-button" loading={records.loading} onClick={records.renew}>
            Read again
          </Button>
        </PageHeader>
        <RecordFilters key={organizationId} organizationId={organizationId} search={search} onSearch={onSearch} />
        {isPossible && <ExportButtons organizationId={organizationId} search={search} />}
        <RecordTable organizationId={organizationId} records={records} search={search} onSearch={onSearch} />
      </div>
    </div>
  );
}

interface RecordTableProps {
  readonly organizationId: string;
  readonly records: Records;
  readonly search: RecordSearch;
  readonly onSearch: (search: RecordSearch) => void;
}

function RecordTable({ organizationId, records, search, onSearch }: RecordTableProps) {
  const nameOf = useNames(organizationId);
  const { records: rows, hasMore, loading, failure, loadMore, renew } = records;
  const isEmpty = rows.length === 0 && !loading && failure === null;
  return (
    <section aria-label="Records" aria-busy={loading}>
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">When (UTC)</th>
              <th scope="col">What</th>
              <th scope="col">Go on to</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((record) => (
              <RecordLine key={record.id} record={record} search={search} nameOf={nameOf} onSearch={onSearch} />
            ))}
          </tbody>
        </table>
      )}
      {isEmpty && (
        <EmptyState
          title={isNarrowed(search) ? 'No record is like that' : 'There are no records yet'}
          action={
            isNarrowed(search) && (
              <Button variant="default" onClick={() => onSearch({ ledger: search.ledger })}>
                Show all
              </Button>
            )
          }
        >
          {isNarrowed(search) ? 'Take a filter away, or choose more days.' : 'Whatever is done here is recorded.'}
        </EmptyState>
      )}
      {failure !== null && (
        <ErrorState title="The records could not be read" retry={rows.length > 0 ? loadMore : renew}>
          {failure}
        </ErrorState>
      )}
      {loading && rows.length === 0 && <p className={styles.end}>Reading records…</p>}
      {rows.length > 0 && failure === null && (
        <p className={styles.end}>
          {hasMore ? (
            <Button variant="default" loading={loading} onClick={loadMore}>
              Show older ones
            </Button>
          ) : (
            `${count(rows.length, 'record')}, back to the first.`
          )}
        </p>
      )}
    </section>
  );
}

function useRecordSearch(): [RecordSearch, (search: RecordSearch) => void] {
  const given: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => readRecordSearch(given), [given]);
  const onSearch = useCallback(
    (next: RecordSearch) => void navigate({ to: '/records', search: readRecordSearch({ ...next }), replace: true }),
    [navigate],
  );
  return [search, onSearch];
}
