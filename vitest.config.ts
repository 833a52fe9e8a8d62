import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const cores = availableParallelism();
const storeSetup = fileURLToPath(new URL('packages/server/src/store/testing/global-setup.ts', import.meta.url));

export default defineConfig({
  // Without the alias Vite resolves graphql to its ES build and Node to its CommonJS build: two copies,
  // whose types refuse each other ("from another module or realm").
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    // Node strips types with WebAssembly, in each thread that a test starts from a source file. V8 13.6 can crash when two
    // threads replace the same slow call out of WebAssembly by a fast one: they keep the slow ones, as they are never hot.
    execArgv: ['--wasm-wrapper-tiering-budget=2000000000'],
    // Sequence groups run one after the other, so that the heavier tests have the machine to themselves.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', '**/dist/**'],
          maxWorkers: cores,
          // Properties that are tried many times over, on a machine that has other things to do.
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: existsSync(storeSetup) ? ['packages/server/src/**/*.db.test.ts'] : [],
          globalSetup: existsSync(storeSetup) ? [storeSetup] : [],
          maxWorkers: Math.min(cores, 4),
          testTimeout: 40_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'blackbox',
          include: ['test/**/*.test.ts'],
          maxWorkers: Math.max(1, Math.floor(cores / 2)),
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
