import { useSyncExternalStore } from 'react';
import { type Connection, connect } from './client.ts';

const listeners = new Set<() => void>();
let connection: Connection | null = null;
let signedOut: () => void = () => undefined;

/** What to do when the server says that nobody is signed in; set once by the router. */
export function onSignedOut(action: () => void): void {
  signedOut = action;
}

export function currentConnection(): Connection {
  connection ??= connect(() => signedOut());
  return connection;
}

/** Forgets everything that was read for the session that begins or ends here. */
export function renewConnection(): void {
  void connection?.socket.dispose();
  connection = connect(() => signedOut());
  for (const listener of listeners) listener();
}

export function useConnection(): Connection {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentConnection);
}
