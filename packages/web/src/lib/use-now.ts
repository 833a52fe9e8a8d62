import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, renewed every `step` milliseconds by the one clock that the whole page shares. */
export function useNow(step = 10_000): Date {
  const moment = useSyncExternalStore(subscribe, () => Math.floor(Date.now() / step) * step);
  return new Date(moment);
}
