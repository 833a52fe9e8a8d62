import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InsightsQuery } from '../../gql/generated/graphql.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

interface NothingYetProps {
  readonly insights: InsightsQuery['insights'];
  readonly profile: string | undefined;
}

/** Where there is nothing to count, what is true and what to do next. */
export function NothingYet({ insights, profile }: NothingYetProps) {
  const { pending, figures, outcomes, queueDepth, expiryWeeks } = insights;
  const isEmpty =
    pending === 0 &&
    figures.decided === 0 &&
    outcomes.length === 0 &&
    queueDepth.profiles.length === 0 &&
    expiryWeeks.every(({ certificates }) => certificates === 0);
  if (!isEmpty) return null;
  return (
    <EmptyState
      title={profile === undefined ? 'Nothing to count in these days' : 'Nothing to count under this profile'}
      action={
        <Button component={Link} to="/new-request" variant="default">
          New request
        </Button>
      }
    >
      No request waited or was decided, and no certificate ends soon. The figures begin with the first request; look at
      more days if there were requests before.
    </EmptyState>
  );
}
