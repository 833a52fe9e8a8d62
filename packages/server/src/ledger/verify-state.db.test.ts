import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainBreak } from '../domain/chain.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { type GovernedHistory, makeHistory } from './testing/governed-history.ts';
import { type GovernedServer, startGovernedServer } from './testing/governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from './testing/governed-world.ts';
import { type StateJob, verifyState } from './verify-state.ts';

describe('the state, rebuilt from the ledger', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let world: GovernedWorld;
  let history: GovernedHistory;
  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    const root = await setUpPlatform(server);
    world = await foundOrganization(server, open, root, 'one');
    history = await makeHistory(server, world, 'one');
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const jobOf = (organizationId: string): StateJob => ({
    organizationId,
    ledgers: [{ ledger: organizationId, isClosed: false }],
  });
  const verify = (job: StateJob, report?: (checked: number) => void): Promise<ChainBreak | null> =>
    withClient(open.database.url, async (client) => {
      await client.query('begin isolation level repeatable read read only');
      return verifyState(client, job, report);
    });

  it('is what the tables hold after everything that the use cases can do', async () => {
    const reports: number[] = [];
    expect(await verify(jobOf(world.organizationId), (checked) => void reports.push(checked))).toBeNull();
    expect(reports.at(-1)).toBeGreaterThan(20);
    expect(await verify(jobOf('platform'))).toBeNull();
    expect(history.revoked.id).toMatch(/^crt_/);
  });
});
