import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Pages } from '../lib/use-pages.ts';
import { type Column, DataTable } from './data-table.tsx';
import { ErrorState } from './error-state.tsx';
import { LoadingRows } from './loading-rows.tsx';

interface PagedTableProps<Row> {
  readonly label: string;
  readonly pages: Pages<Row>;
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Where there is nothing. */
  readonly empty: ReactNode;
  readonly isPast?: (row: Row) => boolean;
}

/** A list in all its states: being read, failed, empty, there, and with more to come. */
export function PagedTable<Row>({ label, pages, rowKey, columns, empty, isPast }: PagedTableProps<Row>) {
  const { rows, loading, failure, hasMore, more, reload } = pages;
  return (
    <>
      {failure !== null && (
        <ErrorState title={`${label} could not be read`} retry={reload}>
          {failure}
        </ErrorState>
      )}
      {rows === null && loading && <LoadingRows what={label.toLowerCase()} />}
      {rows?.length === 0 && failure === null && empty}
      {rows !== null && rows.length > 0 && (
        <DataTable label={label} rows={rows} rowKey={rowKey} columns={columns} {...(isPast ? { isPast } : {})} />
      )}
      {hasMore && (
        <Button mt="md" size="xs" variant="default" loading={loading} onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}
