import { type Actor, SYSTEM } from './actor.ts';
import { prepareDraft, renderEntry } from './audit-record.ts';
import type { RecordDraft } from './audit-record-types.ts';
import { hashEntry, ZERO_HASH } from './chain.ts';
import { ledgerName } from './ledger-name.ts';
import type { SealedVerdict } from './ledger-verdict.ts';

export interface Genesis {
  readonly draft: RecordDraft;
  readonly entry: string;
  readonly hash: string;
}

/** A ledger that did not verify, as the next epoch's first record pins it. */
export interface BrokenLedger {
  readonly organizationId: string;
  readonly epoch: number;
  readonly origin: string;
  readonly verdict: SealedVerdict;
  /** The newest signed note that was kept of it. */
  readonly lastCheckpoint: string | null;
}

/** Where a checkpoint says it comes from: fixed at creation, never following a later change of address. */
export function ledgerOrigin(publicHost: string, ledger: string): string {
  return `${publicHost}/ledger/${ledger}`;
}

/** Record 0 of a ledger. `organizationId` is `platform` for the platform's own. */
export function openLedger(input: { organizationId: string; name: string; origin: string; now: Date }): Genesis {
  const { organizationId, name, origin, now } = input;
  return firstRecord(organizationId, now, {
    type: 'ledger.opened',
    actor: SYSTEM,
    subject: { kind: 'organization', id: organizationId },
    detail: { name, origin },
  });
}

/** The origin of a later epoch of the same ledger. */
export function epochOrigin({ organizationId, origin }: BrokenLedger, epoch: number): string {
  const host = origin.slice(0, origin.indexOf('/ledger/'));
  return ledgerOrigin(host, ledgerName({ organizationId, epoch }));
}

/** Record 0 of the epoch that follows a ledger that did not verify: what was right of that one, how it broke, and why one goes on. */
export function openEpoch(
  broken: BrokenLedger,
  input: { epoch: number; name: string; actor: Actor; reason: string; now: Date },
): Genesis {
  const { organizationId, verdict, lastCheckpoint } = broken;
  const { epoch, name, actor, reason, now } = input;
  const previous = {
    ledger: ledgerName(broken),
    size: verdict.size,
    root: verdict.root,
    firstBroken: verdict.firstBroken,
    what: verdict.what,
    explanation: verdict.explanation,
    checkpoint: lastCheckpoint,
  };
  return firstRecord(ledgerName({ organizationId, epoch }), now, {
    type: 'ledger.opened',
    actor,
    subject: { kind: 'organization', id: organizationId },
    detail: { name, origin: epochOrigin(broken, epoch), previous, reason },
  });
}

function firstRecord(ledger: string, now: Date, draft: RecordDraft): Genesis {
  const entry = renderEntry(prepareDraft(draft), { ledger, prev: ZERO_HASH, seq: 0, ts: now.toISOString() });
  return { draft, entry, hash: hashEntry(entry) };
}
