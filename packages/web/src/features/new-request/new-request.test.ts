import { describe, expect, it } from 'vitest';
import { nameVerdicts } from './name-verdicts.ts';
import { parseDraft } from './use-draft.ts';
import { validityChoices } from './validity-choices.ts';

type Match = NonNullable<Parameters<typeof nameVerdicts>[1]>;

const NOBODY: Match = { trustProfile: null, approvalRequired: null, explanations: [], userErrors: [] };

describe('verdicts on names', () => {
  it('are open until the server has answered', () => {
    expect(nameVerdicts(['api.corp.com'], null)).toMatchObject([{ state: 'checking', why: null }]);
  });

  it('are what the server explains, name by name', () => {
    const explanations = [
      { domain: 'b.corp.com', matched: false, why: 'Nothing covers it.', pattern: null, trustProfile: null },
      {
        domain: 'a.corp.com',
        matched: true,
        why: 'Corp covers it.',
        pattern: '*.corp.com',
        trustProfile: { id: 'dtp_1', name: 'Corp' },
      },
    ];
    expect(nameVerdicts(['a.corp.com', 'b.corp.com'], { ...NOBODY, explanations })).toEqual([
      { name: 'a.corp.com', state: 'pass', why: 'Corp covers it.', pattern: '*.corp.com', profile: 'Corp' },
      { name: 'b.corp.com', state: 'fail', why: 'Nothing covers it.', pattern: null, profile: null },
    ]);
  });

  it('put a refusal at the name that cannot be read, and say that the others wait for it', () => {
    const userErrors = [
      { code: 'INVALID_INPUT' as const, message: 'It holds "_".', field: ['domains', '1'], changes: null },
    ];
    expect(nameVerdicts(['a.corp.com', 'b_.corp.com'], { ...NOBODY, userErrors })).toMatchObject([
      { state: 'checking', why: 'Checked once every name can be read.' },
      { state: 'fail', why: 'It holds "_".' },
    ]);
  });
});

describe('lengths of validity', () => {
  it('are the usual ones within the limit, the default and the longest marked', () => {
    const labels = validityChoices({ defaultValidityDays: 45, maxValidityDays: 90 }).map(({ label }) => label);
    expect(labels).toEqual(['7 days', '14 days', '30 days', '45 days, as usual', '60 days', '90 days, the longest']);
  });

  it('cannot be longer than the profile allows', () => {
    expect(validityChoices({ defaultValidityDays: 1, maxValidityDays: 1 })).toEqual([
      { value: '1', label: expect.any(String) },
    ]);
  });
});

describe('a draft', () => {
  it('is read as it was kept', () => {
    const draft = { names: ['a.corp.com'], environment: 'staging', justification: 'because' };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it('cannot be spoilt by what else is kept under its name', () => {
    const empty = { names: [], environment: '', justification: '' };
    for (const text of [null, '', '{', '[]', '7', '{"names":7,"environment":{}}'])
      expect(parseDraft(text)).toEqual(empty);
    expect(parseDraft('{"names":["a",7,null]}')).toEqual({ ...empty, names: ['a'] });
  });
});
