import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}

/** The title of a screen, what stands beside it, and its actions at the right. */
export function PageHeader({ title, beside, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {beside}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </header>
  );
}
