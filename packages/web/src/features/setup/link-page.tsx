import type { ReactNode } from 'react';
import { Mark } from '../../ui/mark.tsx';
import styles from './link-page.module.css';

interface LinkPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** What somebody sees who came by a one-time link: one thing to do, and nothing else. */
export function LinkPage({ title, lead, children }: LinkPageProps) {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <p className={styles.brand}>
          <Mark size={20} />
          Countersign
        </p>
        <h1 className={styles.title}>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
