import type { Principal } from '../domain/actor.ts';
import type { ClosedEpochFinding, SealedVerdict } from '../domain/ledger-verdict.ts';
import type { Permission } from '../domain/permission.ts';
import type { ExportedRecord, ExportHead } from '../domain/record-export.ts';
import type { Page, PageArguments } from './application.ts';
import type * as rows from './ports.ts';
import type { ConsistencyProof, InclusionProof } from './ports.ts';

/** A ledger record as the doors show it. */
export interface AuditRecordView {
  /** `<ledger>:<seq>`. */
  readonly id: string;
  readonly ledger: string;
  readonly sequence: number;
  readonly type: string;
  readonly entry: string;
  readonly hash: string;
}

/** The ledger that an organization's records are written to now. */
export interface AuditChainView {
  readonly organizationId: string;
  readonly ledger: string;
  readonly epoch: number;
  readonly origin: string;
  readonly size: number;
  readonly head: string;
  readonly sealed: boolean;
  readonly sealedAt: Date | null;
  readonly sealedBecause: string | null;
  readonly sealedVerdict: SealedVerdict | null;
}

export interface AuditFilter {
  readonly types?: readonly string[] | null;
  readonly actorId?: string | null;
  readonly subjectId?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
  /** Of a closed ledger; the one that is written now where left out. */
  readonly epoch?: number | null;
}

/** Records of a ledger as it stood when this was asked for, oldest first. */
export interface RecordExport {
  readonly head: ExportHead;
  /** What the organization is called in names of files. */
  readonly slug: string;
  /** Read as they are asked for, a page at a time. */
  readonly pages: AsyncIterable<readonly ExportedRecord[]>;
}

/** A record with the proof that it is in the tree of `size` records, and the checkpoint that signs that tree's root. */
export interface RecordProof extends InclusionProof {
  /** Null where another size was asked for than that of the newest one. */
  readonly checkpoint: string | null;
}

export type { ClosedEpochFinding };

/** A checkpoint as it was signed; null: just now, as it was asked for. */
export interface CheckpointRow {
  readonly note: string;
  readonly size: number;
  readonly rootHex: string;
  readonly keptAt: Date | null;
}

/** Which of an organization's ledgers is meant; without an epoch, the one that is written now. */
export interface LedgerChoice {
  readonly organizationId: string;
  readonly epoch?: number | null;
}

/** Reads of ledgers. Whatever the principal may not see is null or absent, exactly as if it did not exist. */
export interface LedgerQueries {
  auditChain(principal: Principal, organizationId: string): Promise<AuditChainView | null>;
  /** Of the ledger as it stands; of a sealed one, of what was right of it. The principal has been let see it. */
  merkleRoot(chain: AuditChainView): Promise<string>;
  canUnseal(principal: Principal, organizationId: string): Promise<Permission>;
  canCancelVerification(principal: Principal, organizationId: string, requestedBy: string): Promise<Permission>;
  /** Closed ledgers, oldest first; the principal has been let see the chain. */
  closedEpochs(organizationId: string): Promise<readonly rows.LedgerEpochRow[]>;
  /** The newest signed checkpoint (C2SP tlog-checkpoint), public. Null: no such ledger, or nothing was signed of it. */
  checkpoint(ledger: LedgerChoice): Promise<string | null>;
  /** The newest one and those of the past, newest first; the principal has been let see the chain. */
  checkpoints(ledger: LedgerChoice, page: PageArguments): Promise<Page<CheckpointRow>>;
  /** Keys that checkpoints of the ledger are checked with, newest first; public. Null: no such ledger. */
  verifierKeys(ledger: LedgerChoice): Promise<readonly string[] | null>;
  /** That the ledger's first `to` records begin with its first `from`; public. Null: no such ledger. */
  consistencyProof(
    ledger: LedgerChoice & { readonly from: number; readonly to?: number | null },
  ): Promise<ConsistencyProof | null>;
  auditRecord(principal: Principal, id: string): Promise<AuditRecordView | null>;
  /** `size`: of the tree that it is to be proven to be in; that of the newest checkpoint where left out. */
  inclusionProof(principal: Principal, id: string, size: number | null): Promise<RecordProof | null>;
  auditRecords(
    principal: Principal,
    organizationId: string,
    filter: AuditFilter | null,
    page: PageArguments,
  ): Promise<Page<AuditRecordView>>;
  lastVerification(organizationId: string): Promise<rows.LedgerVerificationRow | null>;
  /** Newest first; the principal has been let see the chain. */
  verifications(organizationId: string, page: PageArguments): Promise<Page<rows.LedgerVerificationRow>>;
  /** Lines of the export (docs/ledger.md), as they are read. Null: not found. */
  exportLedger(principal: Principal, ledger: LedgerChoice): Promise<AsyncIterable<string> | null>;
  /** Those that a filter leaves, for a file. Null: not found. */
  exportRecords(principal: Principal, organizationId: string, filter: AuditFilter | null): Promise<RecordExport | null>;
  /** The evidence bundle of a request, JSON. Null: not found. */
  evidence(principal: Principal, requestId: string): Promise<string | null>;
}
