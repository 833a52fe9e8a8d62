import type { Actor } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { epochOrigin, type Genesis, openEpoch } from '../domain/ledger-genesis.ts';
import { ledgerName } from '../domain/ledger-name.ts';
import type { LedgerEpochRow, LedgerHeadRow } from './ports.ts';

export interface NextEpoch {
  readonly closed: LedgerEpochRow;
  /** What of the head changes. */
  readonly opened: Pick<
    LedgerHeadRow,
    | 'ledger'
    | 'epoch'
    | 'size'
    | 'hash'
    | 'ts'
    | 'authority'
    | 'sealedAt'
    | 'sealedBecause'
    | 'sealedVerdict'
    | 'origin'
  >;
  readonly genesis: Genesis;
}

/** The rows that close a sealed ledger and open the epoch after it. Throws CONFLICT where nobody has looked at all of it yet. */
export function nextEpoch(
  head: LedgerHeadRow,
  given: {
    readonly name: string;
    readonly actor: Actor;
    readonly reason: string;
    readonly now: Date;
    readonly lastCheckpoint: string | null;
    /** The newest that a checkpoint is kept of: an older database that was put back may not know of it. */
    readonly newestEpoch: number;
    /** Signs a checkpoint: without it nobody would believe that this installation opened the epoch. */
    readonly sign: (origin: string, size: number, rootHex: string) => string;
  },
): NextEpoch {
  const { organizationId, ledger, sealedAt, sealedBecause, sealedVerdict } = head;
  if (!sealedAt || !sealedVerdict) throw new DomainError('CONFLICT', 'This ledger is not sealed.');
  if (sealedVerdict.root === null) {
    throw new DomainError(
      'CONFLICT',
      'Only the end of this ledger has been looked at. Verify the whole of it first: what is right of it is pinned for good.',
    );
  }
  const now = new Date(Math.max(given.now.getTime(), head.ts.getTime()));
  const broken = { ...head, verdict: sealedVerdict, lastCheckpoint: given.lastCheckpoint };
  const epoch = Math.max(head.epoch, given.newestEpoch) + 1;
  const { name, actor, reason } = given;
  const genesis = openEpoch(broken, { epoch, name, actor, reason, now });
  const origin = epochOrigin(broken, epoch);
  return {
    closed: {
      ledger,
      organizationId,
      epoch: head.epoch,
      size: head.size,
      hash: head.hash,
      ts: head.ts,
      origin: head.origin,
      sealedAt,
      sealedBecause: sealedBecause ?? sealedVerdict.explanation,
      sealedVerdict,
      lastCheckpoint: given.lastCheckpoint,
      closedAt: now,
      closedByKind: actor.kind,
      closedById: actor.id,
      closedByName: actor.name,
      reason,
      openingCheckpoint: given.sign(origin, 1, genesis.hash),
    },
    opened: {
      ledger: ledgerName({ organizationId, epoch }),
      epoch,
      size: 1,
      hash: genesis.hash,
      ts: now,
      // What was decided under the sealed ledger is decided anew.
      authority: head.authority + 1,
      sealedAt: null,
      sealedBecause: null,
      sealedVerdict: null,
      origin,
    },
    genesis,
  };
}
