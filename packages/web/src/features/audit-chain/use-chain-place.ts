import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export interface ChainPlace {
  /** A type of record, or an area of them; null: everything. */
  readonly type: string | null;
  /** The number of the record that is looked at; null: the newest. */
  readonly record: string | null;
  /** A closed ledger of the organization, from 1; null: the one that is written now. */
  readonly epoch: number | null;
  /** What the list holds. */
  readonly view: 'records' | 'verifications';
  /** The ledger of the platform instead of the organization's. */
  readonly isPlatform: boolean;
}

export interface ChainNavigation extends ChainPlace {
  /** Changes what is named, and leaves the rest as it is. */
  readonly goTo: (change: Partial<ChainPlace>) => void;
}

/** Where in the chain one is; kept in the address, so that it can be sent to somebody. */
export function useChainPlace(): ChainNavigation {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const goTo = useCallback(
    (change: Partial<ChainPlace>) => {
      void navigate({
        to: '/audit-chain',
        search: (before: Readonly<Record<string, unknown>>) => searchOf({ ...placeOf(before), ...change }),
      });
    },
    [navigate],
  );
  return { ...placeOf(search), goTo };
}

export function placeOf(search: Readonly<Record<string, unknown>>): ChainPlace {
  const epoch = Number(search.epoch);
  const record = typeof search.record === 'number' ? String(search.record) : search.record;
  return {
    type: typeof search.type === 'string' && search.type !== '' ? search.type : null,
    record: typeof record === 'string' && /^\d{1,15}$/.test(record) ? record : null,
    epoch: Number.isSafeInteger(epoch) && epoch > 0 ? epoch : null,
    view: search.view === 'verifications' ? 'verifications' : 'records',
    isPlatform: search.ledger === 'platform',
  };
}

export function searchOf(place: ChainPlace) {
  return {
    ledger: place.isPlatform ? 'platform' : undefined,
    epoch: place.epoch ?? undefined,
    view: place.view === 'records' ? undefined : place.view,
    type: place.type ?? undefined,
    record: place.record === null ? undefined : Number(place.record),
  };
}
