import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startOutsidePostgres } from './outside-postgres.ts';
import type { ServerProcess } from './server-process.ts';

/** Where a server may have its database, and both ways in: with all power, and as the server itself. */
export interface TestDatabase {
  readonly environment: Readonly<Record<string, string>>;
  superuserUrl(server: Pick<ServerProcess, 'dataFolder'>): string;
  serverUrl(server: Pick<ServerProcess, 'dataFolder'>): string;
  stop(): Promise<void>;
}

/** The one that a server brings runs as long as that server does. */
function embedded(): Promise<TestDatabase> {
  const urlOf = (role: string) => (server: Pick<ServerProcess, 'dataFolder'>) => {
    const read = (file: string) => fs.readFileSync(path.join(server.dataFolder, file), 'utf8');
    const passwords: Readonly<Record<string, string>> = JSON.parse(read('database-passwords.json'));
    const port = read('pg/postmaster.pid').split('\n')[3];
    return `postgresql://countersign_${role}:${passwords[role]}@127.0.0.1:${port}/countersign`;
  };
  return Promise.resolve({
    environment: {},
    superuserUrl: urlOf('superuser'),
    serverUrl: urlOf('server'),
    stop: () => Promise.resolve(),
  });
}

async function outside(): Promise<TestDatabase> {
  const { superuserUrl, environment, stop } = await startOutsidePostgres();
  return { environment, superuserUrl: () => superuserUrl, serverUrl: () => environment.DATABASE_URL, stop };
}

export const DATABASES = [
  { place: 'the PostgreSQL that the server brings', open: embedded },
  { place: 'a PostgreSQL that DATABASE_URL names', open: outside },
] as const;

/** A connection to that database; one that the server takes down with it is no error. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
