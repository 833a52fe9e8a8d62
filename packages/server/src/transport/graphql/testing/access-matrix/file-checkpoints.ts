import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type OpenCheckpoints, openCheckpoints } from '../../../../boot/open-checkpoints.ts';
import type { Database } from '../../../../store/database.ts';

/** Checkpoints in a folder of their own. */
export async function fileCheckpoints(database: Database): Promise<{ open: OpenCheckpoints; remove(): Promise<void> }> {
  const dataFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-matrix-'));
  const checkpointFolder = path.join(dataFolder, 'checkpoints');
  return {
    open: await openCheckpoints({ dataFolder, checkpointFolder, checkpointKeyFile: null }, database),
    remove: () => fs.rm(dataFolder, { recursive: true }),
  };
}
