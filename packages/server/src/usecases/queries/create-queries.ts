import type { Principal } from '../../domain/actor.ts';
import type { Queries } from '../application.ts';
import type { CertificateRequestRow, CertificateRow, Deps, PolicySnapshot } from '../ports.ts';
import { auditQueries } from './audit-queries.ts';
import { certificateQueries } from './certificate-queries.ts';
import { peopleQueries } from './people-queries.ts';
import { profileQueries } from './profile-queries.ts';
import type { QueryReads, RequestReads } from './query-ports.ts';
import { createProfilesOf, createRequestContexts, type ProfilesOf, type RequestContexts } from './request-context.ts';
import { requestListQueries } from './request-list-queries.ts';
import { requestQueries } from './request-queries.ts';
import { createSight, type Sight } from './sight.ts';

/** What the queries are made of. */
export interface QueryDeps {
  readonly deps: Pick<Deps, 'clock' | 'policies' | 'reads' | 'authorities'>;
  readonly reads: QueryReads;
  readonly requestReads: RequestReads;
  readonly roots: LedgerRoots;
  readonly signer: CheckpointSigning;
  readonly exportLines: (ledger: string) => AsyncIterable<string>;
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

export interface LedgerRoots {
  /** Size and Merkle root of the ledger as it stands. */
  current(ledger: string): Promise<{ readonly size: number; readonly rootHex: string }>;
}

export interface CheckpointSigning {
  /** A signed note (C2SP tlog-checkpoint). */
  sign(origin: string, size: number, rootHex: string): string;
  vkey(origin: string): string;
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
  return {
    ...peopleQueries(parts),
    ...requestQueries(parts),
    ...requestListQueries(parts),
    ...profileQueries(parts),
    ...certificateQueries(parts),
    ...auditQueries(parts),
  };
}
