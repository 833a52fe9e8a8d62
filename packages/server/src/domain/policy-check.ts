export const CHECK_OUTCOMES = ['FAIL', 'WARN', 'PASS'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** A rule of the profile, which can fail; or a fact that is worth a look, which never does. */
export const POLICY_CHECK_KINDS = ['RULE', 'SIGNAL'] as const;
export type PolicyCheckKind = (typeof POLICY_CHECK_KINDS)[number];

export const POLICY_RULES = [
  'profile',
  'names',
  'wildcard',
  'environment',
  'requester',
  'justification',
  'key',
  'validity',
  'use',
  'authority',
] as const;
export type PolicyRule = (typeof POLICY_RULES)[number];

export const RISK_SIGNALS = [
  'previous certificate',
  'names changed',
  'key changed',
  'key reused',
  'wildcard name',
  'production',
  'hour',
] as const;
export type RiskSignal = (typeof RISK_SIGNALS)[number];

/** What was looked at, how it went, and why, for whoever decides. */
export interface PolicyCheck {
  readonly kind: PolicyCheckKind;
  readonly rule: PolicyRule | RiskSignal;
  readonly outcome: CheckOutcome;
  readonly explanation: string;
}

export function rule(name: PolicyRule, outcome: CheckOutcome, explanation: string): PolicyCheck {
  return { kind: 'RULE', rule: name, outcome, explanation };
}

/** A signal advises: there is none that fails. */
export function signal(name: RiskSignal, outcome: 'WARN' | 'PASS', explanation: string): PolicyCheck {
  return { kind: 'SIGNAL', rule: name, outcome, explanation };
}
