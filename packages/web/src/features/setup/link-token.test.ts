import { describe, expect, it } from 'vitest';
import { tokenOf } from './link-token.ts';

describe('the token of a link', () => {
  it('is read from behind the #', () => {
    expect(tokenOf('#token=csi_abc-_1')).toBe('csi_abc-_1');
    expect(tokenOf('#from=mail&token=csi_abc%20')).toBe('csi_abc');
  });

  it('cannot be empty or named otherwise', () => {
    expect(tokenOf('')).toBeNull();
    expect(tokenOf('#token=')).toBeNull();
    expect(tokenOf('#csi_abc')).toBeNull();
  });
});
