import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} path relative to the repository's root, with `/` */
export function at(path) {
  return join(root, path);
}

/** @param {string} path relative to the repository's root, with `/` */
export function present(path) {
  return existsSync(at(path));
}

/** Commands of installed packages, started through their JavaScript entry: no shell, the same on every platform. */
export const entry = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  tsc: 'node_modules/typescript/bin/tsc',
  tsx: 'node_modules/tsx/dist/loader.mjs',
  vitest: 'node_modules/vitest/vitest.mjs',
  vite: 'node_modules/vite/bin/vite.js',
  pnpm: 'toolchain/node_modules/pnpm/bin/pnpm.mjs',
};

/** The environment of everything started under `node`. @param {string} node @returns {NodeJS.ProcessEnv} */
export function environmentFor(node) {
  const pathKey = Object.keys(process.env).find((key) => key.toLowerCase() === 'path') ?? 'PATH';
  return {
    // Node.js from npm knows only its own certificate authorities, not those that this machine trusts.
    NODE_USE_SYSTEM_CA: '1',
    ...process.env,
    [pathKey]: [dirname(node), at('node_modules/.bin'), process.env[pathKey]].filter(Boolean).join(delimiter),
  };
}
