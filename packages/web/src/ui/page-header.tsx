import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  readonly beside?: ReactNode;
  /** What the screen is for, in a sentence or two. */
  readonly about?: ReactNode;
  readonly children?: ReactNode;
}

/** The title of a screen, what stands beside it, its actions at the right, and a sentence below. */
export function PageHeader({ title, beside, about, children }: PageHeaderProps) {
  const row = (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {beside}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </header>
  );
  if (about === undefined) return row;
  return (
    <div className={styles.withAbout}>
      {row}
      <p className={styles.about}>{about}</p>
    </div>
  );
}
