import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { checkReason } from '../domain/reason.ts';
import { demand, demandPresence, found, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { nextEpoch } from './next-epoch.ts';
import { type Deps, insertRow, type LedgerEpochRow, type LedgerHeadRow, updateRow } from './ports.ts';

/** What unsealing needs to know of the ledger, and of what is kept of it outside the database. */
export interface UnsealParts {
  readonly ledgerHead: (organizationId: string) => Promise<LedgerHeadRow | null>;
  /** The newest signed note of a ledger. */
  readonly lastCheckpoint: (ledger: string) => string | null;
  /** The newest epoch that a checkpoint is kept of; 0: none is. */
  readonly newestEpoch: (organizationId: string) => number;
  readonly sign: (origin: string, size: number, rootHex: string) => string;
  /** A ledger was opened: it is signed from now on. */
  readonly onOpened: (ledger: string) => void;
}

/**
 * Closes a ledger that does not verify for good, and opens the next epoch, whose first record pins what was right of it and
 * why one goes on. Whoever does it answers for it: it stands in the platform's ledger, too.
 */
export async function unsealLedger(
  deps: Deps,
  parts: UnsealParts,
  principal: Principal,
  input: { organizationId: string; reason: string },
): Promise<LedgerEpochRow> {
  const { organizationId } = input;
  const policy = await policyFor(deps, principal, organizationId);
  demand(policy.may('ledger.unseal'));
  demandPresence(principal);
  const reason = checkReason(input.reason, true) ?? '';
  return decideAnew(async () => {
    const head = found(await parts.ledgerHead(organizationId));
    if (!head.sealedAt) throw new DomainError('CONFLICT', 'This organization is not sealed.');
    const now = deps.clock.now();
    const { closed, opened, genesis } = nextEpoch(head, {
      name: policy.snapshot.organization.name,
      actor: principal.actor,
      reason,
      now,
      lastCheckpoint: parts.lastCheckpoint(head.ledger),
      newestEpoch: parts.newestEpoch(organizationId),
      sign: parts.sign,
    });
    await deps.ledger.commit({
      organizationId: PLATFORM_TARGET_ID,
      authority: null,
      now,
      records: [
        {
          type: 'ledger.unsealed',
          actor: principal.actor,
          subject: { kind: 'organization', id: organizationId },
          detail: {
            reason,
            closed: closed.ledger,
            size: closed.sealedVerdict.size,
            root: closed.sealedVerdict.root,
            because: closed.sealedBecause,
            opened: opened.ledger,
            openedHash: opened.hash,
          },
        },
      ],
      writes: () => [
        insertRow('LedgerEpoch', closed),
        updateRow('LedgerHead', { organizationId }, { ledger: head.ledger, sealedAt: head.sealedAt }, opened),
        insertRow('LedgerRecord', {
          ledger: opened.ledger,
          seq: 0,
          hash: genesis.hash,
          entry: genesis.entry,
          type: genesis.draft.type,
          subjectId: genesis.draft.subject.id,
          actorId: genesis.draft.actor.id,
        }),
      ],
    });
    deps.policies.forget(organizationId);
    parts.onOpened(opened.ledger);
    return closed;
  });
}
