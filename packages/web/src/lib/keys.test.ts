import { describe, expect, it } from 'vitest';
import { capsOf, KEY_GROUPS } from './keys.ts';

describe('the list of keys', () => {
  it('names no key twice, so that the sheet never says two things of one key', () => {
    const names = KEY_GROUPS.flatMap(({ keys }) => Object.keys(keys));
    expect(names.length).toBe(new Set(names).size);
  });

  it('shows a key as the keyboard calls it', () => {
    expect(capsOf('mod+k', true)).toEqual(['⌘', 'K']);
    expect(capsOf('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(capsOf('g q', false)).toEqual(['g', 'q']);
    expect(capsOf('?', false)).toEqual(['?']);
  });
});
