import { UnstyledButton } from '@mantine/core';
import { IconChartHistogram, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import styles from './plot-section.module.css';

interface PlotSectionProps {
  readonly title: string;
  readonly hint: string;
  /** What the marks mean, where a label in the plot cannot say it. */
  readonly legend?: ReactNode;
  /** Absent: the section is a table anyway. */
  readonly table?: { readonly isShown: boolean; readonly onToggle: () => void };
  readonly children: ReactNode;
}

/** A plot under its heading, or its table in the same place. */
export function PlotSection({ title, hint, legend, table, children }: PlotSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <span className={styles.hint}>{hint}</span>
        <span className={styles.aside}>
          {legend}
          {table !== undefined && (
            <UnstyledButton className={styles.toggle} onClick={table.onToggle}>
              {table.isShown ? (
                <IconChartHistogram size={16} stroke={1.75} aria-hidden="true" />
              ) : (
                <IconTable size={16} stroke={1.75} aria-hidden="true" />
              )}
              {table.isShown ? 'Plot' : 'Table'}
              <span className="visually-hidden"> of {title.toLowerCase()}</span>
            </UnstyledButton>
          )}
        </span>
      </header>
      {children}
    </section>
  );
}
