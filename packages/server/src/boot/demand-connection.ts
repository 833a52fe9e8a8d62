import { ConfigError } from '../config.ts';
import { withClient } from '../store/embedded/database-connection.ts';

/** Before anything is built on it: whether a configured database lets us in. Throws ConfigError, which says why not. */
export async function demandConnection(
  name: 'DATABASE_URL' | 'COUNTERSIGN_MIGRATION_DATABASE_URL',
  url: string,
): Promise<void> {
  try {
    await withClient(url, (client) => client.query('select 1'));
  } catch (error) {
    throw new ConfigError(
      `${name} names a database that cannot be used now (${reasonOf(error)}). Start that PostgreSQL, or correct the address.`,
    );
  }
}

/** A host with several addresses fails with one error for each, and none of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
}
