import { Command } from 'commander';
import { KeyVault } from '../ca/key-vault.ts';
import type { Config } from '../config.ts';
import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import { SYSTEM } from '../domain/actor.ts';
import { checkReason } from '../domain/reason.ts';
import { Committer } from '../ledger/committer.ts';
import { openPlatformEpoch } from '../ledger/platform-epoch.ts';
import { measureSealed, sayMoreOfSealed } from '../ledger/sealing.ts';
import { VerifierThread } from '../ledger/verifier.ts';
import { goneLedgers, type KeptCheckpoints, verifyOrganization } from '../ledger/verify-organization.ts';
import { readColumns } from '../store/columns.ts';
import type { Database } from '../store/database.ts';
import { followDatabaseClock } from '../store/database-clock.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { loadStorageKey } from '../store/storage-key.ts';
import { nextEpoch } from '../usecases/next-epoch.ts';
import type { Log } from './log.ts';
import { keptBy, openCheckpoints } from './open-checkpoints.ts';
import { withDatabase } from './with-database.ts';

/** `countersign ledger unseal`: the platform's ledger, which nobody can unseal through a server that it governs. */
export function unsealCommand(config: Config, log: Log): Command {
  return new Command('unseal')
    .exitOverride()
    .description(
      "closes the platform's ledger, which does not verify, for good, and opens its next epoch; needs the storage key. An organization's ledger is unsealed by a superuser in the app",
    )
    .requiredOption('--reason <text>', 'why one goes on with what is there; it stands in the new ledger for good')
    .option('--organization <id>', 'only "platform" is unsealed here', PLATFORM_TARGET_ID)
    .action(async ({ reason, organization }: { reason: string; organization: string }) => {
      if (organization !== PLATFORM_TARGET_ID) {
        throw new Error(
          "An organization's ledger is unsealed by a superuser: in the app under Audit chain, or by the mutation unsealLedger.",
        );
      }
      const why = checkReason(reason, true) ?? '';
      await withDatabase(config, log, (database) => unsealPlatform(config, log, database, why));
    });
}

async function unsealPlatform(config: Config, log: Log, database: Database, reason: string): Promise<void> {
  await demandStorageKey(database, config.storageKey ?? loadStorageKey(config.dataFolder));
  const { folder, signer, identity } = await openCheckpoints(config, database);
  const schema = readColumns(database.orm);
  const { ledgerHead } = createQueryReads(database, schema);
  const sealed = await ledgerHead(PLATFORM_TARGET_ID);
  if (!sealed?.sealedAt) throw new Error("The platform's ledger is not sealed.");
  const clock = await followDatabaseClock(database, { log: log.warn });
  const checkpoints = keptBy(folder, identity);
  await lookAtAll(database, sealed.ledger, checkpoints, clock.now());
  const head = (await ledgerHead(PLATFORM_TARGET_ID)) ?? sealed;
  const next = nextEpoch(head, {
    name: 'Countersign',
    actor: SYSTEM,
    reason,
    now: clock.now(),
    lastCheckpoint: folder.newest(head.ledger)?.note ?? null,
    newestEpoch: folder.newestEpoch(PLATFORM_TARGET_ID),
    sign: (origin, size, rootHex) => signer.sign(origin, size, rootHex),
  });
  await openPlatformEpoch(database, next);
  // What is gone was acknowledged with the rest: it is not to seal the next epoch.
  for (const gone of await goneLedgers(database, folder.ledgers())) await folder.setAside(gone);
  await new Committer({ database, schema, onCommitted: () => undefined }).commit({
    organizationId: PLATFORM_TARGET_ID,
    authority: null,
    now: clock.now(),
    records: [
      {
        type: 'ledger.unsealed',
        actor: SYSTEM,
        subject: { kind: 'organization', id: PLATFORM_TARGET_ID },
        detail: { reason, closed: head.ledger, because: next.closed.sealedBecause, by: 'command line' },
      },
    ],
    writes: () => [],
  });
  clock.stop();
  process.stdout.write(
    `${head.ledger} is closed: ${next.closed.sealedBecause}.\nThe platform is recorded in ${next.opened.ledger} from now on.\n`,
  );
}

/** What is right of a ledger is pinned for good, so all of it is looked at first. */
async function lookAtAll(database: Database, ledger: string, checkpoints: KeptCheckpoints, now: Date): Promise<void> {
  const thread = new VerifierThread(database.url);
  try {
    const named = { organizationId: PLATFORM_TARGET_ID, ledger };
    const { verdict } = await verifyOrganization(thread, database, checkpoints, named, { rebuild: true });
    if (verdict.ok) return await measureSealed(database, ledger, verdict, now);
    const because = verdict.explanation.replace(/\.$/, '');
    await sayMoreOfSealed(database, { ...named, because, verdict, at: now }, now);
  } finally {
    await thread.end();
  }
}

/** Whoever unseals holds the server, not only its database: the key opens what is stored under it. */
async function demandStorageKey(database: Database, storageKey: Buffer): Promise<void> {
  const [stored] = await database.query<{ id: string; sealedKey: Buffer }>(
    {
      name: 'any-sealed-key',
      text: 'select id, sealed_key as "sealedKey" from certificate_authority order by id limit 1',
    },
    [],
  );
  if (stored !== undefined) new KeyVault(storageKey).open(stored.id, stored.sealedKey);
}
