import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { MatchNamesDocument, type MatchNamesQuery } from '../../gql/generated/graphql.ts';

const PAUSE = 180;

export interface NameMatch {
  /** The newest answer; may be of the names before, while the next one is on its way. */
  readonly match: MatchNamesQuery['matchTrustProfile'] | null;
  readonly checking: boolean;
  readonly failed: boolean;
}

/** Asks which profile takes the names, as they change. */
export function useNameMatch(organizationId: string, names: readonly string[], environment: string): NameMatch {
  const key = names.join(' ');
  const [asked] = useDebouncedValue(`${environment} ${key}`, PAUSE);
  const variables = useMemo(() => {
    const [askedEnvironment = '', ...domains] = asked.split(' ').filter((word) => word !== '');
    return { organizationId, domains, environment: askedEnvironment };
  }, [organizationId, asked]);
  const pause = environment === '' || names.length === 0 || variables.domains.length === 0;
  const [{ data, fetching, stale, error }] = useQuery({
    query: MatchNamesDocument,
    variables,
    pause,
    requestPolicy: 'network-only',
  });
  const checking = !pause && (fetching || stale || asked !== `${environment} ${key}`);
  return {
    match: pause ? null : (data?.matchTrustProfile ?? null),
    checking,
    failed: !checking && error !== undefined,
  };
}
