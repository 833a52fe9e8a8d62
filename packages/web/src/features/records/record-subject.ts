import type { LedgerEntry } from '../../lib/ledger-entry.ts';

/** The request that a record is about: as its subject, or as what its certificate or key belongs to. */
export function requestOf(subjectId: string | null, entry: LedgerEntry | null): string | null {
  const named = [subjectId, entry?.detail.request];
  const found = named.find((id) => typeof id === 'string' && /^apr_[0-9a-z]{26}$/.test(id));
  return typeof found === 'string' ? found : null;
}
