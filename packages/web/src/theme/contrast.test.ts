import { describe, expect, it } from 'vitest';
import { contrastRatio } from './contrast.ts';
import { color, contrast } from './tokens.json';

describe('contrast', () => {
  it('is 21 between black and white, and 1 between equals', () => {
    expect(contrastRatio('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrastRatio('#3C49C6', '#3C49C6')).toBe(1);
  });

  for (const scheme of ['light', 'dark'] as const) {
    const roles: Record<string, string> = color[scheme];
    for (const [pair, stated] of Object.entries(contrast[scheme])) {
      const [above = '', ground = ''] = pair.split(' on ');
      const isText = /^(text(-[23])?|accent-text|on-accent|pass|warn|fail)$/.test(above);
      it(`${scheme}: ${pair} is ${isText ? '4.5' : '3'} or more`, () => {
        const ratio = contrastRatio(roles[above] ?? '', roles[ground] ?? '');
        expect(ratio).toBeCloseTo(stated, 1);
        expect(ratio).toBeGreaterThanOrEqual(isText ? 4.5 : 3);
      });
    }

    it(`${scheme}: text-3, the faintest text, holds 4.5 on every ground text stands on`, () => {
      for (const ground of ['surface', 'canvas', 'sunken', 'hover', 'raised', 'accent-tint']) {
        expect(contrastRatio(roles['text-3'] ?? '', roles[ground] ?? ''), ground).toBeGreaterThanOrEqual(4.5);
      }
    });
  }
});
