import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from '../error-code.ts';

/** Another process owns the data folder. The message is for the operator and says what to do. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';

  constructor(dataFolder: string, owner: string) {
    super(
      `The data folder ${dataFolder} is in use by another Countersign server${owner === '' ? '' : ` (process ${owner})`}. ` +
        'Stop that one, give this one a folder of its own with COUNTERSIGN_DATA_DIR, ' +
        'or let several servers share one PostgreSQL with DATABASE_URL.',
    );
  }
}

export interface DataFolderLock {
  /** Safe to call again. */
  release(): void;
}

/** open(2) on macOS: take flock(2)'s exclusive lock together with the file. Node has no name for it. */
const DARWIN_O_EXLOCK = 0x20;

/**
 * Makes this process the only owner of a data folder until it releases the lock or dies, however it dies: the lock is
 * the kernel's, on an open file. The file itself stays and means nothing. Throws DataFolderInUse.
 */
export function lockDataFolder(dataFolder: string): DataFolderLock {
  const file = path.join(dataFolder, 'server.lock');
  const flags = fs.constants.O_RDWR | fs.constants.O_CREAT;
  const descriptor = process.platform === 'darwin' ? openLockedOnDarwin(file, flags) : openLockedOnLinux(file, flags);
  if (descriptor === null) throw new DataFolderInUse(dataFolder, readOwner(file));

  fs.ftruncateSync(descriptor);
  fs.writeSync(descriptor, `${process.pid}\n`, 0);
  let held = true;
  return {
    release() {
      if (held) fs.closeSync(descriptor);
      held = false;
    },
  };
}

/** flock(1) locks the open file that it inherits from this process; the lock stays here when that command ends. */
function openLockedOnLinux(file: string, flags: number): number | null {
  const descriptor = fs.openSync(file, flags, 0o600);
  const flock = spawnSync('flock', ['--exclusive', '--nonblock', '--conflict-exit-code', '75', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', descriptor],
    encoding: 'utf8',
  });
  if (flock.status === 0) return descriptor;
  fs.closeSync(descriptor);
  if (flock.status === 75) return null;
  const why = errorCode(flock.error) === 'ENOENT' ? 'the command flock is missing (install util-linux)' : flock.stderr;
  throw new Error(`Cannot lock ${file}: ${why}`);
}

function openLockedOnDarwin(file: string, flags: number): number | null {
  try {
    return fs.openSync(file, flags | DARWIN_O_EXLOCK | fs.constants.O_NONBLOCK, 0o600);
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return null;
    throw error;
  }
}

function readOwner(file: string): string {
  const owner = fs.readFileSync(file, 'utf8').trim();
  return /^\d+$/.test(owner) ? owner : '';
}
