import type { ChainPosition, KeptCheckpoint } from '../domain/chain.ts';
import { CompactTree } from '../domain/merkle.ts';

const HASH = /^[0-9a-f]{64}$/;

/** One line of JSON. */
export function renderPosition({ headHash, ts, tree }: ChainPosition): string {
  return `${JSON.stringify({ size: tree.size, headHash, ts, subtrees: tree.hashes })}\n`;
}

/** Null where it does not make the root that was signed at this size: then it is of another moment, or was edited. */
export function parsePosition(text: string, signed: KeptCheckpoint): ChainPosition | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isPosition(value) || value.size !== signed.size) return null;
    const tree = { size: value.size, hashes: value.subtrees };
    if (CompactTree.restore(tree).root() !== signed.rootHex) return null;
    return { headHash: value.headHash, ts: value.ts, tree };
  } catch {
    return null;
  }
}

interface FiledPosition {
  readonly size: number;
  readonly headHash: string;
  readonly ts: string;
  readonly subtrees: readonly string[];
}

function isPosition(value: unknown): value is FiledPosition {
  if (typeof value !== 'object' || value === null) return false;
  const { size, headHash, ts, subtrees } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(size) &&
    typeof ts === 'string' &&
    typeof headHash === 'string' &&
    HASH.test(headHash) &&
    Array.isArray(subtrees) &&
    subtrees.every((hash) => typeof hash === 'string' && HASH.test(hash))
  );
}
