import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { ruleName } from '../../lib/request-words.ts';
import { inWords } from '../../lib/words.ts';
import type { Check } from '../../ui/verdict-strip.tsx';

const STATES = { PASS: 'pass', WARN: 'warn', FAIL: 'fail' } as const;

export function checksOf(request: RequestDetailFragment): Check[] {
  return request.policyChecks.map(({ kind, rule, outcome, explanation }) => ({
    isSignal: kind === 'SIGNAL',
    rule: ruleName(rule),
    state: STATES[outcome],
    explanation,
  }));
}

/** What policy says, in one sentence. */
export function verdictOf(
  request: RequestDetailFragment,
  checks: readonly Check[],
): { state: Check['state']; words: string } {
  const profile = `${request.trustProfile.name} v${request.trustProfile.version}`;
  const failing = checks.filter(({ state }) => state === 'fail').length;
  if (failing > 0) return { state: 'fail', words: `Does not fit ${profile} any more` };
  const warnings = checks.filter(({ state }) => state === 'warn').length;
  if (warnings === 0) return { state: 'pass', words: `Fits ${profile}` };
  return {
    state: 'warn',
    words: `Fits ${profile}, with ${inWords(warnings)} ${warnings === 1 ? 'thing' : 'things'} to check`,
  };
}
