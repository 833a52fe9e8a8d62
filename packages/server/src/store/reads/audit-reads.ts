import { scanPlace } from '../../domain/audit-record.ts';
import type { AuditRecordView } from '../../usecases/application.ts';
import type { QueryReads } from '../../usecases/queries/query-ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { sqlValues } from './request-conditions.ts';

type AuditReads = Pick<
  QueryReads,
  'ledgerHead' | 'lastVerification' | 'auditRecord' | 'auditRecordsAbout' | 'auditRecords' | 'firstSequenceAt'
>;

const COLUMNS = `l.ledger || ':' || l.seq as "id", l.ledger, l.seq as "sequence", l.type, l.entry, l.hash`;

export function createAuditReads(database: Database, schema: SchemaColumns): AuditReads {
  const head: Statement = {
    name: 'audit-head',
    text: `select ${selectList(schema, 'LedgerHead', 'h')} from ledger_head h where h.ledger = $1`,
  };
  const verification: Statement = {
    name: 'audit-last-verification',
    text: `select id, ledger, state, verified, total, ok, first_broken as "firstBroken", explanation,
        requested_by as "requestedBy", started_at as "startedAt", finished_at as "finishedAt"
      from ledger_verification where ledger = $1 order by started_at desc limit 1`,
  };
  const record: Statement = {
    name: 'audit-record',
    text: `select ${COLUMNS} from ledger_record l where l.ledger = $1 and l.seq = $2`,
  };
  const about: Statement = {
    name: 'audit-about',
    text: `select ${COLUMNS} from ledger_record l where l.subject_id = any ($2) and l.ledger = $1 order by l.seq`,
  };

  const auditRecord = async (ledger: string, seq: number) =>
    (await database.query<AuditRecordView>(record, [ledger, seq]))[0] ?? null;
  const ledgerHead = async (ledger: string) => (await database.query<rows.LedgerHeadRow>(head, [ledger]))[0] ?? null;

  return {
    ledgerHead,
    async lastVerification(ledger) {
      return (await database.query<rows.LedgerVerificationRow>(verification, [ledger]))[0] ?? null;
    },
    auditRecord,
    auditRecordsAbout: (ledger, subjectIds) => database.query<AuditRecordView>(about, [ledger, subjectIds]),

    auditRecords({ ledger, types, actorId, subjectId, from }, before, limit) {
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
        `select ${COLUMNS} from ledger_record l where ${[...conditions, type].join(' and ')} order by l.seq desc limit ${size}`;
      // Type by type along the index of types, merged; a subject or an actor has an index that is narrower.
      const narrow = subjectId !== null || actorId !== null;
      const text =
        types === null
          ? select('true')
          : narrow
            ? select(`l.type = any (${values.add(types)}::text[])`)
            : `select x.* from unnest(${values.add(types)}::text[]) t(type)
                cross join lateral (${select('l.type = t.type')}) x order by x.sequence desc limit ${size}`;
      const name = `audit-${[types !== null, actorId !== null, subjectId !== null].join('-')}`;
      return database.query<AuditRecordView>({ name, text }, values.list);
    },

    /** The ledger's time never runs backwards, so halving finds it: twenty reads of a key for a million records. */
    async firstSequenceAt(ledger, moment) {
      const size = (await ledgerHead(ledger))?.size ?? 0;
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
