import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ActorKind } from '../../domain/actor.ts';
import type { ChainBreakKind } from '../../domain/chain.ts';
import type { ClosedEpochFinding, SealedVerdict } from '../../domain/ledger-verdict.ts';

/**
 * One row an organization (or `platform`): the end of the ledger that is written now, and the number that every change of
 * who may do what raises. A ledger's name is what its records carry as `org`: the organization's id, `/n` from its second
 * epoch on.
 */
export const LedgerHeadTable = defineEntity({
  name: 'LedgerHead',
  tableName: 'ledger_head',
  properties: {
    organizationId: p.text().primary(),
    ledger: p.text().unique(),
    epoch: p.integer(),
    size: p.bigint('number'),
    hash: p.text(),
    ts: p.datetime(),
    authority: p.bigint('number'),
    sealedAt: p.datetime().nullable(),
    sealedBecause: p.text().nullable(),
    sealedVerdict: p.json<SealedVerdict>().nullable(),
    origin: p.text(),
  },
});
export type LedgerHeadRow = InferEntity<typeof LedgerHeadTable>;

/** Ledgers that did not verify, and were closed for good when the next epoch was opened. Written once. */
export const LedgerEpochTable = defineEntity({
  name: 'LedgerEpoch',
  tableName: 'ledger_epoch',
  properties: {
    ledger: p.text().primary(),
    organizationId: p.text(),
    epoch: p.integer(),
    size: p.bigint('number'),
    hash: p.text(),
    ts: p.datetime(),
    origin: p.text(),
    sealedAt: p.datetime(),
    sealedBecause: p.text(),
    sealedVerdict: p.json<SealedVerdict>(),
    lastCheckpoint: p.text().nullable(),
    closedAt: p.datetime(),
    closedByKind: p.text().$type<ActorKind>(),
    closedById: p.text(),
    closedByName: p.text(),
    reason: p.text(),
    /** A signed note over the first record, alone, of the ledger that was opened when this one was closed. */
    openingCheckpoint: p.text().nullable(),
  },
});
export type LedgerEpochRow = InferEntity<typeof LedgerEpochTable>;

/** INSERT and SELECT only, for the server. The columns beside `entry` repeat what is in it, to be found by; `verify` compares them. */
export const LedgerRecordTable = defineEntity({
  name: 'LedgerRecord',
  tableName: 'ledger_record',
  properties: {
    ledger: p.text().primary(),
    seq: p.bigint('number').primary(),
    hash: p.text(),
    entry: p.text(),
    type: p.text(),
    subjectId: p.text(),
    actorId: p.text(),
  },
});
export type LedgerRecordRow = InferEntity<typeof LedgerRecordTable>;

/**
 * Merkle roots of complete subtrees: that of level n and place i covers the 256^n records from 256^n·i on. They make proofs
 * cheap and prove nothing themselves: what comes of them is compared with what was signed.
 */
export const LedgerSubtreeTable = defineEntity({
  name: 'LedgerSubtree',
  tableName: 'ledger_subtree',
  properties: {
    ledger: p.text().primary(),
    level: p.smallint().primary(),
    place: p.bigint('number').primary(),
    hash: p.text(),
  },
});
export type LedgerSubtreeRow = InferEntity<typeof LedgerSubtreeTable>;

export const LedgerVerificationTable = defineEntity({
  name: 'LedgerVerification',
  tableName: 'ledger_verification',
  properties: {
    id: p.text().primary(),
    organizationId: p.text(),
    ledger: p.text(),
    cause: p.text().$type<'BACKGROUND' | 'DEMAND'>(),
    state: p.text().$type<'RUNNING' | 'DONE' | 'FAILED_TO_RUN'>(),
    verified: p.bigint('number'),
    total: p.bigint('number'),
    ok: p.boolean().nullable(),
    firstBroken: p.bigint('number').nullable(),
    explanation: p.text().nullable(),
    what: p.text().$type<ChainBreakKind>().nullable(),
    root: p.text().nullable(),
    expected: p.text().nullable(),
    found: p.text().nullable(),
    recordsPerSecond: p.bigint('number').nullable(),
    closedEpochs: p.json<readonly ClosedEpochFinding[]>().nullable(),
    cancelledBy: p.text().nullable(),
    requestedBy: p.text(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});
export type LedgerVerificationRow = InferEntity<typeof LedgerVerificationTable>;

/** How far each follower has come in each ledger: the next sequence it has not seen. */
export const FollowerPlaceTable = defineEntity({
  name: 'FollowerPlace',
  tableName: 'follower_place',
  properties: {
    follower: p.text().primary(),
    ledger: p.text().primary(),
    next: p.bigint('number'),
  },
});
export type FollowerPlaceRow = InferEntity<typeof FollowerPlaceTable>;
