import { may } from '../../domain/access.ts';
import { PLATFORM_TARGET_ID } from '../../domain/access-targets.ts';
import { DomainError } from '../../domain/errors.ts';
import { ledgerName, parseLedgerName } from '../../domain/ledger-name.ts';
import { EMPTY_ROOT } from '../../domain/merkle.ts';
import { NO_ROLES } from '../authorize.ts';
import { mayCancelVerification } from '../cancel-verification.ts';
import type { AuditFilter, AuditRecordView, CheckpointRow, LedgerChoice, LedgerQueries } from '../ledger-queries.ts';
import type { LedgerVerificationRow } from '../ports.ts';
import type { QueryParts } from './create-queries.ts';
import { exportPages } from './export-pages.ts';
import { emptyPage, readPage } from './page.ts';
import type { AuditSelection } from './query-ports.ts';

type AuditQueries = Omit<LedgerQueries, 'evidence'>;

/** The ledger as people and auditors read it. */
export function auditQueries({ deps, reads, sight, archive }: QueryParts): AuditQueries {
  /** Name and origin of a ledger that there is. */
  const find = async ({ organizationId, epoch }: LedgerChoice) => {
    const head = await reads.ledgerHead(organizationId);
    if (head === null || epoch === null || epoch === undefined || epoch === head.epoch) return head;
    return (await reads.closedEpochs(organizationId)).find((closed) => closed.epoch === epoch) ?? null;
  };
  const auditRecord: AuditQueries['auditRecord'] = async (principal, id) => {
    const place = /^(.{1,80}):(\d{1,15})$/s.exec(id);
    if (place === null) return null;
    const [, ledger = '', seq] = place;
    const isSeen = await sight.ledger(principal, parseLedgerName(ledger).organizationId);
    return isSeen ? reads.auditRecord(ledger, Number(seq)) : null;
  };

  return {
    async auditChain(principal, organizationId) {
      if (!(await sight.ledger(principal, organizationId))) return null;
      const head = await reads.ledgerHead(organizationId);
      if (head === null) return null;
      const { ledger, epoch, origin, size, hash, sealedAt, sealedBecause, sealedVerdict } = head;
      return {
        organizationId,
        ledger,
        epoch,
        origin,
        size,
        head: hash,
        sealed: Boolean(sealedAt),
        sealedAt: sealedAt ?? null,
        sealedBecause: sealedBecause ?? null,
        sealedVerdict: sealedVerdict ?? null,
      };
    },

    async merkleRoot({ ledger, sealedVerdict }) {
      return sealedVerdict?.root ?? (await archive.checkpoint(ledger))?.rootHex ?? EMPTY_ROOT;
    },

    async canUnseal(principal, organizationId) {
      const view = organizationId === PLATFORM_TARGET_ID ? null : await sight.policy(principal, organizationId);
      return view?.may('ledger.unseal') ?? may(principal, 'ledger.unseal', { organizationId }, NO_ROLES);
    },

    canCancelVerification: (principal, organizationId, requestedBy) =>
      mayCancelVerification(deps, principal, organizationId, requestedBy),

    closedEpochs: (organizationId) => reads.closedEpochs(organizationId),

    async checkpoint(choice) {
      const found = await find(choice);
      if (found === null) return null;
      const kept = 'lastCheckpoint' in found ? found.lastCheckpoint : null;
      return (await archive.checkpoint(found.ledger))?.note ?? kept ?? null;
    },

    async checkpoints(choice, page) {
      const found = await find(choice);
      if (found === null) return emptyPage(page);
      const [newest, past] = await Promise.all([
        archive.checkpoint(found.ledger),
        archive.pastCheckpoints(found.ledger),
      ]);
      const all: CheckpointRow[] = past.filter(({ size }) => size !== newest?.size);
      // What was kept at this size may have no cosignature yet.
      const keptAt = past.find(({ size }) => size === newest?.size)?.keptAt ?? null;
      if (newest !== null) all.unshift({ ...newest, keptAt });
      return readPage(
        { name: 'checkpoints', shape: ['number'], placeOf: ({ size }: CheckpointRow) => [size] },
        page,
        (after, limit) => all.filter(({ size }) => after === null || size < Number(after[0])).slice(0, limit),
      );
    },

    async verifierKeys(choice) {
      const found = await find(choice);
      return found === null ? null : archive.verifierKeys(found.origin);
    },

    async consistencyProof({ from, to, ...choice }) {
      const found = await find(choice);
      if (found === null) return null;
      const newest = await archive.checkpoint(found.ledger);
      const end = to ?? newest?.size ?? found.size;
      demandSizes(from, end, found.size);
      return archive.consistency(found.ledger, from, end, newest?.size === end ? newest.rootHex : null);
    },

    auditRecord,

    async inclusionProof(principal, id, size) {
      const record = await auditRecord(principal, id);
      if (record === null) return null;
      const { ledger, sequence, hash } = record;
      const newest = await archive.checkpoint(ledger);
      const of = size ?? newest?.size ?? sequence + 1;
      const found = await find(parseLedgerName(ledger));
      if (of <= sequence || of > (found?.size ?? 0)) {
        const message = `Record ${sequence} is in trees of ${sequence + 1} to ${found?.size ?? 0} records, not of ${of}.`;
        throw new DomainError('INVALID_INPUT', message, { field: ['size'] });
      }
      const goesWith = newest?.size === of ? newest : null;
      const leaves = [{ seq: sequence, hash }];
      const [proof] = await archive.inclusions(ledger, leaves, of, goesWith?.rootHex ?? null);
      return proof === undefined ? null : { ...proof, checkpoint: goesWith?.note ?? null };
    },

    async auditRecords(principal, organizationId, filter, page) {
      if (!(await sight.ledger(principal, organizationId))) return emptyPage(page);
      const ledger = await ledgerOf(organizationId, filter?.epoch ?? null);
      const { selection, end } = await select(ledger, filter);
      return readPage(
        { name: 'audit', shape: ['number'], placeOf: ({ sequence }: AuditRecordView) => [sequence] },
        page,
        (after, limit) => reads.auditRecords(selection, Math.min(end, Number(after?.[0] ?? end)), limit),
      );
    },

    lastVerification: (organizationId) => reads.lastVerification(organizationId),

    verifications: (organizationId, page) =>
      readPage(
        {
          name: 'verifications',
          shape: ['number', 'string'],
          placeOf: ({ startedAt, id }: LedgerVerificationRow) => [startedAt.getTime(), id],
        },
        page,
        (after, limit) => {
          const before = after === null ? null : { startedAt: new Date(Number(after[0])), id: String(after[1]) };
          return reads.verifications(organizationId, before, limit);
        },
      ),

    async exportLedger(principal, choice) {
      if (!(await sight.ledger(principal, choice.organizationId))) return null;
      const found = await find(choice);
      return found === null ? null : archive.exportLines(found.ledger);
    },

    async exportRecords(principal, organizationId, filter) {
      if (!(await sight.ledger(principal, organizationId))) return null;
      const found = await find({ organizationId, epoch: filter?.epoch ?? null });
      if (found === null) return null;
      const { ledger, size, hash } = found;
      const { selection, end } = await select(ledger, filter);
      const { types, actorId, subjectId } = selection;
      const time = (moment: Date | null | undefined) => moment?.toISOString() ?? null;
      const asked = { types, actorId, subjectId, from: time(filter?.from), to: time(filter?.to) };
      const policy = organizationId === PLATFORM_TARGET_ID ? null : await sight.organization(principal, organizationId);
      return {
        head: { ledger, size, head: hash, exportedAt: deps.clock.now(), filter: asked },
        slug: policy?.snapshot.organization.slug ?? organizationId,
        // Records are only ever added: those below the size of now are the same whenever they are read.
        pages: exportPages(reads, selection, Math.min(end, size)),
      };
    },
  };

  async function select(ledger: string, filter: AuditFilter | null) {
    const selection: AuditSelection = {
      ledger,
      types: filter?.types && filter.types.length > 0 ? filter.types : null,
      actorId: filter?.actorId ?? null,
      subjectId: filter?.subjectId ?? null,
      from: filter?.from ? await reads.firstSequenceAt(ledger, filter.from) : 0,
    };
    const end = filter?.to ? await reads.firstSequenceAt(ledger, filter.to) : Number.MAX_SAFE_INTEGER;
    return { selection, end };
  }

  async function ledgerOf(organizationId: string, epoch: number | null): Promise<string> {
    if (epoch !== null) return ledgerName({ organizationId, epoch });
    return (await reads.ledgerHead(organizationId))?.ledger ?? organizationId;
  }
}

function demandSizes(from: number, to: number, size: number): void {
  if (from >= 0 && from <= to && to <= size) return;
  const message = `A consistency proof goes from a size of 0 or more to one that is not smaller, and at most ${size} now.`;
  throw new DomainError('INVALID_INPUT', message, { field: ['from'] });
}
