import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../lib/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './message-screens.module.css';

/** Signed in, but a member of nothing yet. */
export function NoOrganization() {
  const { platformRole } = useSession();
  return (
    <div className={styles.page}>
      {platformRole === null ? (
        <EmptyState title="You are a member of no organization">
          Ask an admin of yours to invite you by the e-mail address with which you signed in.
        </EmptyState>
      ) : (
        <EmptyState
          title="There is no organization yet"
          action={
            <Button component={Link} to="/first-steps">
              Take the first steps
            </Button>
          }
        >
          An organization, its certificate authority, one trust profile and one device: then the first request can come.
        </EmptyState>
      )}
    </div>
  );
}
