import { expect, test } from 'vitest';
import { hoursInWords, timeSteps, timesInWords } from './times-line.ts';

test('steps stand in their order, never so near that their labels meet, and the last one at the end', () => {
  const steps = timeSteps({ warn: 1, escalate: 2, expire: 720 }) ?? [];
  expect(steps.map(({ kind }) => kind)).toEqual(['asked', 'warn', 'escalate', 'expire']);
  const places = steps.map(({ at }) => at);
  for (const [index, place] of places.slice(1).entries()) {
    expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(26);
  }
  expect(places.at(-1)).toBe(100);
  const late = timeSteps({ warn: 700, escalate: 710, expire: 720 })?.map(({ at }) => at);
  expect(late?.[3]).toBe(100);
  expect((late?.[2] ?? 100) - (late?.[1] ?? 0)).toBeGreaterThanOrEqual(26);
});

test('where nothing ends the waiting the line goes on behind the last step', () => {
  expect(timeSteps({ warn: null, escalate: 4, expire: null })?.at(-1)).toMatchObject({ kind: 'escalate', at: 82 });
  expect(timeSteps({ warn: null, escalate: null, expire: null })).toEqual([{ kind: 'asked', hours: 0, at: 0 }]);
});

test('an order that makes no sense is no picture', () => {
  expect(timeSteps({ warn: 4, escalate: 2, expire: null })).toBeNull();
  expect(timeSteps({ warn: 4, escalate: 4, expire: 5 })).toBeNull();
});

test('the picture is told in a sentence, too', () => {
  expect(timesInWords({ warn: 2, escalate: 4, expire: 72 })).toBe(
    'A request that nobody decides reminds those who can decide after 2 h, escalates after 4 h, expires after 3 d.',
  );
  expect(timesInWords({ warn: null, escalate: null, expire: null })).toMatch(/waits until somebody decides/);
  expect(hoursInWords(60)).toBe('2 d 12 h');
});
