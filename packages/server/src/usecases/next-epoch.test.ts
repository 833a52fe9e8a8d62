import { describe, expect, it } from 'vitest';
import { readEntry } from '../domain/audit-record.ts';
import { hashEntry } from '../domain/chain.ts';
import { nextEpoch } from './next-epoch.ts';
import type { LedgerHeadRow } from './ports.ts';

const MARA = { kind: 'user', id: 'usr_mara', name: 'mara@corp.com' } as const;
const SEALED: LedgerHeadRow = {
  organizationId: 'org_1',
  ledger: 'org_1',
  epoch: 1,
  size: 9,
  hash: 'ab'.repeat(32),
  ts: new Date('2026-11-24T08:00:00.000Z'),
  authority: 4,
  sealedAt: new Date('2026-11-24T09:00:00.000Z'),
  sealedBecause: 'Record 5 is missing; record 6 follows',
  sealedVerdict: {
    firstBroken: 5,
    what: 'missing',
    explanation: 'Record 5 is missing; record 6 follows.',
    expected: '5',
    found: '6',
    size: 5,
    root: 'cd'.repeat(32),
  },
  origin: 'countersign.example:8080/ledger/org_1',
};
const GIVEN = {
  name: 'Corp',
  actor: MARA,
  reason: 'looked into: INC-1',
  now: new Date('2026-11-24T10:00:00.000Z'),
  lastCheckpoint: 'countersign.example:8080/ledger/org_1\n8\n…\n',
  newestEpoch: 1,
  sign: (origin: string, size: number, rootHex: string) => `${origin} ${size} ${rootHex}`,
};

describe('the next epoch of a ledger that does not verify', () => {
  it('begins with a record that pins what was right of the old one, how it broke, and why one goes on', () => {
    const { opened, genesis } = nextEpoch(SEALED, GIVEN);
    expect(readEntry(genesis.entry)).toEqual({
      v: 1,
      type: 'ledger.opened',
      org: 'org_1/2',
      seq: 0,
      prev: '0'.repeat(64),
      ts: '2026-11-24T10:00:00.000Z',
      actor: MARA,
      subject: { kind: 'organization', id: 'org_1' },
      detail: {
        name: 'Corp',
        origin: 'countersign.example:8080/ledger/org_1/2',
        reason: 'looked into: INC-1',
        previous: {
          ledger: 'org_1',
          size: 5,
          root: 'cd'.repeat(32),
          firstBroken: 5,
          what: 'missing',
          explanation: 'Record 5 is missing; record 6 follows.',
          checkpoint: GIVEN.lastCheckpoint,
        },
      },
    });
    expect(opened).toEqual({
      ledger: 'org_1/2',
      epoch: 2,
      size: 1,
      hash: hashEntry(genesis.entry),
      ts: GIVEN.now,
      authority: 5,
      sealedAt: null,
      sealedBecause: null,
      sealedVerdict: null,
      origin: 'countersign.example:8080/ledger/org_1/2',
    });
  });

  it('closes the old one as it stands, under the name of whoever answers for it', () => {
    expect(nextEpoch(SEALED, GIVEN).closed).toMatchObject({
      ledger: 'org_1',
      epoch: 1,
      size: 9,
      hash: SEALED.hash,
      sealedVerdict: SEALED.sealedVerdict,
      lastCheckpoint: GIVEN.lastCheckpoint,
      closedAt: GIVEN.now,
      closedById: 'usr_mara',
      openingCheckpoint: `countersign.example:8080/ledger/org_1/2 1 ${nextEpoch(SEALED, GIVEN).opened.hash}`,
      reason: GIVEN.reason,
    });
  });

  it('is the third after the second, under the same host', () => {
    const second = { ...SEALED, ledger: 'org_1/2', epoch: 2, origin: 'countersign.example:8080/ledger/org_1/2' };
    expect(nextEpoch(second, GIVEN).opened).toMatchObject({
      ledger: 'org_1/3',
      origin: 'countersign.example:8080/ledger/org_1/3',
    });
  });

  it('never takes the number of one that a checkpoint is kept of, which an older database does not know', () => {
    expect(nextEpoch(SEALED, { ...GIVEN, newestEpoch: 4 }).opened.epoch).toBe(5);
  });

  it('is not dated before the end of the old one', () => {
    const early = { ...GIVEN, now: new Date('2026-11-24T07:00:00.000Z') };
    expect(nextEpoch(SEALED, early).opened.ts).toEqual(SEALED.ts);
  });

  it.each([
    ['is not sealed', { sealedAt: null, sealedVerdict: null }, 'This ledger is not sealed.'],
    [
      'was looked at by its end only',
      { sealedVerdict: SEALED.sealedVerdict && { ...SEALED.sealedVerdict, root: null } },
      'Verify the whole of it first',
    ],
  ])('is not opened where the ledger %s', (_what, over, message) => {
    expect(() => nextEpoch({ ...SEALED, ...over }, GIVEN)).toThrow(message);
  });
});
