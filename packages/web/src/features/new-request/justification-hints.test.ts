import { describe, expect, it } from 'vitest';
import { justificationHints, justificationLength } from './justification-hints.ts';

const found = (text: string): string[] => justificationHints(text).flatMap((hint) => (hint.found ? [hint.label] : []));

describe('hints for a justification', () => {
  it('find all four in a good one', () => {
    const text = 'Cut-over of the payment API on Thursday. Partners pin v1 until June. Change CHG-20418.';
    expect(found(text)).toHaveLength(4);
  });

  it('find a ticket by its key, its number or its address', () => {
    for (const ticket of ['CHG-20418', 'ticket #1234', 'https://tracker.corp.com/browse/7']) {
      expect(found(ticket), ticket).toContain('A ticket');
    }
    expect(found('COVID 19')).not.toContain('A ticket');
  });

  it('find nothing in a text that says nothing', () => {
    expect(found('please approve this')).toEqual([]);
  });

  it('count characters, not UTF-16 units, and not the space around them', () => {
    expect(justificationLength('  a😀b \n')).toBe(3);
  });
});
