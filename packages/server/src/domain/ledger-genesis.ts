import { SYSTEM } from './actor.ts';
import { prepareDraft, renderEntry } from './audit-record.ts';
import type { RecordDraft } from './audit-record-types.ts';
import { hashEntry, ZERO_HASH } from './chain.ts';

export interface Genesis {
  readonly draft: RecordDraft;
  readonly entry: string;
  readonly hash: string;
}

/** Where a checkpoint says it comes from: fixed at creation, never following a later change of address. */
export function ledgerOrigin(publicHost: string, ledger: string): string {
  return `${publicHost}/ledger/${ledger}`;
}

/** Record 0 of a ledger. `organizationId` is `platform` for the platform's own. */
export function openLedger(input: { organizationId: string; name: string; origin: string; now: Date }): Genesis {
  const draft: RecordDraft = {
    type: 'ledger.opened',
    actor: SYSTEM,
    subject: { kind: 'organization', id: input.organizationId },
    detail: { name: input.name, origin: input.origin },
  };
  const entry = renderEntry(prepareDraft(draft), {
    ledger: input.organizationId,
    prev: ZERO_HASH,
    seq: 0,
    ts: input.now.toISOString(),
  });
  return { draft, entry, hash: hashEntry(entry) };
}
