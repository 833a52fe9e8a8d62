import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelRows, shownBins } from './decision-bins.ts';
import { peakOf, stackOf, stepArea, stepLine } from './depth-stack.ts';
import { countTicks, linearScale, pieceScale, spread, timeTicks } from './scale.ts';

describe('the axes of plots', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [23, [0, 10, 20, 30]],
    [42, [0, 20, 40, 60]],
    [71, [0, 20, 40, 60, 80]],
  ])('count up to %i in whole and round numbers', (most, ticks) => {
    expect(countTicks(most)).toEqual(ticks);
  });

  it('reach the highest mark with few lines, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), (most) => {
        const ticks = countTicks(most);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('stand where their values are: evenly, or piece by piece', () => {
    const y = linearScale([0, 10], [100, 0]);
    expect([0, 5, 10].map(y)).toEqual([100, 50, 0]);
    expect(linearScale([3, 3], [7, 9])(3)).toBe(7);
    const x = pieceScale([0, 60, 120, 600], [0, 400]);
    expect([0, 30, 60, 360, 599, 600, 9_999].map((value) => Math.round(x(value)))).toEqual([
      0, 50, 100, 250, 300, 350, 350,
    ]);
  });

  it('name as many moments as have room', () => {
    const day = 86_400_000;
    expect(timeTicks(0, 30 * day, 5)).toEqual([0, 7, 14, 21, 28].map((days) => days * day));
    expect(timeTicks(0, day, 6)).toHaveLength(5);
  });

  it('keep names apart, each as near to its band as the others let it', () => {
    expect(spread([50, 52, 54], 20, [0, 300])).toEqual([50, 70, 90]);
    expect(spread([290, 295, 300], 20, [0, 300])).toEqual([260, 280, 300]);
    expect(spread([10, 100], 20, [0, 300])).toEqual([10, 100]);
  });
});

describe('the stack of the queue', () => {
  const moments = ['2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', '2026-05-03T00:00:00Z'];
  const profile = (id: string, ...depths: number[]) => ({ trustProfileId: id, trustProfileName: id, depths });
  const depthOf = (...profiles: ReturnType<typeof profile>[]) => ({ moments, profiles, pastEscalation: [0, 0, 0] });

  it('has those that waited most at the bottom, each upon those before it', () => {
    const bands = stackOf(depthOf(profile('few', 0, 1, 0), profile('many', 2, 3, 1)));
    expect(bands.map(({ name, below, above }) => ({ name, below, above }))).toEqual([
      { name: 'many', below: [0, 0, 0], above: [2, 3, 1] },
      { name: 'few', below: [2, 3, 1], above: [2, 4, 1] },
    ]);
    expect(peakOf(bands)).toEqual({ index: 1, depth: 4 });
    expect(peakOf(stackOf(depthOf()))).toBeNull();
  });

  it('shows the rest as one where there are more than can be told apart, and loses none', () => {
    const profiles = ['a', 'b', 'c', 'd', 'e'].map((id, index) => profile(id, 5 - index, 0, 1));
    const bands = stackOf(depthOf(...profiles));
    expect(bands.map(({ name, profileId }) => [name, profileId])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
      ['2 others', null],
    ]);
    expect(bands.at(-1)?.above).toEqual([15, 0, 5]);
  });

  it('is drawn in steps that hold each depth up to its moment', () => {
    const y = (depth: number) => 10 - depth;
    expect(stepLine([0, 5, 9], [1, 2, 0], y)).toBe('M0.0,9.0V8.0H5.0V10.0H9.0');
    expect(stepArea([0, 5, 9], { above: [1, 2, 0], below: [0, 0, 0] }, y)).toBe(
      'M0.0,9.0V8.0H5.0V10.0H9.0V10.0H5.0V10.0H0.0V10.0Z',
    );
  });
});

describe('the times to decision', () => {
  const bins = Array.from({ length: 17 }, (_, index) => ({
    fromSeconds: index * 600,
    toSeconds: index === 16 ? null : (index + 1) * 600,
    decided: index === 3 ? 1 : 0,
    pastEscalation: 0,
  }));

  it('are shown as far as anything was decided, the escalation and somewhat past it', () => {
    expect(shownBins({ bins, escalationSeconds: null })).toHaveLength(10);
    expect(shownBins({ bins, escalationSeconds: 12 * 600 })).toHaveLength(15);
    const late = bins.map((bin, index) => ({ ...bin, decided: index === 16 ? 1 : 0 }));
    expect(shownBins({ bins: late, escalationSeconds: null })).toHaveLength(17);
  });

  it('have no words over words, wherever their lines stand', () => {
    const place = fc.integer({ min: 30, max: 600 });
    fc.assert(
      fc.property(place, place, place, (late, p50, p90) => {
        const placed = labelRows(
          [
            { key: 'late', x: late, strong: 'past escalation at 4 h, 20', words: '', side: 'start' },
            { key: 'p50', x: p50, strong: 'p50', words: '41 min', side: 'end' },
            { key: 'p90', x: p90, strong: 'p90', words: '2 h 46 m', side: 'end' },
          ],
          [0, 608],
        );
        for (const one of placed) {
          expect(one.from).toBeGreaterThanOrEqual(0);
          for (const two of placed) {
            if (one.key < two.key && one.row === two.row) expect(one.to <= two.from || two.to <= one.from).toBe(true);
          }
        }
      }),
    );
  });
});
