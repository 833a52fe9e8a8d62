import type { MatchNamesQuery } from '../../gql/generated/graphql.ts';

type Match = MatchNamesQuery['matchTrustProfile'];

export interface NameVerdict {
  readonly name: string;
  /** `checking` until the server has answered for it. */
  readonly state: 'pass' | 'fail' | 'checking';
  readonly why: string | null;
  readonly pattern: string | null;
  readonly profile: string | null;
}

/**
 * What the server says of each name. It answers by A-label in the order asked; a name that it cannot read at all it refuses
 * by its place in the list.
 */
export function nameVerdicts(names: readonly string[], match: Match | null): NameVerdict[] {
  const unreadable = match?.userErrors.some(({ field }) => field?.[0] === 'domains' && field[1] !== undefined) === true;
  const byName = new Map(match?.explanations.map((explanation) => [explanation.domain, explanation]));
  return names.map((name, index) => {
    const explanation = byName.get(name);
    if (explanation) {
      const { matched, why, pattern, trustProfile } = explanation;
      return {
        name,
        state: matched ? 'pass' : 'fail',
        why,
        pattern: pattern ?? null,
        profile: trustProfile?.name ?? null,
      };
    }
    const refused = match?.userErrors.find(({ field }) => field?.[0] === 'domains' && field[1] === String(index));
    const waits = unreadable ? 'Checked once every name can be read.' : null;
    return {
      name,
      state: refused ? 'fail' : 'checking',
      why: refused?.message ?? waits,
      pattern: null,
      profile: null,
    };
  });
}
