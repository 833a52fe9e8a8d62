import type { Client } from 'pg';
import { expect } from 'vitest';
import type { ChainBreak } from '../../domain/chain.ts';
import { withClient } from '../../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import { type StateJob, verifyState } from '../verify-state.ts';
import { type GovernedHistory, makeHistory } from './governed-history.ts';
import { type GovernedServer, startGovernedServer } from './governed-server.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from './governed-world.ts';

/** Two organizations with everything that can happen in one, and ways to edit and to verify what their tables hold. */
export interface GovernedState {
  readonly open: OpenTestDatabase;
  readonly server: GovernedServer;
  readonly world: GovernedWorld;
  readonly history: GovernedHistory;
  readonly other: GovernedWorld;
  /** As the server would: on a connection of its own, in one snapshot. */
  verify(job: StateJob, report?: (checked: number) => void): Promise<ChainBreak | null>;
  /** Edits the tables with a superuser's power, verifies what they hold then, and takes it all back. */
  verifyEdited(statements: readonly string[], job: StateJob): Promise<ChainBreak | null>;
  /** Number of the newest record about a thing, or of one that many before it; -1: there is none. */
  newest(subjectId: string, type?: string, before?: number): Promise<number>;
  close(): Promise<void>;
}

/** The whole ledger of an organization, never broken. */
export function wholeLedger(organizationId: string): StateJob {
  return { organizationId, ledgers: [{ ledger: organizationId, isClosed: false }] };
}

export async function openGovernedState(): Promise<GovernedState> {
  const open = await openTestDatabase();
  const server = await startGovernedServer(open);
  const root = await setUpPlatform(server);
  const world = await foundOrganization(server, open, root, 'one');
  const other = await foundOrganization(server, open, root, 'two');
  const history = await makeHistory(server, world, 'one');
  return {
    open,
    server,
    world,
    history,
    other,
    verify: (job, report) =>
      withClient(open.database.url, async (client) => {
        await client.query('begin isolation level repeatable read read only');
        return verifyState(client, job, report);
      }),
    verifyEdited: (statements, job) =>
      withClient(open.test.superuserUrl, async (client: Client) => {
        await client.query('begin isolation level repeatable read');
        await client.query('set local session_replication_role = replica');
        for (const statement of statements) expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
        return verifyState(client, job);
      }),
    async newest(subjectId, type = '%', before = 0) {
      const found = await open.database.pool.query<{ seq: number }>(
        'select seq from ledger_record where subject_id = $1 and type like $2 order by seq desc offset $3 limit 1',
        [subjectId, type, before],
      );
      return found.rows[0]?.seq ?? -1;
    },
    async close() {
      await server.stop();
      await open.close();
    },
  };
}
