import { describe, expect, it } from 'vitest';
import { GivingWay } from './give-way.ts';

describe('a thread that gives way to commits', () => {
  const make = () => {
    const commits = new Int32Array(new SharedArrayBuffer(4));
    const rests: number[] = [];
    return { commits, rests, way: new GivingWay(commits, (milliseconds) => void rests.push(milliseconds)) };
  };

  it('goes on at full speed while nothing is committed', () => {
    const { rests, way } = make();
    for (let spell = 0; spell < 100; spell += 1) way.afterWork(3);
    expect(rests).toEqual([]);
  });

  it('rests four times as long as it has worked, after each spell in which something was committed', () => {
    const { commits, rests, way } = make();
    Atomics.add(commits, 0, 1);
    way.afterWork(1.5);
    expect(rests).toEqual([]);
    way.afterWork(1.5);
    expect(rests).toEqual([12]);
    way.afterWork(3);
    expect(rests).toEqual([12]);
    Atomics.add(commits, 0, 5);
    way.afterWork(2);
    expect(rests).toEqual([12, 8]);
  });

  it('counts what is committed while it rests', () => {
    const commits = new Int32Array(new SharedArrayBuffer(4));
    let rests = 0;
    const way = new GivingWay(commits, () => {
      rests += 1;
      Atomics.add(commits, 0, 1);
    });
    Atomics.add(commits, 0, 1);
    for (let spell = 0; spell < 10; spell += 1) way.afterWork(2);
    expect(rests).toBe(10);
  });
});
