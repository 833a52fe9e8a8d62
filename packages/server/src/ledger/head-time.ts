import type { ChainBreak, ChainVerifier } from '../domain/chain.ts';

/** The head's time is the last record's: what is committed next must not be dated before it. */
export function checkHeadTime(chain: ChainVerifier, headTs: Date): ChainBreak | null {
  const { ts } = chain.position();
  const found = headTs.toISOString();
  if (chain.size === 0 || ts === found) return null;
  return {
    seq: chain.size - 1,
    what: 'state edited',
    explanation: `The head of the ledger is dated ${found}, its last record ${ts}.`,
    expected: ts,
    found,
  };
}
