import { useCallback, useState } from 'react';

/** A key that somebody compared once, and since then trusts in this browser. */
export interface RememberedKey {
  readonly key: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface KeyMemory {
  readonly remembered: RememberedKey | null;
  readonly remember: (key: string) => void;
  readonly forget: () => void;
}

const placeOf = (origin: string): string => `countersign.verifier-key.${origin}`;

/** The key of the ledger of this origin, kept in this browser alone: no server can change it there. */
export function useRememberedKey(origin: string): KeyMemory {
  const [, setTurn] = useState(0);
  const again = useCallback(() => setTurn((turn) => turn + 1), []);
  const remember = useCallback(
    (key: string) => {
      localStorage.setItem(placeOf(origin), JSON.stringify({ key, since: new Date().toISOString() }));
      again();
    },
    [origin, again],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(placeOf(origin));
    again();
  }, [origin, again]);
  return { remembered: readRemembered(localStorage.getItem(placeOf(origin))), remember, forget };
}

/** Null where nothing is kept, or nothing that can be read. */
export function readRemembered(text: string | null): RememberedKey | null {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('since' in kept)) return null;
    const { key, since } = kept;
    return typeof key === 'string' && typeof since === 'string' && key !== '' ? { key, since } : null;
  } catch {
    return null;
  }
}
