import type { ReactNode } from 'react';
import styles from './plot-table.module.css';

export interface PlotColumn {
  readonly key: string;
  readonly label: ReactNode;
}

interface PlotTableProps {
  /** What the table holds, in a sentence. */
  readonly caption: string;
  /** The first heads the rows. */
  readonly columns: readonly PlotColumn[];
  readonly rows: readonly { readonly key: string; readonly head: ReactNode; readonly cells: readonly ReactNode[] }[];
}

/** The numbers of a plot, in the room of the plot: it scrolls within, by the keyboard too. */
export function PlotTable({ caption, columns, rows }: PlotTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.frame} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]?.key ?? index}>{cell === 0 ? '–' : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
