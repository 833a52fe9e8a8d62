import { useQuery } from 'urql';
import { OfferedReasonsDocument, type ReasonKind } from '../gql/generated/graphql.ts';

export interface OfferedReason {
  readonly id: string;
  readonly text: string;
}

const NONE: readonly OfferedReason[] = [];

/** The reasons in use that an organization offers for a kind of decision; none while they are read, or for null. */
export function useOfferedReasons(organizationId: string, kind: ReasonKind | null): readonly OfferedReason[] {
  const [{ data }] = useQuery({
    query: OfferedReasonsDocument,
    variables: { organizationId, kind: kind ?? 'REQUEST' },
    pause: kind === null,
  });
  return kind === null ? NONE : (data?.reasons ?? NONE);
}
