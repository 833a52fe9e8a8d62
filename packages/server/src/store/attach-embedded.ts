import fs from 'node:fs';
import path from 'node:path';
import { loadDatabasePasswords } from './embedded/database-passwords.ts';

/** Fourth line of postmaster.pid (PostgreSQL, "Server File Layout"). */
const PORT_LINE = 3;

/**
 * Where the embedded PostgreSQL of a server that runs on this data folder can be reached, for a command beside it; as the
 * server's role or as the owner of the schema. The caller knows that it runs: the folder's lock is held.
 */
export function runningEmbeddedUrl(dataFolder: string, role: 'server' | 'owner' = 'server'): string {
  const passwords = loadDatabasePasswords(dataFolder);
  const port = fs
    .readFileSync(path.join(dataFolder, 'pg', 'postmaster.pid'), 'utf8')
    .split('\n')
    [PORT_LINE]?.trim();
  if (port === undefined || !/^\d+$/.test(port)) {
    throw new Error(`The server on ${dataFolder} is just starting or stopping. Try again in a moment.`);
  }
  return `postgresql://countersign_${role}:${passwords[role]}@127.0.0.1:${port}/countersign`;
}
