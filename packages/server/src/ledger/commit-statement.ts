import { hash } from 'node:crypto';
import type { SchemaColumns, TableColumns } from '../store/columns.ts';
import type { Statement } from '../store/database.ts';
import type { AnyRow, StateWrite } from '../store/state-write.ts';

/** The end of the ledger that an organization's records are written to, as one server knows it. */
export interface Head {
  /** Its name, which every record of it carries as `org`. */
  readonly ledger: string;
  readonly size: number;
  readonly hash: string;
  readonly ts: Date;
  readonly authority: number;
}

export interface RecordRow {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
  readonly type: string;
  readonly subjectId: string;
  readonly actorId: string;
}

/** Everything that one statement commits: records of one ledger, and the state that they tell of. */
export interface Batch {
  readonly before: Head;
  readonly after: Head;
  readonly records: readonly RecordRow[];
  readonly writes: readonly StateWrite[];
}

/** SQLSTATE of the assertions at the end of the statement. */
export const ASSERTION_FAILED = '40001';
/** Which assertion failed: the head moved (another server was first, or it is sealed). */
export const HEAD_MOVED = 'ledger head moved';

/** Writes of the same operation on the same columns of the same table share one part of the statement. */
interface Shape {
  readonly write: StateWrite;
  readonly signature: string;
  readonly rows: AnyRow[];
}

function shapeSignature(write: StateWrite): string {
  switch (write.op) {
    case 'insert':
      return `i:${write.table}(${Object.keys(write.row).join()})`;
    case 'update':
      return `u:${write.table}(${Object.keys(write.key).join()};${Object.keys(write.expect).join()};${Object.keys(write.set).join()})`;
    case 'delete':
      return `d:${write.table}(${Object.keys(write.key).join()})`;
  }
}

/** What is unique is let go of before it is taken again, for it is looked at row by row; else in any order that stays. */
const ORDER = { delete: 0, update: 1, insert: 2 } as const satisfies Record<StateWrite['op'], number>;

function byOrder(one: Shape, other: Shape): number {
  return ORDER[one.write.op] - ORDER[other.write.op] || (one.signature < other.signature ? -1 : 1);
}

function rowOf(write: StateWrite): AnyRow {
  if (write.op === 'insert') return write.row;
  const row: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(write.key)) row[`k_${property}`] = value;
  if (write.op === 'update') {
    for (const [property, value] of Object.entries(write.expect)) row[`e_${property}`] = value;
    for (const [property, value] of Object.entries(write.set)) row[`s_${property}`] = value;
  }
  return row;
}

/** JSON as `json_to_recordset` reads it: bytes as `\x…`, dates as RFC 3339. */
function toJson(rows: readonly AnyRow[], nameOf: (property: string) => string): string {
  return JSON.stringify(
    rows.map((row) => {
      const named: Record<string, unknown> = {};
      for (const [property, value] of Object.entries(row)) {
        named[nameOf(property)] = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : (value ?? null);
      }
      return named;
    }),
  );
}

function columnOf(table: TableColumns, property: string): { column: string; type: string } {
  const found = table.columns.get(property);
  if (found === undefined) throw new Error(`${table.table} has no ${property}`);
  return found;
}

function shapeSql(shape: Shape, schema: SchemaColumns, parameter: number): string {
  const { write } = shape;
  const table = schema.get(write.table);
  if (table === undefined) throw new Error(`no table ${write.table}`);
  if (write.op === 'insert') {
    const columns = Object.keys(write.row).map((property) => columnOf(table, property).column);
    return `insert into ${table.table} (${columns.join(', ')}) select ${columns.join(', ')}
      from json_populate_recordset(null::${table.table}, $${parameter}::json) returning 1`;
  }
  const typed = (prefix: string, properties: readonly string[]) =>
    properties.map((property) => `"${prefix}${property}" ${columnOf(table, property).type}`);
  const same = (prefix: string, properties: readonly string[]) =>
    properties.map((property) => `t.${columnOf(table, property).column} is not distinct from x."${prefix}${property}"`);
  const equal = (properties: readonly string[]) =>
    properties.map((property) => `t.${columnOf(table, property).column} = x."k_${property}"`);
  const key = Object.keys(write.key);
  if (write.op === 'delete') {
    return `delete from ${table.table} t using json_to_recordset($${parameter}::json) as x(${typed('k_', key).join(', ')})
      where ${equal(key).join(' and ')} returning 1`;
  }
  const expect = Object.keys(write.expect);
  const set = Object.keys(write.set);
  return `update ${table.table} t set ${set.map((property) => `${columnOf(table, property).column} = x."s_${property}"`).join(', ')}
    from json_to_recordset($${parameter}::json) as x(${[...typed('k_', key), ...typed('e_', expect), ...typed('s_', set)].join(', ')})
    where ${[...equal(key), ...same('e_', expect)].join(' and ')} returning 1`;
}

/**
 * Composes the one statement that commits a batch: compare-and-set of the head, the records, every state write, and at
 * its end the assertions that each did exactly what it meant to, else all of it is rolled back. Its text depends only on
 * the shapes of the writes, so the few that there are get planned once a connection.
 */
export class CommitStatements {
  readonly #schema: SchemaColumns;
  readonly #known = new Map<string, Statement>();

  constructor(schema: SchemaColumns) {
    this.#schema = schema;
  }

  compose(batch: Batch): { statement: Statement; values: unknown[] } {
    const shapes = new Map<string, Shape>();
    for (const write of batch.writes) {
      const signature = shapeSignature(write);
      const shape = shapes.get(signature) ?? { write, signature, rows: [] };
      shape.rows.push(rowOf(write));
      shapes.set(signature, shape);
    }
    const ordered = [...shapes.values()].sort(byOrder);
    const columnsOf = (column: keyof RecordRow) => batch.records.map((record) => record[column]);
    const values: unknown[] = [
      batch.before.ledger,
      batch.before.size,
      batch.before.hash,
      batch.before.authority,
      batch.after.size,
      batch.after.hash,
      batch.after.ts,
      batch.after.authority,
      columnsOf('seq'),
      columnsOf('hash'),
      columnsOf('entry'),
      columnsOf('type'),
      columnsOf('subjectId'),
      columnsOf('actorId'),
    ];
    for (const shape of ordered) {
      const table = this.#schema.get(shape.write.table);
      if (table === undefined) throw new Error(`no table ${shape.write.table}`);
      const nameOf =
        shape.write.op === 'insert'
          ? (property: string) => columnOf(table, property).column
          : (property: string) => property;
      values.push(toJson(shape.rows, nameOf), shape.rows.length);
    }
    return { statement: this.#statement(ordered), values };
  }

  #statement(shapes: readonly Shape[]): Statement {
    const signature = shapes.map((shape) => shape.signature).join('|');
    const known = this.#known.get(signature);
    if (known !== undefined) return known;
    const parts = [
      `h as (update ledger_head set size = $5, hash = $6, ts = $7, authority = $8
        where ledger = $1 and size = $2 and hash = $3 and authority = $4 and sealed_at is null returning 1)`,
      `r as (insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id)
        select $1, * from unnest($9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) returning 1)`,
    ];
    const assertions = [`assert_committed((select count(*) from h) = 1, '${HEAD_MOVED}')`];
    shapes.forEach((shape, index) => {
      const parameter = 15 + index * 2;
      parts.push(`w${index} as (${shapeSql(shape, this.#schema, parameter)})`);
      assertions.push(
        `assert_committed((select count(*) from w${index}) = $${parameter + 1}::int, '${shape.write.table}')`,
      );
    });
    assertions.push(`assert_committed((select count(*) from r) = cardinality($9::bigint[]), 'ledger_record')`);
    const text = `with ${parts.join(',\n')}\nselect ${assertions.join(', ')}`;
    // Of its text, since connections are shared: the same name never stands for another statement.
    const statement = { name: `commit-${hash('sha256', text, 'hex').slice(0, 16)}`, text };
    this.#known.set(signature, statement);
    return statement;
  }
}

/** Names the row that a write touches; two commands that touch the same row never share a batch. */
export function rowKey(schema: SchemaColumns, write: StateWrite): string {
  const table = schema.get(write.table);
  if (table === undefined) throw new Error(`no table ${write.table}`);
  const source = write.op === 'insert' ? write.row : write.key;
  const key = write.op === 'insert' ? table.primaryKey : Object.keys(write.key);
  return `${write.table}:${key.map((property) => String(source[property])).join('/')}`;
}
