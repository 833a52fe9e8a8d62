import { type StateWrite, updateRow } from './ports.ts';

/**
 * Raises the `authority` of organizations in a commit of the platform's ledger: what is decided in them from then on is
 * decided anew. Stale where one of them moved meanwhile.
 */
export function raising(
  heads: readonly { readonly organizationId: string; readonly authority: number }[],
): StateWrite[] {
  return heads.map(({ organizationId, authority }) =>
    updateRow('LedgerHead', { organizationId }, { authority }, { authority: authority + 1 }),
  );
}
