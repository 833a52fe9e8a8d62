import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import styles from './message-screens.module.css';

export function NotFoundScreen() {
  return (
    <main className={styles.page}>
      <EmptyState
        title="There is nothing at this address"
        isPage
        action={
          <Button component={Link} to="/approvals">
            Go to approvals
          </Button>
        }
      >
        It may have been mistyped, or it belongs to an organization that you are no member of.
      </EmptyState>
    </main>
  );
}

export function CrashScreen({ error, reset }: ErrorComponentProps) {
  return (
    <main className={styles.page}>
      <ErrorState title="This page broke" retry={reset} retryLabel="Show it again">
        Nothing was changed by it. If it breaks again, tell whoever runs the server:{' '}
        {error instanceof Error ? error.message : 'unknown error'}
      </ErrorState>
    </main>
  );
}
