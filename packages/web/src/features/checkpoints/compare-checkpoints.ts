import { isConsistent } from '../../lib/ledger/merkle.ts';
import { formatCount } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';

/** What of a checkpoint is compared. */
export interface Compared {
  /** Decimal. */
  readonly size: string;
  /** Lower-case hex. */
  readonly root: string;
  /** Whether a key of the ledger signed it; null where this browser cannot tell. */
  readonly isSigned: boolean | null;
}

export interface Comparison {
  readonly state: 'pass' | 'warn' | 'fail';
  readonly title: string;
  readonly detail: string;
}

/** What a proof says of two checkpoints: `hashes` as the server gave them, believed only as far as they lead to both roots. */
export function comparisonOf(earlier: Compared, later: Compared, hashes: readonly string[]): Comparison {
  const [from, to] = [formatCount(earlier.size), formatCount(later.size)];
  const claim = { from: Number(earlier.size), to: Number(later.size), fromRoot: earlier.root, toRoot: later.root };
  if (earlier.isSigned === false || later.isSigned === false) {
    return {
      state: 'fail',
      title: 'One of the two was not signed by this ledger',
      detail: `The checkpoint of ${earlier.isSigned === false ? from : to} records has a wrong signature.`,
    };
  }
  if (!isConsistent({ ...claim, proof: hashes })) {
    return {
      state: 'fail',
      title: `The ledger of ${to} does not continue the one of ${from}`,
      detail:
        'No proof leads to both roots: what the earlier checkpoint signed was changed, cut off or rewritten since.',
    };
  }
  const proof = `Proven in this browser by ${count(hashes.length, 'hash', 'hashes')}: the first ${from} of ${to} records are the same.`;
  if (earlier.isSigned === null || later.isSigned === null)
    return {
      state: 'warn',
      title: `${to} continues ${from}`,
      detail: `${proof} Who signed the two could not be checked here.`,
    };
  return { state: 'pass', title: `${to} continues ${from}, unchanged`, detail: `${proof} Both signatures are right.` };
}
