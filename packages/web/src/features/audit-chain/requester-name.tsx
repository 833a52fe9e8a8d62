import { useMemo } from 'react';
import { useQuery } from 'urql';
import { NameOfDocument } from '../../gql/generated/graphql.ts';

/** Whoever asked for a verification, by name; the id where nobody may tell the name. */
export function RequesterName({ id }: { readonly id: string }) {
  const variables = useMemo(() => ({ id }), [id]);
  const [{ data }] = useQuery({
    query: NameOfDocument,
    variables,
    pause: id === 'system',
    requestPolicy: 'cache-first',
  });
  if (id === 'system') return 'the server';
  const node = data?.node;
  return node && 'name' in node ? node.name : <span className="mono">{id}</span>;
}
