import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './error-state.module.css';
import { StateMark } from './state-mark.tsx';

interface ErrorStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly retry?: (() => void) | undefined;
  readonly retryLabel?: string;
}

/** What went wrong and how to go on; announced as it appears. */
export function ErrorState({ title, children, retry, retryLabel = 'Try again' }: ErrorStateProps) {
  return (
    <div className={styles.error} role="alert">
      <StateMark state="fail" size={18} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children !== undefined && <div className={styles.text}>{children}</div>}
        {retry && (
          <Button size="xs" variant="default" mt="sm" onClick={retry}>
            {retryLabel}
          </Button>
        )}
      </div>
    </div>
  );
}
