import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';

type Known = Pick<VerificationPartsFragment, 'epoch' | 'startedAt' | 'state' | 'verified'>;

/** The newest of what is known of verifications of the present epoch; null where none has begun in it. */
export function newestVerification<V extends Known>(known: readonly (V | null)[], epoch: number): V | null {
  let newest: V | null = null;
  for (const each of known) {
    if (each === null || each.epoch !== epoch) continue;
    if (newest === null || isNewer(each, newest)) newest = each;
  }
  return newest;
}

/** Of one verification, what has ended is newer than what runs, and what has come further than what has not. */
function isNewer(one: Known, other: Known): boolean {
  if (one.startedAt !== other.startedAt) return Date.parse(one.startedAt) > Date.parse(other.startedAt);
  if (other.state !== 'RUNNING') return false;
  return one.state !== 'RUNNING' || BigInt(one.verified) > BigInt(other.verified);
}

/** How many records of its own epoch were right; it counts those of closed epochs among what it verified. */
export function ownRecordsOf({
  verified,
  closedEpochs,
}: Pick<VerificationPartsFragment, 'verified' | 'closedEpochs'>): bigint {
  return closedEpochs.reduce((rest, { size }) => rest - BigInt(size), BigInt(verified));
}
