import type { MikroORM } from '@mikro-orm/postgresql';
import type { WritableTable } from './state-write.ts';

export interface TableColumns {
  readonly table: string;
  /** Column and PostgreSQL type by property. */
  readonly columns: ReadonlyMap<string, { readonly column: string; readonly type: string }>;
  /** Properties of the primary key, in order. */
  readonly primaryKey: readonly string[];
}

export type SchemaColumns = ReadonlyMap<WritableTable, TableColumns>;

/** What the entities say about their columns, once, so that SQL is composed from the same truth that the migrations are checked against. */
export function readColumns(orm: MikroORM): SchemaColumns {
  const schema = new Map<string, TableColumns>();
  for (const meta of orm.getMetadata().getAll().values()) {
    const columns = new Map<string, { column: string; type: string }>();
    for (const property of meta.props) {
      const column = property.fieldNames?.[0];
      const type = property.columnTypes?.[0];
      if (column === undefined || type === undefined)
        throw new Error(`${meta.className}.${property.name} has no column`);
      columns.set(property.name, { column, type });
    }
    schema.set(meta.className, { table: meta.tableName, columns, primaryKey: meta.primaryKeys });
  }
  return schema as SchemaColumns;
}

/** `alias.column as "property", …` of a table, for plain-row reads that carry the property names of its entity. */
export function selectList(
  schema: SchemaColumns,
  table: WritableTable,
  alias: string,
  leaveOut: readonly string[] = [],
): string {
  const found = schema.get(table);
  if (found === undefined) throw new Error(`no table ${table}`);
  return [...found.columns]
    .filter(([property]) => !leaveOut.includes(property))
    .map(([property, { column }]) => `${alias}.${column} as "${property}"`)
    .join(', ');
}
