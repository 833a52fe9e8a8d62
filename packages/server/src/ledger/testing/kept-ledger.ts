import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ensurePlatformLedger } from '../../boot/platform-ledger.ts';
import { sealLedger } from '../../boot/record-sealing.ts';
import { hashEntry, type KeptCheckpoint } from '../../domain/chain.ts';
import { parseLedgerName } from '../../domain/ledger-name.ts';
import { withClient } from '../../store/embedded/database-connection.ts';
import { openLedgers } from '../../store/reads/verification-rows.ts';
import { EARLIER, writeRows } from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import { CheckpointFolder } from '../checkpoint-folder.ts';
import { CheckpointKeeper } from '../checkpoint-keeper.ts';
import { checkpointSigner } from '../checkpoint-key.ts';
import { Checkpoints } from '../checkpoints.ts';
import { Committer } from '../committer.ts';
import { LedgerIdentity } from '../ledger-identity.ts';
import { LedgerTrees } from '../trees.ts';
import { Verifications } from '../verification.ts';
import { exampleCommand, exampleLedger } from './ledger-scene.ts';

export interface Server {
  readonly folder: CheckpointFolder;
  readonly checkpoints: Checkpoints;
  readonly keeper: CheckpointKeeper;
  readonly verifications: Verifications;
  readonly trees: LedgerTrees;
  readonly logged: string[];
}

/** Ledgers, servers that keep checkpoints of them as they are wired, and somebody who owns their database. */
export interface KeptLedgers {
  readonly open: OpenTestDatabase;
  readonly signer: ReturnType<typeof checkpointSigner>;
  /** A ledger of so many records. */
  make(ledger: string, size: number): Promise<void>;
  append(ledger: string, count: number): Promise<void>;
  /** A server with a folder of its own, or with that of one before. */
  start(folder?: string): Promise<Server & { readonly path: string }>;
  superuser(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Changes a record, hashes everything from there on again, and moves the head. */
  rewrite(ledger: string, from: number): Promise<void>;
  /** Takes records away from `from` on, and moves the head. */
  cut(ledger: string, from: number): Promise<void>;
  sealOf(ledger: string): Promise<{ because: string; verdict: Record<string, unknown> } | null>;
  close(): Promise<void>;
}

export async function openKeptLedgers(): Promise<KeptLedgers> {
  const open = await openTestDatabase();
  const { database, schema } = open;
  const signer = checkpointSigner(generateKeyPairSync('ed25519').privateKey);
  const committer = new Committer({ database, schema, onCommitted: () => undefined });
  await ensurePlatformLedger(database, 'countersign.example', EARLIER);
  const folders: string[] = [];
  const superuser = (text: string, values: readonly unknown[] = []) =>
    withClient(open.test.superuserUrl, async (client) => (await client.query(text, [...values])).rows);
  const append = async (ledger: string, count: number) => {
    const { organizationId } = parseLedgerName(ledger);
    await Promise.all(Array.from({ length: count }, () => committer.commit(exampleCommand(organizationId))));
  };
  const moveHead = (ledger: string) =>
    superuser(
      `update ledger_head h set size = r.seq + 1, hash = r.hash, ts = (r.entry::json ->> 'ts')::timestamptz
        from (select * from ledger_record where ledger = $1 order by seq desc limit 1) r where h.ledger = $1`,
      [ledger],
    );

  return {
    open,
    signer,
    superuser,
    append,
    async make(ledger, size) {
      await writeRows(database, schema, exampleLedger(ledger));
      await append(ledger, size - 1);
    },
    async start(before) {
      const dir = before ?? (await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-kept-')));
      folders.push(dir);
      const logged: string[] = [];
      const log = (message: string) => void logged.push(message);
      const folder = await CheckpointFolder.open(dir, () => signer);
      const newest = (ledger: string) => folder.newest(ledger);
      const trees = new LedgerTrees(database, newest);
      const identity = new LedgerIdentity({ database, newest, open: (note) => signer.open(note) });
      const checkpoints = new Checkpoints({ database, trees, folder, signer, identity });
      const verifications = new Verifications({
        database,
        now: () => new Date(),
        log,
        checkpoints: {
          kept: (ledger) => folder.kept(ledger),
          newest,
          newestEpoch: (organizationId) => folder.newestEpoch(organizationId),
          ledgers: () => folder.ledgers(),
          checkIdentity: (ledger) => identity.check(ledger),
        },
        seal: (sealing) => sealLedger({ ledger: committer, log }, database, sealing),
      });
      const onSuspect = async (ledger: string, known: KeptCheckpoint | null) => {
        await verifications.verifyTail({ organizationId: parseLedgerName(ledger).organizationId, ledger }, known);
      };
      const held = await openLedgers(database);
      const keeper = new CheckpointKeeper({ folder, database, trees, checkpoints, held, onSuspect, log });
      return { path: dir, folder, trees, checkpoints, verifications, keeper, logged };
    },
    async rewrite(ledger, from) {
      const rows = await superuser('select seq::int, entry from ledger_record where ledger = $1 order by seq', [
        ledger,
      ]);
      let prev = '';
      for (const { seq, entry } of rows as { seq: number; entry: string }[]) {
        const linked = seq > from ? entry.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`) : entry;
        const text = seq === from ? linked.replace('done', 'gone') : linked;
        prev = hashEntry(text);
        await superuser('update ledger_record set entry = $3, hash = $4 where ledger = $1 and seq = $2', [
          ledger,
          seq,
          text,
          prev,
        ]);
      }
      await moveHead(ledger);
    },
    async cut(ledger, from) {
      await superuser('delete from ledger_record where ledger = $1 and seq >= $2', [ledger, from]);
      await moveHead(ledger);
    },
    async sealOf(ledger) {
      const [row] = await superuser(
        'select sealed_because as because, sealed_verdict as verdict from ledger_head where ledger = $1 and sealed_at is not null',
        [ledger],
      );
      return (row as { because: string; verdict: Record<string, unknown> } | undefined) ?? null;
    },
    async close() {
      await committer.drain();
      await open.close();
      await Promise.all(folders.map((folder) => fs.rm(folder, { recursive: true, force: true })));
    },
  };
}
