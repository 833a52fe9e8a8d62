import { readFileSync } from 'node:fs';
import type { ChainRecord } from '../chain.ts';

interface ChainVectors {
  readonly records: readonly ChainRecord[];
  readonly roots: readonly { readonly size: number; readonly root: string }[];
  readonly inclusion: readonly { readonly seq: number; readonly size: number; readonly proof: readonly string[] }[];
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: readonly string[] }[];
}

interface TamperedVectors {
  readonly cases: readonly {
    readonly name: string;
    readonly records: readonly ChainRecord[];
    readonly firstBroken: number | null;
    readonly checkpointSize?: number;
  }[];
}

interface CheckpointVectors {
  readonly seedHex: string;
  readonly publicKeyHex: string;
  readonly vkey: string;
  readonly checkpoints: readonly { readonly size: number; readonly rootHex: string; readonly note: string }[];
}

function readJson(name: string) {
  return JSON.parse(readFileSync(new URL(`./ledger/${name}`, import.meta.url), 'utf8'));
}

/** Made by an independent program; right where the code disagrees. */
export const chainVectors: ChainVectors = readJson('chain.json');
export const tamperedVectors: TamperedVectors = readJson('tampered.json');
export const checkpointVectors: CheckpointVectors = readJson('checkpoints.json');
export const VECTOR_LEDGER = 'org_01jd9m2c8xe7rbx5w9n4t6q3ha';
