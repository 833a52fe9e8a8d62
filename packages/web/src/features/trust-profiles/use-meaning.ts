import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from 'urql';
import { ReplayProfileDocument } from '../../gql/generated/graphql.ts';
import { type ProfileValues, rulesOf } from './profile-values.ts';
import type { Replay } from './replay-words.ts';

export type Meaning = Pick<Replay, 'differences' | 'widens' | 'needsSecondAdmin'>;

const PAUSE = 400;

/** What an edit comes to while it is made, as the server judges it; null while it is found out, or cannot be. */
export function useMeaning(
  organizationId: string,
  trustProfileId: string | null,
  values: ProfileValues,
  isChanged: boolean,
): Meaning | null {
  const [settled] = useDebouncedValue(values, PAUSE);
  const [{ data, fetching }] = useQuery({
    query: ReplayProfileDocument,
    variables: { input: { organizationId, trustProfileId, days: 0, ...rulesOf(settled) } },
    pause: trustProfileId === null || !isChanged,
    requestPolicy: 'network-only',
  });
  if (!isChanged || fetching || settled !== values) return null;
  return data?.replayTrustProfile.replay ?? null;
}
