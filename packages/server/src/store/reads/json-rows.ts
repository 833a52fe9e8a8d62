import type { SchemaColumns, TableColumns } from '../columns.ts';
import type { WritableRows, WritableTable } from '../state-write.ts';

/**
 * Rows of a second table inside one statement, as JSON, and back again: JSON knows no dates and no bytes, so what the
 * columns say decides. One statement is one snapshot of the database; two are not.
 */
export interface JsonRows<Row> {
  /** `coalesce((select json_agg(…) …), '[]')` over a FROM clause that binds `alias`. */
  select(from: string): string;
  revive(value: unknown): Row[];
}

export function jsonRows<T extends WritableTable>(
  schema: SchemaColumns,
  table: T,
  alias: string,
): JsonRows<WritableRows[T]> {
  const columns = columnsOf(schema, table);
  const pairs = [...columns.columns].map(([property, { column }]) => `'${property}', ${alias}.${column}`);
  return {
    select: (from) => `coalesce((select json_agg(json_build_object(${pairs.join(', ')})) from ${from}), '[]'::json)`,
    revive(value) {
      if (!Array.isArray(value)) throw new TypeError(`rows of ${columns.table} were expected`);
      return value.map((row) => reviveRow<WritableRows[T]>(columns, row as Record<string, unknown>));
    },
  };
}

/** The JSON of a row of `Row`'s table, written by the statement above: its properties are those of the entity. */
function reviveRow<Row>(table: TableColumns, row: Record<string, unknown>): Row {
  for (const [property, { type }] of table.columns) {
    const value = row[property];
    if (typeof value !== 'string') continue;
    if (type.startsWith('timestamp')) row[property] = new Date(value);
    else if (type === 'bytea') row[property] = Buffer.from(value.slice(2), 'hex');
  }
  return row as Row;
}

function columnsOf(schema: SchemaColumns, table: WritableTable): TableColumns {
  const found = schema.get(table);
  if (found === undefined) throw new Error(`no table ${table}`);
  return found;
}
