import { scanPlace } from '../../domain/audit-record.ts';
import type { AuditRecordView } from '../../usecases/ledger-queries.ts';
import type { AuditSelection, QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { sqlValues } from './request-conditions.ts';
import { HISTORY, LAST } from './verification-rows.ts';

type AuditReads = Pick<
  QueryReads,
  | 'ledgerHead'
  | 'closedEpochs'
  | 'lastVerification'
  | 'verifications'
  | 'auditRecord'
  | 'auditRecordsAbout'
  | 'auditRecords'
  | 'auditRecordsUpTo'
  | 'firstSequenceAt'
>;

const COLUMNS = `l.ledger || ':' || l.seq as "id", l.ledger, l.seq as "sequence", l.type, l.entry, l.hash`;

export function createAuditReads(database: Database, schema: SchemaColumns): AuditReads {
  const head: Statement = {
    name: 'audit-head',
    text: `select ${selectList(schema, 'LedgerHead', 'h')} from ledger_head h where h.organization_id = $1`,
  };
  const closed: Statement = {
    name: 'audit-closed-epochs',
    text: `select ${selectList(schema, 'LedgerEpoch', 'e')} from ledger_epoch e where e.organization_id = $1 order by e.epoch`,
  };
  const sizeOf: Statement = {
    name: 'audit-size',
    text: 'select size from ledger_head where ledger = $1 union all select size from ledger_epoch where ledger = $1',
  };
  const record: Statement = {
    name: 'audit-record',
    text: `select ${COLUMNS} from ledger_record l where l.ledger = $1 and l.seq = $2`,
  };
  const about: Statement = {
    name: 'audit-about',
    text: `with mine as (
        select ledger from ledger_head where organization_id = $1
        union all select ledger from ledger_epoch where organization_id = $1
      ), platform as (
        select ledger from ledger_head where organization_id = 'platform'
        union all select ledger from ledger_epoch where organization_id = 'platform'
      )
      select ${COLUMNS} from ledger_record l
      where l.subject_id = any ($2) and (l.ledger in (select ledger from mine)
        or (l.type = 'certificate.revoked' and l.ledger in (select ledger from platform)))
      order by l.ledger, l.seq`,
  };

  const auditRecord = async (ledger: string, seq: number) =>
    (await database.query<AuditRecordView>(record, [ledger, seq]))[0] ?? null;
  const ledgerHead = async (organizationId: string) =>
    (await database.query<rows.LedgerHeadRow>(head, [organizationId]))[0] ?? null;

  const list = (
    { ledger, types, actorId, subjectId, from }: AuditSelection,
    before: number,
    limit: number,
    direction: 'asc' | 'desc',
  ) => {
    const values = sqlValues();
    const conditions = [
      `l.ledger = ${values.add(ledger)}`,
      `l.seq >= ${values.add(from)}::bigint`,
      `l.seq < ${values.add(before)}::bigint`,
    ];
    if (subjectId !== null) conditions.push(`l.subject_id = ${values.add(subjectId)}`);
    if (actorId !== null) conditions.push(`l.actor_id = ${values.add(actorId)}`);
    const size = values.add(limit);
    const select = (type: string) =>
      `select ${COLUMNS} from ledger_record l where ${[...conditions, type].join(' and ')} order by l.seq ${direction} limit ${size}`;
    // Type by type along the index of types, merged; a subject or an actor has an index that is narrower.
    const narrow = subjectId !== null || actorId !== null;
    const text =
      types === null
        ? select('true')
        : narrow
          ? select(`l.type = any (${values.add(types)}::text[])`)
          : `select x.* from unnest(${values.add(types)}::text[]) t(type)
              cross join lateral (${select('l.type = t.type')}) x order by x.sequence ${direction} limit ${size}`;
    const name = `audit-${[types !== null, actorId !== null, subjectId !== null].join('-')}-${direction}`;
    return database.query<AuditRecordView>({ name, text }, values.list);
  };

  return {
    ledgerHead,
    closedEpochs: (organizationId) => database.query<rows.LedgerEpochRow>(closed, [organizationId]),
    async lastVerification(organizationId) {
      return (await database.query<rows.LedgerVerificationRow>(LAST, [organizationId]))[0] ?? null;
    },
    verifications: (organizationId, before, limit) =>
      database.query<rows.LedgerVerificationRow>(HISTORY, [
        organizationId,
        before?.startedAt ?? null,
        before?.id ?? '',
        limit,
      ]),
    auditRecord,
    auditRecordsAbout: (organizationId, subjectIds) =>
      database.query<AuditRecordView>(about, [organizationId, subjectIds]),

    auditRecords: (selection, before, limit) => list(selection, before, limit, 'desc'),
    auditRecordsUpTo: (selection, end, limit) => list(selection, end, limit, 'asc'),

    /** The ledger's time never runs backwards, so halving finds it: twenty reads of a key for a million records. */
    async firstSequenceAt(ledger, moment) {
      const size = (await database.query<{ size: number }>(sizeOf, [ledger]))[0]?.size ?? 0;
      let low = 0;
      let high = size;
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const found = await auditRecord(ledger, middle);
        const ts = found === null ? undefined : scanPlace(found.entry)?.ts;
        // A record that was tampered with tells no time; reading goes on around it.
        if (ts !== undefined && new Date(ts) < moment) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
