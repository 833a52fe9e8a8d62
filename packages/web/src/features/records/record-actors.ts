import { useCallback, useMemo } from 'react';
import { useQuery } from 'urql';
import { RecordActorsDocument } from '../../gql/generated/graphql.ts';

function useKnown(organizationId: string) {
  const [{ data }] = useQuery({
    query: RecordActorsDocument,
    variables: { organizationId },
    pause: organizationId === 'platform',
  });
  return data;
}

/** What people call a member; null for whoever is none. */
export function useNames(organizationId: string): (id: string) => string | null {
  const data = useKnown(organizationId);
  const names = useMemo(() => new Map((data?.members.nodes ?? []).map(({ user }) => [user.id, user.email])), [data]);
  return useCallback((id: string) => names.get(id) ?? null, [names]);
}

/** People and devices of the organization, Countersign itself, and whoever is chosen already. */
export function useActors(organizationId: string, chosen: string | undefined) {
  const data = useKnown(organizationId);
  return useMemo(() => {
    const people = (data?.members.nodes ?? []).map(({ user }) => ({
      value: user.id,
      label: `${user.name}, ${user.email}`,
    }));
    const devices = (data?.devices.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const known = [
      { group: 'People', items: people },
      { group: 'Devices', items: devices },
      {
        group: 'By itself',
        items: [
          { value: 'system', label: 'Countersign' },
          { value: 'policy', label: 'Policy' },
        ],
      },
    ];
    const isKnown = chosen === undefined || known.some(({ items }) => items.some(({ value }) => value === chosen));
    return isKnown ? known : [...known, { group: 'Chosen', items: [{ value: chosen, label: chosen }] }];
  }, [data, chosen]);
}
