import type { EpochPartsFragment, VerificationPartsFragment } from '../../gql/generated/graphql.ts';

type Started = Pick<VerificationPartsFragment, 'startedAt'>;
type Closed = Pick<EpochPartsFragment, 'epoch' | 'closedAt'>;

/** Which epoch of the ledger a verification was about: the one that was written when it began. */
export function epochOfVerification({ startedAt }: Started, closed: readonly Closed[], current: number): number {
  const at = Date.parse(startedAt);
  return closed.find(({ closedAt }) => at < Date.parse(closedAt))?.epoch ?? current;
}

/** The newest of what is known of verifications of the present epoch; null where none has begun in it. */
export function newestVerification<V extends Started & Pick<VerificationPartsFragment, 'state' | 'verified'>>(
  known: readonly (V | null)[],
  closed: readonly Closed[],
  current: number,
): V | null {
  let newest: V | null = null;
  for (const each of known) {
    if (each === null || epochOfVerification(each, closed, current) !== current) continue;
    if (newest === null || isNewer(each, newest)) newest = each;
  }
  return newest;
}

/** Of one verification, what has ended is newer than what runs, and what has come further than what has not. */
function isNewer<V extends Started & Pick<VerificationPartsFragment, 'state' | 'verified'>>(one: V, other: V): boolean {
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
