import type pg from 'pg';
import { connectTo, type TestDatabase } from './databases.ts';
import { keptSize, recordsOf, type StoredRecord } from './ledger-world.ts';
import { removeDataFolder, runCommand, type ServerProcess, startServer } from './server-process.ts';
import { waitFor } from './wait-for.ts';

/** A server, and somebody with all power over its database. */
export class AttackedServer {
  readonly #database: TestDatabase;
  #process: ServerProcess;
  #superuser: pg.Client;

  private constructor(database: TestDatabase, process: ServerProcess, superuser: pg.Client) {
    this.#database = database;
    this.#process = process;
    this.#superuser = superuser;
  }

  static async start(open: () => Promise<TestDatabase>): Promise<AttackedServer> {
    const database = await open();
    const process = await startServer({ environment: database.environment });
    return new AttackedServer(database, process, await connect(database, process));
  }

  /** As it runs now: elsewhere after each start. */
  get process(): ServerProcess {
    return this.#process;
  }

  /** Whom no trigger and no constraint of the database holds. */
  get superuser(): pg.Client {
    return this.#superuser;
  }

  get serverUrl(): string {
    return this.#database.serverUrl(this.#process);
  }

  /** What `countersign ledger verify --rebuild` says. */
  verify(...more: string[]): Promise<{ code: number | null; stdout: string }> {
    return runCommand(this.#process, ['ledger', 'verify', '--rebuild', ...more]);
  }

  async restart(): Promise<void> {
    await this.#superuser.end();
    await this.#process.stop();
    const { dataFolder } = this.#process;
    this.#process = await startServer({ dataFolder, environment: this.#database.environment });
    this.#superuser = await connect(this.#database, this.#process);
  }

  /** As if nothing had ever been found. */
  async takeOffSeals(): Promise<void> {
    await this.#superuser.query(
      'update ledger_head set sealed_at = null, sealed_because = null, sealed_verdict = null',
    );
    await this.#superuser.query('delete from ledger_verification');
  }

  /** The records of a ledger, once a checkpoint of all of them is kept. */
  signedRecordsOf(ledger: string): Promise<readonly StoredRecord[]> {
    return waitFor(async () => {
      const records = await recordsOf(this.#superuser, ledger);
      return records.length === keptSize(this.#process, ledger) && records;
    }, `a checkpoint of all of ${ledger}`);
  }

  async stop(): Promise<void> {
    await this.#superuser.end();
    await this.#process.stop();
    await this.#database.stop();
    removeDataFolder(this.#process.dataFolder);
  }
}

async function connect(database: TestDatabase, process: ServerProcess): Promise<pg.Client> {
  const client = await connectTo(database.superuserUrl(process));
  await client.query('set session_replication_role = replica');
  return client;
}
