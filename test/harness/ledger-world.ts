import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import type { GraphqlClient, Tree } from './graphql-client.ts';
import { connectAsSuperuser } from './invariants.ts';
import type { ServerProcess } from './server-process.ts';
import { waitFor } from './wait-for.ts';

export interface StoredRecord {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
}

const VERIFY =
  'mutation ($id: ID!) { verifyAuditChain(organizationId: $id) { verification { state } userErrors { code message } } }';
const CHAIN = `query ($id: ID!) { auditChain(organizationId: $id) { size head epoch sealed sealedBecause
    lastVerification { state ok firstBroken what explanation root closedEpochs { epoch isAsAcknowledged acknowledgedBy reason explanation } } } }`;
export const UNSEAL =
  'mutation ($input: UnsealLedgerInput!) { unsealLedger(input: $input) { epoch { ledger epoch what firstBroken reason } organization { sealed } userErrors { code message field } } }';

export const hashOf = (entry: string) => createHash('sha256').update(`\u0000${entry}`).digest('hex');

/** Acts as whoever owns the database, whom no trigger and no constraint of it holds. */
export async function asDatabaseOwner<Result>(
  server: Pick<ServerProcess, 'dataFolder'>,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connectAsSuperuser(server.dataFolder);
  try {
    await client.query('set session_replication_role = replica');
    return await act(client);
  } finally {
    await client.end();
  }
}

export async function recordsOf(client: pg.Client, ledger: string): Promise<StoredRecord[]> {
  const text = 'select seq::int, hash, entry from ledger_record where ledger = $1 order by seq';
  return (await client.query<StoredRecord>(text, [ledger])).rows;
}

/** Changes a letter of a record and leaves the hash beside it. */
export async function editRecord(client: pg.Client, ledger: string, seq: number): Promise<void> {
  const text = `update ledger_record set entry = replace(entry, '"name":"', '"name":"x') where ledger = $1 and seq = $2`;
  const { rowCount } = await client.query(text, [ledger, seq]);
  if (rowCount !== 1) throw new Error(`there is no record ${seq} of ${ledger}`);
}

/** Has the whole ledger verified, and waits for the verdict. */
export async function verifyWhole(client: GraphqlClient, organizationId: string): Promise<Tree> {
  await client.change(VERIFY, { id: organizationId });
  return verdictOn(client, organizationId);
}

/** Waits for the verdict of the verification that is the last, whoever asked for it. */
export async function verdictOn(client: GraphqlClient, organizationId: string): Promise<Tree> {
  const ask = async () => (await client.ask(CHAIN, { id: organizationId })).auditChain;
  await waitFor(async () => {
    const state: unknown = (await ask())?.lastVerification?.state;
    return state === 'DONE';
  }, `the verdict on ${organizationId}`);
  // Whether it is sealed may have been read a moment before the verdict was.
  const chain = await ask();
  if (chain === undefined) throw new Error(`there is no ledger of ${organizationId}`);
  return chain;
}

/** The size that the newest checkpoint in the data folder is of: the second line of a C2SP checkpoint. */
export function keptSize(server: Pick<ServerProcess, 'dataFolder'>, ledger: string): number {
  const file = path.join(server.dataFolder, 'checkpoints', `${ledger.replaceAll('/', '_')}.checkpoint`);
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[1]) : 0;
}

/** Waits until a checkpoint of every record is kept. */
export async function everythingKept(server: ServerProcess, ledger: string): Promise<void> {
  await waitFor(
    () =>
      asDatabaseOwner(server, async (client) => (await recordsOf(client, ledger)).length === keptSize(server, ledger)),
    `a checkpoint of all of ${ledger}`,
  );
}
