import type { Principal } from '../../domain/actor.ts';
import type { Queries } from '../application.ts';
import type { InsightReads } from '../insights.ts';
import type { CheckpointRow } from '../ledger-queries.ts';
import type { Mail } from '../mail-ports.ts';
import type {
  CertificateRequestRow,
  CertificateRow,
  ConsistencyProof,
  Deps,
  InclusionProof,
  PolicySnapshot,
} from '../ports.ts';
import type { WebhookStore } from '../webhook-ports.ts';
import { accountQueries } from './account-queries.ts';
import { auditQueries } from './audit-queries.ts';
import { certificateQueries } from './certificate-queries.ts';
import { certificateStanding } from './certificate-standing.ts';
import { changeQueries } from './change-queries.ts';
import { evidenceQueries } from './evidence-queries.ts';
import { insightQueries } from './insight-queries.ts';
import { mailQueries } from './mail-queries.ts';
import { peopleQueries } from './people-queries.ts';
import { profileQueries } from './profile-queries.ts';
import type { QueryReads, RequestReads } from './query-ports.ts';
import { reasonQueries } from './reason-queries.ts';
import { replayQueries } from './replay-queries.ts';
import { createProfilesOf, createRequestContexts, type ProfilesOf, type RequestContexts } from './request-context.ts';
import { requestListQueries } from './request-list-queries.ts';
import { requestQueries } from './request-queries.ts';
import { createSight, type Sight } from './sight.ts';
import { webhookQueries } from './webhook-queries.ts';

/** What the queries are made of. */
export interface QueryDeps {
  readonly deps: Pick<Deps, 'clock' | 'policies' | 'reads' | 'authorities'>;
  readonly reads: QueryReads;
  readonly requestReads: RequestReads;
  readonly insightReads: InsightReads;
  readonly archive: LedgerArchive;
  readonly mail: Mail;
  readonly webhooks: WebhookStore;
  /** Hands out the key that the server made, once that is ledgered; null: there is none for this principal. */
  readonly deliverKey: (
    principal: Principal,
    request: CertificateRequestRow,
    certificate: CertificateRow,
  ) => Promise<string | null>;
}

export interface QueryParts extends QueryDeps {
  readonly sight: Sight;
  readonly contexts: RequestContexts;
  readonly profilesOf: ProfilesOf;
  /** The policy that a row was listed under: what is said of it is of the same moment. */
  readonly listedUnder: WeakMap<CertificateRequestRow, PolicySnapshot>;
}

/** What can be shown of a ledger, by its name. */
export interface LedgerArchive {
  /** The newest signed checkpoint (C2SP tlog-checkpoint); null: nothing was signed. */
  checkpoint(
    ledger: string,
  ): Promise<{ readonly note: string; readonly size: number; readonly rootHex: string } | null>;
  /** Those of the past that were kept, newest first. */
  pastCheckpoints(ledger: string): Promise<readonly CheckpointRow[]>;
  /** Newest first. */
  verifierKeys(origin: string): readonly string[];
  /** `signedRoot`: what the proofs have to lead to, of the checkpoint that they go with; null: they go with none. */
  inclusions(
    ledger: string,
    records: readonly { readonly seq: number; readonly hash: string }[],
    size: number,
    signedRoot: string | null,
  ): Promise<InclusionProof[]>;
  consistency(ledger: string, from: number, to: number, signedRoot: string | null): Promise<ConsistencyProof>;
  exportLines(ledger: string): AsyncIterable<string>;
}

export function createQueries(made: QueryDeps): Queries {
  const profilesOf = createProfilesOf(made.deps);
  const parts: QueryParts = {
    ...made,
    sight: createSight(made.deps.policies),
    profilesOf,
    listedUnder: new WeakMap(),
    contexts: createRequestContexts(made.reads, profilesOf),
  };
  const requests = requestQueries(parts);
  const lists = requestListQueries(parts);
  const certificates = certificateQueries(parts);
  return {
    ...peopleQueries(parts),
    ...accountQueries(parts),
    ...requests,
    ...lists,
    ...insightQueries(parts, lists),
    ...profileQueries(parts),
    ...changeQueries(parts),
    ...replayQueries(parts),
    ...certificates,
    ...certificateStanding(parts, requests.request),
    ...reasonQueries(parts),
    ...auditQueries(parts),
    ...mailQueries(made.mail, parts.sight),
    ...webhookQueries(parts.sight, made.webhooks),
    ...evidenceQueries(parts, {
      request: requests.request,
      certificate: made.deps.reads.certificateOf,
      chainPem: certificates.chainPem,
    }),
  };
}
