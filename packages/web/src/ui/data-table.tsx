import type { ReactNode } from 'react';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly alignEnd?: boolean;
  /** `title`: what the row is, first on a phone and without its label there; `actions`: what can be done with it. */
  readonly part?: 'title' | 'actions';
  /** Left out between a phone, where it has a line of its own, and a wide screen, where it has its room. */
  readonly onlyWide?: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Over, ended or kept out: the row stands back. */
  readonly isPast?: (row: Row) => boolean;
}

/** Things in rows; on a phone each row is a card. */
export function DataTable<Row>({ label, rows, rowKey, columns, isPast }: DataTableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" data-only-wide={column.onlyWide} className={classOf(column)}>
                <span className={column.part === 'actions' ? 'visually-hidden' : undefined}>{column.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-past={isPast?.(row) === true || undefined}>
              {columns.map((column) => (
                <td
                  key={column.label}
                  data-label={column.label}
                  data-part={column.part}
                  data-only-wide={column.onlyWide}
                  className={classOf(column)}
                >
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf<Row>({ alignEnd, part }: Column<Row>): string | undefined {
  return alignEnd === true || part === 'actions' ? styles.end : undefined;
}
