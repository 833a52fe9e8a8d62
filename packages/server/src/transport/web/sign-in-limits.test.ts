import { beforeEach, describe, expect, test } from 'vitest';
import { SignInLimits } from './sign-in-limits.ts';

describe('attempts to sign in', () => {
  let now = 0;
  let limits: SignInLimits;
  beforeEach(() => {
    now = 0;
    limits = new SignInLimits({ now: () => new Date(now) });
  });
  const isTaken = (account: string, address: string): boolean => {
    try {
      limits.take(account, address);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED' });
      return false;
    }
  };
  /** How many of so many attempts are taken. */
  const takenOf = (count: number, account: (i: number) => string, address: (i: number) => string): number =>
    Array.from({ length: count }, (_, i) => isTaken(account(i), address(i))).filter(Boolean).length;

  test('ten guesses at an account are taken, from however many addresses they come', () => {
    expect(
      takenOf(
        1_000,
        () => 'mara@corp.com',
        (i) => `10.0.0.${i}`,
      ),
    ).toBe(10);
  });

  test('an account is one, however its address is written', () => {
    expect(
      takenOf(
        40,
        (i) => (i % 2 === 0 ? 'Mara@Corp.com' : ' mara@corp.com '),
        () => '10.0.0.1',
      ),
    ).toBe(10);
  });

  test('sixty attempts of an address are taken, at however many accounts', () => {
    expect(
      takenOf(
        1_000,
        (i) => `user-${i}@corp.com`,
        () => '10.0.0.1',
      ),
    ).toBe(60);
  });

  test('another account, and another address, can still sign in', () => {
    takenOf(
      100,
      () => 'mara@corp.com',
      () => '10.0.0.1',
    );
    expect(isTaken('omar@corp.com', '10.0.0.2')).toBe(true);
  });

  test('one attempt at an account comes back every half a minute', () => {
    takenOf(
      10,
      () => 'mara@corp.com',
      () => '10.0.0.1',
    );
    now += 29_999;
    expect(isTaken('mara@corp.com', '10.0.0.1')).toBe(false);
    now += 1;
    expect(isTaken('mara@corp.com', '10.0.0.1')).toBe(true);
    expect(isTaken('mara@corp.com', '10.0.0.1')).toBe(false);
  });

  test('somebody who goes on guessing cannot shut the owner out for good', () => {
    takenOf(
      10,
      () => 'mara@corp.com',
      () => '10.0.0.1',
    );
    for (let second = 0; second < 29; second++) {
      now += 1_000;
      expect(isTaken('mara@corp.com', '10.0.0.2')).toBe(false);
    }
    now += 1_000;
    expect(isTaken('mara@corp.com', '10.0.0.3')).toBe(true);
  });

  test('guesses at everybody from one address do not make it forget what an account has used up', () => {
    takenOf(
      10,
      () => 'mara@corp.com',
      () => '10.0.0.1',
    );
    takenOf(
      30_000,
      (i) => `user-${i}@corp.com`,
      () => '10.0.0.2',
    );
    expect(isTaken('mara@corp.com', '10.0.0.3')).toBe(false);
  });
});
