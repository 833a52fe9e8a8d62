import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/**
 * One row a ledger: its end, and the number that every change of who may do what raises.
 * A ledger's name is what its records carry as `org`: the organization's id or `platform`, `/n` from its second epoch on.
 */
export const LedgerHeadTable = defineEntity({
  name: 'LedgerHead',
  tableName: 'ledger_head',
  properties: {
    ledger: p.text().primary(),
    size: p.bigint('number'),
    hash: p.text(),
    ts: p.datetime(),
    authority: p.bigint('number'),
    sealedAt: p.datetime().nullable(),
    sealedBecause: p.text().nullable(),
    origin: p.text(),
  },
});
export type LedgerHeadRow = InferEntity<typeof LedgerHeadTable>;

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

export const LedgerVerificationTable = defineEntity({
  name: 'LedgerVerification',
  tableName: 'ledger_verification',
  properties: {
    id: p.text().primary(),
    ledger: p.text(),
    state: p.text().$type<'RUNNING' | 'DONE' | 'FAILED_TO_RUN'>(),
    verified: p.bigint('number'),
    total: p.bigint('number'),
    ok: p.boolean().nullable(),
    firstBroken: p.bigint('number').nullable(),
    explanation: p.text().nullable(),
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
