import { useSyncExternalStore } from 'react';

/** The secret of a one-time link, which stands behind the `#` so that no server and no log ever sees it; null if there is none. */
export function tokenOf(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token === null || token.trim() === '' ? null : token.trim();
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export const useLinkToken = (): string | null => useSyncExternalStore(subscribe, () => tokenOf(location.hash));
