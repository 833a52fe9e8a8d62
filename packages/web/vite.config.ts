import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { documents } from './build/documents.ts';

const server = process.env.COUNTERSIGN_WEB_PROXY ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [documents(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    // Nothing as a data: address: the content security policy names 'self' alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/ledger': server,
      '^/approvals/[^/]+/evidence$': server,
      '^/insights/[^/]+/figures.csv': server,
    },
  },
});
