import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InsightsQuery } from '../../gql/generated/graphql.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Whether there is anything to plot, in these days or to come. */
export function isEmpty({ pending, outcomes, queueDepth, expiryWeeks }: InsightsQuery['insights']): boolean {
  const ends = expiryWeeks.some(({ certificates }) => certificates > 0);
  return pending === 0 && outcomes.length === 0 && queueDepth.profiles.length === 0 && !ends;
}

/** Where there is nothing to count, what is true and what to do next. */
export function NothingYet({ profile }: { readonly profile: string | undefined }) {
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
