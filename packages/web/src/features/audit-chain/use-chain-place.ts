import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

interface ChainPlace {
  /** A type of record, or an area of them; null: everything. */
  readonly type: string | null;
  /** The number of the record that is looked at; null: the newest. */
  readonly record: string | null;
}

/** Where in the chain one is; kept in the address, so that it can be sent to somebody. */
export function useChainPlace(): ChainPlace & { readonly goTo: (place: ChainPlace) => void } {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const goTo = useCallback(
    (place: ChainPlace) => {
      void navigate({
        to: '/audit-chain',
        search: { type: place.type ?? undefined, record: place.record === null ? undefined : Number(place.record) },
      });
    },
    [navigate],
  );
  const record = typeof search.record === 'number' ? String(search.record) : search.record;
  return {
    type: typeof search.type === 'string' && search.type !== '' ? search.type : null,
    record: typeof record === 'string' && /^\d{1,15}$/.test(record) ? record : null,
    goTo,
  };
}
