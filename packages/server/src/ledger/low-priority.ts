import fs from 'node:fs';
import os from 'node:os';
import type pg from 'pg';

/** The lowest that there is: whoever else has something to do goes first. */
const LOWEST = os.constants.priority.PRIORITY_LOW;

/** Lets every other thread go first. Linux alone has priorities of threads; elsewhere nothing happens. */
export function lowerThreadPriority(): void {
  attempt(() => {
    const thread = fs.readlinkSync('/proc/thread-self').split('/').at(-1);
    os.setPriority(Number(thread), LOWEST);
  });
}

/** The same for the process of PostgreSQL that serves this connection, where it runs on this machine and we may. */
export async function lowerBackendPriority(client: pg.Client): Promise<void> {
  const found = await client.query<{ pid: number; port: number | null }>(
    'select pg_backend_pid() as pid, inet_client_port() as port',
  );
  const backend = found.rows[0];
  if (backend === undefined) return;
  attempt(() => {
    // It names its client. A process of this number on this machine may be anything, where PostgreSQL runs on another.
    const title = fs.readFileSync(`/proc/${backend.pid}/cmdline`, 'utf8');
    const client = backend.port === null ? '[local]' : `(${backend.port})`;
    if (!title.startsWith('postgres: ') || !title.includes(client)) return;
    os.setPriority(backend.pid, LOWEST);
    // It leads a session of its own, and where Linux shares out a machine by sessions, that session's priority counts.
    fs.writeFileSync(`/proc/${backend.pid}/autogroup`, String(LOWEST));
  });
}

/** Without the right, or the means, verifying goes on as fast as it can. */
function attempt(lower: () => void): void {
  try {
    lower();
  } catch {
    return;
  }
}
