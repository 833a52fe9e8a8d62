import type { Principal } from '../domain/actor.ts';
import type { CheckpointSigner } from '../ledger/checkpoint-key.ts';
import { exportLedger } from '../ledger/export.ts';
import type { LedgerFeed } from '../ledger/feed.ts';
import type { LedgerRoots } from '../ledger/roots.ts';
import type { Verifications } from '../ledger/verification.ts';
import type { SchemaColumns } from '../store/columns.ts';
import type { Database } from '../store/database.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { createRequestReads } from '../store/reads/request-list.ts';
import type { Application } from '../usecases/application.ts';
import { bindCommands } from '../usecases/bind-commands.ts';
import { deliverKey } from '../usecases/deliver-key.ts';
import { createLive } from '../usecases/live.ts';
import type { CertificateRequestRow, CertificateRow, Deps } from '../usecases/ports.ts';
import { createQueries } from '../usecases/queries/create-queries.ts';
import { createSight } from '../usecases/queries/sight.ts';
import { verifyAuditChain } from '../usecases/verify-audit-chain.ts';

export interface ApplicationParts {
  readonly database: Database;
  readonly schema: SchemaColumns;
  readonly deps: Deps;
  readonly feed: LedgerFeed;
  readonly verifications: Verifications;
  readonly signer: CheckpointSigner;
  readonly roots: LedgerRoots;
  readonly stopping: AbortSignal;
}

/** Binds the use cases to their parts: what the doors call. */
export function createApplication({
  database,
  schema,
  deps,
  feed,
  verifications,
  signer,
  roots,
  stopping,
}: ApplicationParts): Application {
  const handOut = async (principal: Principal, request: CertificateRequestRow, certificate: CertificateRow) => {
    const isOwner = request.requesterId === principal.actor.id;
    if (isOwner && !certificate.firstFetchedAt)
      await deps.housekeeping.certificateFetched(certificate.id, deps.clock.now());
    return deliverKey(deps, principal, request, certificate);
  };
  return {
    commands: {
      ...bindCommands(deps),
      verifyAuditChain: (principal, input) => verifyAuditChain(deps, verifications, principal, input),
    },
    queries: createQueries({
      deps,
      reads: createQueryReads(database, schema),
      requestReads: createRequestReads(database, schema),
      roots,
      signer,
      exportLines: (ledger) => exportLedger(database, signer, ledger),
      deliverKey: handOut,
    }),
    live: createLive({ feed, verifications, sight: createSight(deps.policies), reads: deps.reads, stopping }),
  };
}
