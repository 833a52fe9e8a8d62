import { describe, expect, it } from 'vitest';
import { beforeWords, binWords, edgeWords, rangeWords, timeWords } from './insight-words.ts';

const NOW = new Date('2026-05-12T00:30:00.000Z');

describe('the words of insights', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [2_460, '41 min'],
    [9_960, '2 h 46 m'],
    [7_200, '2 h'],
    [97_200, '1 d 3 h'],
    [604_800, '7 d'],
  ])('say %d seconds as %s', (seconds, words) => {
    expect(timeWords(seconds)).toBe(words);
  });

  it('leave the unit of the time before away where it is the same', () => {
    expect(beforeWords(2_820, 2_460)).toBe('47 before');
    expect(beforeWords(13_200, 9_960)).toBe('3 h 40 m before');
    expect(beforeWords(null, 9_960)).toBe('none before');
    expect(beforeWords(60, null)).toBe('1 min before');
  });

  it('say a bin by its edges, and the last by where it begins', () => {
    expect(binWords(0, 300)).toBe('under 5 min');
    expect(binWords(3_600, 5_400)).toBe('1 h to 1 h 30 m');
    expect(binWords(604_800, null)).toBe('7 d or longer');
  });

  it('name edges as shortly as they can be read', () => {
    const edges = [
      0, 300, 600, 1_200, 1_800, 2_700, 3_600, 5_400, 7_200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400,
    ];
    expect(edges.map(edgeWords).join(' | ')).toBe(
      '0 | 5 m | 10 | 20 | 30 | 45 | 1 h | 1½ | 2 h | 3 | 4 h | 6 | 8 h | 12 | 24 h',
    );
  });

  it('name days in UTC, with the year only where it is another', () => {
    expect(rangeWords('2026-04-12', '2026-05-12', NOW)).toBe('12 Apr to 12 May');
    expect(rangeWords('2025-12-31', '2026-01-01', NOW)).toBe('31 Dec 2025 to 1 Jan');
    expect(rangeWords('2026-05-01', '2026-05-01', NOW)).toBe('1 May');
  });
});
