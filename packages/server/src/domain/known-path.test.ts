import { describe, expect, it } from 'vitest';
import { knownPathOf } from './known-path.ts';

describe('the known path of a certificate', () => {
  it('is the organization’s slug and the first name', () => {
    expect(knownPathOf('corp', 'api.corp.example')).toBe('corp/api.corp.example');
  });

  it('has no asterisk, which shells would take for something else', () => {
    expect(knownPathOf('corp', '*.corp.example')).toBe('corp/_wildcard.corp.example');
  });
});
