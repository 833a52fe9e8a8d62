import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  /** What is true. */
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** It is all that the page holds, so its title is the page's. */
  readonly isPage?: boolean;
}

/** Says what is true and what to do next, in the place where the things would be. */
export function EmptyState({ title, children, action, isPage = false }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {isPage ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
