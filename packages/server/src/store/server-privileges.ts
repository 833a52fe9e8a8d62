import { TABLES } from './entities/index.ts';

/** Tables whose rows are written once: no UPDATE, DELETE or TRUNCATE for the server's role. */
const APPEND_ONLY = new Set(['ledger_record', 'ledger_epoch', 'ledger_subtree', 'decision', 'trust_profile_version']);
/** Rows that are taken away when the thing ends; everything else ends by a date in its row. */
const MAY_DELETE = new Set(['membership', 'trust_profile_role', 'notification', 'webhook', 'webhook_delivery']);

/** What the server's role may do, in SQL. It owns nothing; whatever is not granted here it cannot do. */
export function serverPrivileges(role: string): string[] {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  const statements = [`revoke create on schema public from public`, `grant usage on schema public to ${quoted}`];
  for (const table of TABLES.map((entity) => entity.meta.tableName)) {
    if (table === undefined) throw new Error('an entity without a table name');
    const verbs = ['select', 'insert'];
    if (!APPEND_ONLY.has(table)) verbs.push('update');
    if (MAY_DELETE.has(table)) verbs.push('delete');
    statements.push(`revoke all on ${table} from ${quoted}`, `grant ${verbs.join(', ')} on ${table} to ${quoted}`);
  }
  return statements;
}
