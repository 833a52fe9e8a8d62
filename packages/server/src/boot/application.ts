import type { Principal } from '../domain/actor.ts';
import { exportLedger } from '../ledger/export.ts';
import type { LedgerFeed } from '../ledger/feed.ts';
import type { LedgerProofs } from '../ledger/proofs.ts';
import type { Verifications } from '../ledger/verification.ts';
import type { SchemaColumns } from '../store/columns.ts';
import type { Database } from '../store/database.ts';
import { createInsightReads } from '../store/reads/insight-reads.ts';
import { createQueryReads } from '../store/reads/query-reads.ts';
import { createRequestReads } from '../store/reads/request-list.ts';
import type { Application } from '../usecases/application.ts';
import { bindCommands } from '../usecases/bind-commands.ts';
import { bindMailCommands } from '../usecases/bind-mail-commands.ts';
import { bindWebhookCommands } from '../usecases/bind-webhook-commands.ts';
import { cancelVerification } from '../usecases/cancel-verification.ts';
import { deliverKey } from '../usecases/deliver-key.ts';
import { createLive } from '../usecases/live.ts';
import type { Mail } from '../usecases/mail-ports.ts';
import type { CertificateRequestRow, CertificateRow, Deps } from '../usecases/ports.ts';
import { createQueries } from '../usecases/queries/create-queries.ts';
import { createSight } from '../usecases/queries/sight.ts';
import { unsealLedger } from '../usecases/unseal-ledger.ts';
import { VerificationPace } from '../usecases/verification-pace.ts';
import { verifyAuditChain } from '../usecases/verify-audit-chain.ts';
import type { WebhookParts } from '../usecases/webhook-ports.ts';
import type { OpenCheckpoints } from './open-checkpoints.ts';

export interface ApplicationParts {
  readonly database: Database;
  readonly schema: SchemaColumns;
  readonly deps: Deps;
  readonly feed: LedgerFeed;
  readonly verifications: Verifications;
  readonly mail: Mail;
  readonly webhooks: WebhookParts;
  readonly archive: OpenCheckpoints & { readonly proofs: LedgerProofs };
  /** A ledger was opened. */
  readonly onOpened: (ledger: string) => void;
  readonly stopping: AbortSignal;
}

/** Binds the use cases to their parts: what the doors call. */
export function createApplication({
  database,
  schema,
  deps,
  feed,
  verifications,
  mail,
  webhooks,
  archive,
  onOpened,
  stopping,
}: ApplicationParts): Application {
  const handOut = async (principal: Principal, request: CertificateRequestRow, certificate: CertificateRow) => {
    const isOwner = request.requesterId === principal.actor.id;
    if (isOwner && !certificate.firstFetchedAt)
      await deps.housekeeping.certificateFetched(certificate.id, deps.clock.now());
    return deliverKey(deps, principal, request, certificate);
  };
  const reads = createQueryReads(database, schema);
  const { checkpoints, folder, history, proofs, signer } = archive;
  const pace = new VerificationPace();
  const unsealing = {
    ledgerHead: reads.ledgerHead,
    lastCheckpoint: (ledger: string) => folder.newest(ledger)?.note ?? null,
    newestEpoch: (organizationId: string) => folder.newestEpoch(organizationId),
    sign: (origin: string, size: number, rootHex: string) => signer.sign(origin, size, rootHex),
    onOpened,
  };
  return {
    commands: {
      ...bindCommands(deps),
      ...bindMailCommands(deps, mail),
      ...bindWebhookCommands(deps, webhooks),
      verifyAuditChain: (principal, input) => verifyAuditChain(deps, verifications, pace, principal, input),
      cancelVerification: (principal, input) => cancelVerification(deps, verifications, principal, input),
      unsealLedger: (principal, input) => unsealLedger(deps, unsealing, principal, input),
    },
    queries: createQueries({
      deps,
      reads,
      requestReads: createRequestReads(database, schema),
      insightReads: createInsightReads(database),
      archive: {
        checkpoint: (ledger) => checkpoints.current(ledger),
        pastCheckpoints: (ledger) => history.list(ledger),
        verifierKeys: (origin) => signer.vkeys(origin),
        inclusions: (...of) => proofs.inclusions(...of),
        consistency: (...of) => proofs.consistency(...of),
        exportLines: (ledger) => exportLedger(database, archive, ledger),
      },
      mail,
      webhooks: webhooks.store,
      deliverKey: handOut,
    }),
    live: createLive({ feed, verifications, sight: createSight(deps.policies), reads: deps.reads, stopping }),
  };
}
