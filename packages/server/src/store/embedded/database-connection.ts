import { Client } from 'pg';
import type { DatabaseRole } from './database-roles.ts';

/** The same server, another database, and another role where one is given. */
export function databaseUrl(serverUrl: string, database: string, role?: DatabaseRole): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role.name;
    url.password = role.password;
  }
  return url.href;
}

/** Runs `work` on a connection of its own. */
export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'countersign set-up' });
  // A connection that breaks fails the query at hand; without a listener it would also end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
