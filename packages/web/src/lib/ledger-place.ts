/** What an organization's records carry as `org`: its id, with `/n` from the second epoch of its ledger on. */
export function ledgerName(organizationId: string, epoch: number): string {
  return epoch === 1 ? organizationId : `${organizationId}/${epoch}`;
}

/**
 * The place of the newest record of a ledger, as the live feed takes it; null where it has none. What the feed itself
 * tells of places is opaque: the last that came is kept as it came.
 */
export function placeOfNewest(chain: { readonly epoch: number; readonly size: string }): string | null {
  if (!/^[1-9]\d*$/.test(chain.size)) return null;
  const newest = String(BigInt(chain.size) - 1n);
  return chain.epoch === 1 ? newest : `${chain.epoch}/${newest}`;
}
