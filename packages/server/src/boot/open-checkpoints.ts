import path from 'node:path';
import type { Config } from '../config.ts';
import { CheckpointFolder } from '../ledger/checkpoint-folder.ts';
import { CheckpointHistory } from '../ledger/checkpoint-history.ts';
import { type CheckpointSigner, loadCheckpointSigner } from '../ledger/checkpoint-key.ts';
import { Checkpoints } from '../ledger/checkpoints.ts';
import { LedgerIdentity } from '../ledger/ledger-identity.ts';
import { LedgerTrees } from '../ledger/trees.ts';
import type { KeptCheckpoints } from '../ledger/verify-organization.ts';
import type { Database } from '../store/database.ts';

/** What signs checkpoints, and what is kept of them outside the database. */
export interface OpenCheckpoints {
  readonly signer: CheckpointSigner;
  readonly folder: CheckpointFolder;
  readonly history: CheckpointHistory;
  readonly trees: LedgerTrees;
  readonly identity: LedgerIdentity;
  readonly checkpoints: Checkpoints;
}

type CheckpointConfig = Pick<Config, 'dataFolder' | 'checkpointFolder' | 'checkpointKeyFile'>;

export function checkpointKeyFile(config: Pick<Config, 'dataFolder' | 'checkpointKeyFile'>): string {
  return config.checkpointKeyFile ?? path.join(config.dataFolder, 'keys', 'checkpoint-key.pem');
}

/** Throws where the folder holds a checkpoint that this installation's keys did not sign. */
export async function openCheckpoints(config: CheckpointConfig, database: Database): Promise<OpenCheckpoints> {
  const signer = loadCheckpointSigner(checkpointKeyFile(config));
  const folder = await CheckpointFolder.open(config.checkpointFolder, () => signer);
  const history = new CheckpointHistory(config.checkpointFolder);
  const trees = new LedgerTrees(database, (ledger) => folder.newest(ledger));
  const identity = new LedgerIdentity({
    database,
    newest: (ledger) => folder.newest(ledger),
    open: (note) => signer.open(note),
  });
  const checkpoints = new Checkpoints({ database, trees, folder, signer, identity });
  return { signer, folder, history, trees, identity, checkpoints };
}

/** What a verification holds ledgers to. */
export function keptBy(
  folder: CheckpointFolder,
  identity: LedgerIdentity,
): KeptCheckpoints & Pick<CheckpointFolder, 'newest'> {
  return {
    kept: (ledger) => folder.kept(ledger),
    newest: (ledger) => folder.newest(ledger),
    newestEpoch: (organizationId) => folder.newestEpoch(organizationId),
    ledgers: () => folder.ledgers(),
    checkIdentity: (ledger) => identity.check(ledger),
  };
}
