import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { at } from './places.mjs';

const SKIPPED = new Set(['node_modules', 'dist']);

/** SHA-256 over the named files and folders (names and contents), and the platform. @param {readonly string[]} paths */
export function hashOf(paths) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  /** @param {string} path */
  const add = (path) => {
    const stats = statSync(at(path), { throwIfNoEntry: false });
    if (!stats) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(at(path)).sort()) if (!SKIPPED.has(name)) add(`${path}/${name}`);
    } else if (stats.isFile()) {
      hash.update(`\0${path}\0${stats.size}\0`).update(readFileSync(at(path)));
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** A stamp lies inside the output that it vouches for, so that both are deleted together. @param {string} file @param {string} hash */
export function isStamped(file, hash) {
  return existsSync(at(file)) && readFileSync(at(file), 'utf8') === hash;
}

/** @param {string} file @param {string} hash */
export function stamp(file, hash) {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), hash);
}
