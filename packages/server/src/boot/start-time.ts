import { startQuorumWatch } from '../followers/quorum-watch.ts';
import { startRenewals } from '../followers/renewals.ts';
import { startExpiry, startIssuer, startKeyDestruction, startReminders } from '../followers/sweeps.ts';
import type { LedgerFeed } from '../ledger/feed.ts';
import type { SchemaColumns } from '../store/columns.ts';
import type { Database } from '../store/database.ts';
import { createFollowerPlaces } from '../store/follower-places.ts';
import type { QuorumFindings } from '../store/quorum-findings.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { createRenewalPlaces } from '../store/renewals.ts';
import type { Deps } from '../usecases/ports.ts';

/** Starts what happens by itself, as time passes and as others act. Answers what ends it. */
export async function startTime(parts: {
  readonly database: Database;
  readonly schema: SchemaColumns;
  readonly deps: Deps;
  readonly feed: LedgerFeed;
  readonly findings: QuorumFindings;
}): Promise<() => Promise<void>> {
  const { database, schema, deps, feed, findings } = parts;
  const { organizationsOf } = createQueryReads(database, schema);
  const quorums = await startQuorumWatch({
    deps,
    places: createFollowerPlaces(database),
    findings,
    read: (ledger, seq) => feed.read(ledger, seq),
    organizationsOf: async (userId) => (await organizationsOf(userId)).map(({ organization }) => organization.id),
  });
  feed.onCommitted(() => quorums.poke());
  const renewals = startRenewals({
    deps,
    places: createFollowerPlaces(database),
    renewals: createRenewalPlaces(database),
  });
  const sweeps = [startIssuer, startReminders, startExpiry, startKeyDestruction].map((start) => start(deps));
  const tasks = [...sweeps, quorums, renewals];
  return async () => {
    for (const task of tasks.toReversed()) await task.stop();
  };
}
