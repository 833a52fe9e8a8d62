import type { KeptCheckpoint } from '../domain/chain.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';
import type { ClosedEpochFinding, SealedVerdict } from '../domain/ledger-verdict.ts';
import type { Database } from '../store/database.ts';
import { CLOSED } from '../store/reads/verification-rows.ts';
import type { LedgerVerdict, VerificationProgress, VerifierThread } from './verifier.ts';

export interface OrganizationVerdict {
  /** Of the ledger that is written now. */
  readonly verdict: LedgerVerdict;
  /** Of those before it, which did not verify. */
  readonly closedEpochs: readonly ClosedEpochFinding[];
}

export interface KeptCheckpoints {
  kept(ledger: string): readonly KeptCheckpoint[];
  /** The newest epoch that a checkpoint is kept of; 0: none is. */
  newestEpoch(organizationId: string): number;
}

export interface VerifyOptions {
  /** Also whether the tables hold what the records tell of. */
  readonly rebuild: boolean;
  readonly onProgress?: (progress: VerificationProgress) => void;
}

interface ClosedRow {
  readonly ledger: string;
  readonly epoch: number;
  readonly size: number;
  readonly sealedVerdict: SealedVerdict;
  readonly reason: string;
  readonly closedByName: string;
}

/** Everything that was ever recorded of an organization: the closed epochs, the ledger of now, and the state it tells of. */
export async function verifyOrganization(
  thread: VerifierThread,
  database: Database,
  checkpoints: KeptCheckpoints,
  { organizationId, ledger }: { readonly organizationId: string; readonly ledger: string },
  { rebuild, onProgress = () => undefined }: VerifyOptions,
): Promise<OrganizationVerdict> {
  const closed = await database.query<ClosedRow>(CLOSED, [organizationId]);
  const closedEpochs: ClosedEpochFinding[] = [];
  const before = closed.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const progressFrom = (start: number, rest: number) => (progress: VerificationProgress) =>
    onProgress({ verified: start + progress.verified, total: start + progress.total + rest });
  for (const epoch of closed) {
    const rest = before - done - epoch.size;
    const job = { ledger: epoch.ledger, checkpoints: checkpoints.kept(epoch.ledger) };
    closedEpochs.push(findingOf(epoch, await thread.verify(job, progressFrom(done, rest))));
    done += epoch.size;
  }
  const ledgers = [...closed.map((one) => ({ ledger: one.ledger, isClosed: true })), { ledger, isClosed: false }];
  const chain = { ledger, checkpoints: checkpoints.kept(ledger) };
  const job = rebuild ? { ...chain, state: { organizationId, ledgers } } : chain;
  const verdict = await thread.verify(job, progressFrom(done, 0));
  return { verdict: withLaterEpoch(verdict, ledger, checkpoints), closedEpochs };
}

/** An older backup may not even know that a later epoch was opened. */
export function withLaterEpoch(verdict: LedgerVerdict, ledger: string, checkpoints: KeptCheckpoints): LedgerVerdict {
  const { organizationId, epoch } = parseLedgerName(ledger);
  const kept = checkpoints.newestEpoch(organizationId);
  if (!verdict.ok || kept <= epoch) return verdict;
  return {
    ...verdict,
    ok: false,
    firstBroken: verdict.size,
    what: 'cut off',
    explanation: `Checkpoints of epoch ${kept} are kept, but the database knows of epoch ${epoch} only: an older one was put back.`,
    expected: `epoch ${kept}`,
    found: `epoch ${epoch}`,
  };
}

function findingOf({ ledger, epoch, sealedVerdict, reason, closedByName }: ClosedRow, verdict: LedgerVerdict) {
  const isAsAcknowledged = verdict.size === sealedVerdict.size && verdict.root === sealedVerdict.root;
  const explanation = isAsAcknowledged
    ? sealedVerdict.explanation
    : `It was changed once more after it had been closed: ${verdict.explanation}`;
  return {
    ledger,
    epoch,
    isAsAcknowledged,
    size: verdict.size,
    firstBroken: isAsAcknowledged ? sealedVerdict.firstBroken : verdict.firstBroken,
    explanation,
    acknowledgedBy: closedByName,
    reason,
  };
}
