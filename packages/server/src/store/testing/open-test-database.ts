import { readColumns, type SchemaColumns } from '../columns.ts';
import { type Database, openDatabase } from '../database.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A fresh database, open as the server opens it. */
export interface OpenTestDatabase {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly schema: SchemaColumns;
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<OpenTestDatabase> {
  const test = await createTestDatabase();
  const database = await openDatabase(test.serverUrl, { log: () => undefined });
  return {
    test,
    database,
    schema: readColumns(database.orm),
    async close() {
      await database.close();
      await test.drop();
    },
  };
}
