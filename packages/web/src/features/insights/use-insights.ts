import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { InsightsDocument, type InsightsQuery } from '../../gql/generated/graphql.ts';
import { useRequestEvents } from '../../lib/live.ts';
import { failureOf } from '../../lib/user-error.ts';
import { type DayRange, momentsOf } from './insight-search.ts';

/** Figures are of many requests: they are counted anew when it has been quiet for a moment, not at each of them. */
const QUIET = 3_000;

export interface InsightsRead {
  readonly insights: InsightsQuery['insights'] | undefined;
  readonly reading: boolean;
  readonly failure: string | null;
  /** There is no such trust profile here. */
  readonly isAbsent: boolean;
  readonly renew: () => void;
}

/** The figures of a range, renewed as requests change. */
export function useInsights(
  organizationId: string,
  range: DayRange,
  profile: string | undefined,
  isPossible: boolean,
): InsightsRead {
  const { from, to } = momentsOf(range);
  const [{ data, fetching, error }, read] = useQuery({
    query: InsightsDocument,
    variables: { organizationId, from, to, trustProfileId: profile ?? null },
    pause: !isPossible,
  });
  const renew = (): void => read({ requestPolicy: 'network-only' });
  const timer = useRef<number | undefined>(undefined);
  useRequestEvents(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(renew, QUIET);
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    insights: isPossible ? data?.insights : undefined,
    reading: fetching,
    failure: error ? failureOf(error).message : null,
    isAbsent: error?.graphQLErrors.some(({ extensions }) => extensions.code === 'NOT_FOUND') ?? false,
    renew,
  };
}
