import os from 'node:os';
import { expect, it } from 'vitest';
import { withClient } from '../store/embedded/database-connection.ts';
import { createTestDatabase } from '../store/testing/test-database.ts';
import { lowerBackendPriority } from './low-priority.ts';

it.runIf(process.platform === 'linux')('lets everybody go before one connection’s process, and no other', async () => {
  const test = await createTestDatabase();
  const priorityOf = async (client: { query(text: string): Promise<{ rows: { pid: number }[] }> }) => {
    const { rows } = await client.query('select pg_backend_pid() as pid');
    return os.getPriority(rows[0]?.pid ?? 0);
  };
  try {
    await withClient(test.serverUrl, (client) =>
      withClient(test.serverUrl, async (other) => {
        await lowerBackendPriority(client);
        expect(await priorityOf(client)).toBe(os.constants.priority.PRIORITY_LOW);
        expect(await priorityOf(other)).toBe(0);
      }),
    );
  } finally {
    await test.drop();
  }
});
