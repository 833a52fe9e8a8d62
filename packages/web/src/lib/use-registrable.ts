import { useSyncExternalStore } from 'react';
import type { FindRegistrable } from './host-name.ts';

const listeners = new Set<() => void>();
let found: FindRegistrable | null = null;
let loading = false;

function load(): void {
  if (found !== null || loading) return;
  loading = true;
  import('./public-suffixes.ts')
    .then(({ findRegistrable }) => {
      found = findRegistrable;
      for (const listener of listeners) listener();
    })
    .catch(() => undefined) // Names stay readable without it; the next one to be shown tries again.
    .finally(() => {
      loading = false;
    });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  load();
  return () => listeners.delete(listener);
}

/** The public suffix list, larger than the queue itself, comes after the first paint; null until it is here. */
export const useRegistrable = (): FindRegistrable | null => useSyncExternalStore(subscribe, () => found);
