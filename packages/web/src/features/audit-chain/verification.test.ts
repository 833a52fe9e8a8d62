import { describe, expect, it } from 'vitest';
import type { VerificationPartsFragment } from '../../gql/generated/graphql.ts';
import { meaningOfBreak, titleOfBreak } from '../../lib/break-words.ts';
import { placeOf, searchOf } from './use-chain-place.ts';
import { newestVerification } from './verification-epoch.ts';
import { verificationWords } from './verification-words.ts';

const NOW = new Date('2026-11-23T15:00:00Z');
const DONE: VerificationPartsFragment = {
  epoch: 1,
  viewerCanCancel: { allowed: true, reasons: [] },
  state: 'DONE',
  cause: 'DEMAND',
  requestedBy: 'usr_mara',
  startedAt: '2026-11-23T13:00:00.000Z',
  verified: '10',
  total: '10',
  ok: true,
  firstBroken: null,
  what: null,
  explanation: 'All 10 records verify.',
  expected: null,
  found: null,
  recordsPerSecond: 1000,
  verifiedAt: '2026-11-23T13:00:01.000Z',
  closedEpochs: [],
};
const RUNNING: VerificationPartsFragment = { ...DONE, state: 'RUNNING', ok: null, verified: '4', verifiedAt: null };
const FACTS = { pace: null, size: '10', stopping: false, sealedBecause: null, now: NOW };

describe('the verification of a ledger that has had more than one epoch', () => {
  it('says nothing of the present epoch where it was of a closed one', () => {
    expect(newestVerification([{ ...DONE, ok: false }, null], 2)).toBeNull();
  });

  it('is the one that began last; of one, what ended, and else what has come furthest', () => {
    const later = { ...RUNNING, startedAt: '2026-11-23T14:00:00.000Z' };
    expect(newestVerification([DONE, later], 1)).toBe(later);
    expect(newestVerification([RUNNING, DONE], 1)).toBe(DONE);
    expect(newestVerification([DONE, RUNNING], 1)).toBe(DONE);
    const further = { ...RUNNING, verified: '9' };
    expect(newestVerification([RUNNING, further], 1)).toBe(further);
    expect(newestVerification([further, RUNNING], 1)).toBe(further);
  });

  it('counts the records of closed epochs among its own, and tells them apart in words', () => {
    const closedEpochs = [{ epoch: 1, size: '30', isAsAcknowledged: true, explanation: '' }];
    const current = { ...DONE, total: '40', verified: '40', closedEpochs };
    const words = verificationWords({ ...FACTS, current, size: '12' });
    expect(words).toMatchObject({ state: 'pass', title: 'All 10 records verified' });
    expect(words.detail).toContain('Epoch 1 is as it was when it was closed: broken, acknowledged.');
    expect(words.detail).toContain('2 records came after.');
  });
});

describe('a verification in words', () => {
  it('says how it was stopped, and by whom', () => {
    const explanation = 'Stopped by Mara after 4 records, which say nothing about the rest.';
    const words = verificationWords({ ...FACTS, current: { ...DONE, state: 'FAILED_TO_RUN', ok: null, explanation } });
    expect(words).toMatchObject({ state: 'warn', title: 'The verification was stopped' });
    expect(words.detail).toMatch(/^Stopped by Mara after 4 records, which say nothing about the rest\. Ended /);
  });

  it('tells the pace while it runs', () => {
    const pace = { recordsPerSecond: 2_000, secondsLeft: 3 };
    expect(verificationWords({ ...FACTS, current: RUNNING, pace }).detail).toBe(
      '4 of 10 records · 2,000 a second · 3 s left',
    );
  });

  it('names the record that broke, how, and what is not vouched for', () => {
    const broken = { ...DONE, ok: false, firstBroken: '3', what: 'edited', explanation: 'It was edited.' };
    const words = verificationWords({ ...FACTS, current: broken });
    expect(words.title).toBe('Does not verify: record 3 was edited');
    expect(words.detail).toContain('3 records before it are right. 6 after it are not vouched for.');
  });

  it('does not let an older verdict speak for a chain that was sealed since', () => {
    const words = verificationWords({ ...FACTS, current: DONE, sealedBecause: 'Record 9 was cut off' });
    expect(words).toMatchObject({ state: 'fail', title: 'Sealed: does not verify' });
    expect(words.detail).toContain('Record 9 was cut off.');
  });
});

describe('a break', () => {
  it('of every kind has a headline and a sentence on what it means', () => {
    for (const kind of ['edited', 'missing', 'reordered', 'cut off', 'rewritten', 'state edited']) {
      expect(meaningOfBreak(kind), kind).toMatch(/^[A-Z].+\.$/);
      expect(titleOfBreak(kind, '48,112'), kind).toContain('48,112');
    }
    expect(meaningOfBreak('vanished')).toBeNull();
  });
});

describe('the place in the chain, in the address', () => {
  it('is read as it was written', () => {
    const place = {
      type: 'request.approved',
      record: '12',
      epoch: 2,
      view: 'verifications',
      isPlatform: true,
    } as const;
    expect(placeOf(searchOf(place))).toEqual(place);
  });

  it('is the newest of the present ledger where the address says nothing, or nonsense', () => {
    const nowhere = { type: null, record: null, epoch: null, view: 'records', isPlatform: false };
    expect(placeOf({})).toEqual(nowhere);
    expect(placeOf({ record: 'x', epoch: '-1', view: 'all', ledger: 'mine', type: 3 })).toEqual(nowhere);
  });
});
