import type { ReplayEffect, ReplayProfileQuery } from '../../gql/generated/graphql.ts';
import { count } from '../../lib/words.ts';
import type { State } from '../../ui/state-mark.tsx';

export type Replay = NonNullable<ReplayProfileQuery['replayTrustProfile']['replay']>;
export type Differing = Replay['differing'][number];

interface EffectWords {
  /** Said of some requests: `3 would be refused`. */
  readonly many: string;
  readonly state: State;
}

/** How a request would fare otherwise; what is refused comes first. */
export const EFFECTS: Readonly<Record<ReplayEffect, EffectWords>> = {
  REFUSED: { many: 'would be refused', state: 'fail' },
  APPROVAL_DROPPED: { many: 'would need no approval', state: 'warn' },
  FEWER_APPROVALS: { many: 'would need fewer approvals', state: 'warn' },
  ANOTHER_PROFILE: { many: 'would match another profile', state: 'warn' },
  ACCEPTED: { many: 'would now be taken', state: 'warn' },
  APPROVAL_ADDED: { many: 'would need approval', state: 'open' },
  MORE_APPROVALS: { many: 'would need more approvals', state: 'open' },
};
const ORDER = Object.keys(EFFECTS);
const isEffect = (name: string): name is ReplayEffect => name in EFFECTS;

export interface Share {
  readonly effect: ReplayEffect;
  readonly count: number;
}

/** The effects that occur, worst first. */
export function sharesOf(counts: readonly Share[]): readonly Share[] {
  return ORDER.flatMap((effect) => {
    const found = isEffect(effect) ? counts.find((one) => one.effect === effect) : undefined;
    return found !== undefined && found.count > 0 ? [found] : [];
  });
}

/** The picture's parts: each changed request once, by the worst that befalls it, and the rest that stays. */
export function barOf(replay: Pick<Replay, 'replayed' | 'changed' | 'differing'>) {
  const byWorst = new Map<ReplayEffect, number>();
  for (const { effects } of replay.differing) {
    const worst = ORDER.find((effect) => isEffect(effect) && effects.includes(effect));
    if (worst !== undefined && isEffect(worst)) byWorst.set(worst, (byWorst.get(worst) ?? 0) + 1);
  }
  const parts = ORDER.flatMap((effect) => {
    const size = isEffect(effect) ? byWorst.get(effect) : undefined;
    return isEffect(effect) && size !== undefined ? [{ effect, size }] : [];
  });
  // What differs beyond those that are listed is drawn, too.
  const listed = parts.reduce((sum, { size }) => sum + size, 0);
  return { parts, unlisted: Math.max(0, replay.changed - listed), same: replay.replayed - replay.changed };
}

export function verdictWords({ trustProfileName, refusal, approvals }: Differing['before']): string {
  if (refusal !== null && refusal !== undefined) return `Refused: ${refusal}`;
  const needs = approvals ? count(approvals, 'approval') : 'no approval';
  return `${trustProfileName ?? ''}, ${needs}`;
}
