import { expect, it } from 'vitest';
import { textSegments } from './text-links.ts';

it('finds addresses and leaves the full stop behind them to the sentence', () => {
  expect(textSegments('See https://tickets.example/CHG-1. Thanks')).toEqual([
    { text: 'See ', href: null },
    { text: 'https://tickets.example/CHG-1', href: 'https://tickets.example/CHG-1' },
    { text: '. Thanks', href: null },
  ]);
});

it('cannot be made to link a script', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', '<a href="x">y</a>']) {
    expect(textSegments(text).every((segment) => segment.href === null)).toBe(true);
  }
});

it('keeps every character of the text', () => {
  const text = 'a http://x.example/?q=1), b https:// c';
  expect(
    textSegments(text)
      .map((segment) => segment.text)
      .join(''),
  ).toBe(text);
});
