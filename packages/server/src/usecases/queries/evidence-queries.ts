import { PLATFORM_TARGET_ID } from '../../domain/access-targets.ts';
import { readEntry } from '../../domain/audit-record.ts';
import { openCheckpoint } from '../../domain/checkpoint.ts';
import { DomainError } from '../../domain/errors.ts';
import { buildEvidence, type EvidenceLedger } from '../../domain/evidence-bundle.ts';
import { parseLedgerName } from '../../domain/ledger-name.ts';
import type { AuditRecordView, LedgerQueries } from '../ledger-queries.ts';
import type { CertificateRow, Deps } from '../ports.ts';
import type { QueryParts } from './create-queries.ts';

/** A request's own queries, as far as the evidence of it needs them. */
export interface EvidenceSources {
  readonly request: (
    principal: Parameters<LedgerQueries['evidence']>[0],
    id: string,
  ) => Promise<{ readonly id: string; readonly organizationId: string } | null>;
  readonly certificate: (requestId: string) => Promise<CertificateRow | null>;
  readonly chainPem: (certificateAuthorityId: string) => Promise<string>;
}

/** What whoever has to answer for a request can hand to others, to be verified without this server. */
export function evidenceQueries(
  { reads, archive, deps }: Pick<QueryParts, 'reads' | 'archive'> & { deps: Pick<Deps, 'authorities'> },
  sources: EvidenceSources,
): Pick<LedgerQueries, 'evidence'> {
  /** The records of one ledger, each with its way to the root that is signed; null where nothing was signed of them. */
  const proven = async (ledger: string, records: readonly AuditRecordView[]): Promise<EvidenceLedger | null> => {
    const checkpoint = await archive.checkpoint(ledger);
    const covered = records.filter(({ sequence }) => sequence < (checkpoint?.size ?? 0));
    if (checkpoint === null || covered.length === 0) return null;
    const [origin = ''] = checkpoint.note.split('\n');
    const leaves = covered.map(({ sequence, hash }) => ({ seq: sequence, hash }));
    const proofs = await archive.inclusions(ledger, leaves, checkpoint.size, checkpoint.rootHex);
    return {
      ledger,
      origin,
      vkey: keyOf(checkpoint.note, archive.verifierKeys(origin)),
      checkpoint: checkpoint.note,
      records: covered.map(({ sequence, hash, entry }, at) => ({
        seq: sequence,
        hash,
        entry,
        proof: proofs[at]?.hashes ?? [],
      })),
    };
  };

  return {
    async evidence(principal, requestId) {
      const request = await sources.request(principal, requestId);
      if (request === null) return null;
      const certificate = await sources.certificate(request.id);
      const subjects = certificate === null ? [request.id] : [request.id, certificate.id];
      const records = await reads.auditRecordsAbout(request.organizationId, subjects);
      const byLedger = [...Map.groupBy(records, ({ ledger }) => ledger)].sort(([a], [b]) => byEpoch(a, b));
      const ledgers: EvidenceLedger[] = [];
      for (const [ledger, those] of byLedger) {
        const found = await proven(ledger, those).catch((error: unknown) => {
          throw new DomainError(
            'CONFLICT',
            `No evidence can be given of the records of ledger ${ledger}: it does not verify any more (${String(error)}).`,
          );
        });
        if (found !== null) ledgers.push(found);
      }
      return buildEvidence({
        request: request.id,
        organization: request.organizationId,
        ledgers,
        certificatePem: certificate === null ? null : deps.authorities.certificatePem(certificate.der),
        chainPem: certificate === null ? null : await sources.chainPem(certificate.certificateAuthorityId),
      });
    },
  };
}

/** The organization's ledgers one after the other, then the platform's. */
function byEpoch(one: string, other: string): number {
  const [a, b] = [parseLedgerName(one), parseLedgerName(other)];
  const isPlatform = (name: typeof a) => Number(name.organizationId === PLATFORM_TARGET_ID);
  return isPlatform(a) - isPlatform(b) || a.epoch - b.epoch;
}

/** The newest key that signed a note; a ledger that was closed long ago was signed by an older one. */
function keyOf(note: string, keys: readonly string[]): string {
  const signed = keys.find((key) => {
    try {
      openCheckpoint(note, key);
      return true;
    } catch {
      return false;
    }
  });
  return signed ?? keys[0] ?? '';
}

/** In the order in which they happened, whichever ledger they stand in. */
export function inOrderOfTime(records: readonly AuditRecordView[]): AuditRecordView[] {
  return records
    .map((record) => ({ record, ts: timeOf(record) }))
    .sort((a, b) => (a.ts === b.ts ? 0 : a.ts < b.ts ? -1 : 1))
    .map(({ record }) => record);
}

/** A record that was tampered with is shown where it stands. */
function timeOf({ entry }: AuditRecordView): string {
  try {
    return readEntry(entry).ts;
  } catch {
    return '';
  }
}
