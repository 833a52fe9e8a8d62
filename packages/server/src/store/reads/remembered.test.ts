import { describe, expect, it } from 'vitest';
import { remembered } from './remembered.ts';

/** A table whose reads are counted. */
function countedReads(rows: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const read = async (name: string) => {
    asked.push(name);
    if (name === 'broken') throw new Error('the connection broke');
    return rows[name] ?? null;
  };
  return { asked, read };
}

describe('what is remembered', () => {
  it('is read once, also for those who ask at the same time', async () => {
    const { asked, read } = countedReads({ a: 'A' });
    const known = remembered(2, read);
    expect(await Promise.all([known('a'), known('a')])).toEqual(['A', 'A']);
    expect(await known('a')).toBe('A');
    expect(asked).toEqual(['a']);
  });

  it('is not that something is missing, nor that a read failed', async () => {
    const { asked, read } = countedReads({});
    const known = remembered(2, read);
    expect([await known('late'), await known('late')]).toEqual([null, null]);
    await expect(known('broken')).rejects.toThrow('broke');
    await expect(known('broken')).rejects.toThrow('broke');
    expect(asked).toEqual(['late', 'late', 'broken', 'broken']);
  });

  it('is at most so much: what was not asked for longest is read again', async () => {
    const { asked, read } = countedReads({ a: 'A', b: 'B', c: 'C' });
    const known = remembered(2, read);
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await known(name);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });
});
