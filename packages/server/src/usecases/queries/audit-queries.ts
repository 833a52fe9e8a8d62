import type { AuditRecordView, Queries } from '../application.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, readPage } from './page.ts';

type AuditQueries = Pick<
  Queries,
  'auditChain' | 'merkleRoot' | 'checkpoint' | 'auditRecord' | 'auditRecords' | 'lastVerification' | 'exportLedger'
>;

/** The ledger as people read it: newest first. */
export function auditQueries({ reads, sight, roots, signer, exportLines }: QueryParts): AuditQueries {
  return {
    async auditChain(principal, organizationId) {
      if (!(await sight.ledger(principal, organizationId))) return null;
      const head = await reads.ledgerHead(organizationId);
      if (head === null) return null;
      const { size, hash, sealedAt, sealedBecause } = head;
      return { organizationId, size, head: hash, sealed: Boolean(sealedAt), sealedBecause: sealedBecause ?? null };
    },

    async merkleRoot(organizationId) {
      return (await roots.current(organizationId)).rootHex;
    },

    async checkpoint(organizationId) {
      const head = await reads.ledgerHead(organizationId);
      if (head === null) return null;
      const { size, rootHex } = await roots.current(organizationId);
      return signer.sign(head.origin, size, rootHex);
    },

    async auditRecord(principal, id) {
      const place = /^(.{1,80}):(\d{1,15})$/s.exec(id);
      if (place === null) return null;
      const [, ledger = '', seq] = place;
      return (await sight.ledger(principal, ledger)) ? reads.auditRecord(ledger, Number(seq)) : null;
    },

    async auditRecords(principal, organizationId, filter, page) {
      if (!(await sight.ledger(principal, organizationId))) return emptyPage(page);
      const from = filter?.from ? await reads.firstSequenceAt(organizationId, filter.from) : 0;
      const end = filter?.to ? await reads.firstSequenceAt(organizationId, filter.to) : Number.MAX_SAFE_INTEGER;
      const selection = {
        ledger: organizationId,
        types: filter?.types && filter.types.length > 0 ? filter.types : null,
        actorId: filter?.actorId ?? null,
        subjectId: filter?.subjectId ?? null,
        from,
      };
      return readPage(
        { name: 'audit', shape: ['number'], placeOf: ({ sequence }: AuditRecordView) => [sequence] },
        page,
        (after, limit) => reads.auditRecords(selection, Math.min(end, Number(after?.[0] ?? end)), limit),
      );
    },

    lastVerification: (organizationId) => reads.lastVerification(organizationId),

    async exportLedger(principal, organizationId) {
      return (await sight.ledger(principal, organizationId)) ? exportLines(organizationId) : null;
    },
  };
}
