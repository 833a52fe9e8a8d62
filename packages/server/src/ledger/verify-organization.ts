import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { ChainBreak, KeptCheckpoint } from '../domain/chain.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';
import type { ClosedEpochFinding, SealedVerdict } from '../domain/ledger-verdict.ts';
import type { Database } from '../store/database.ts';
import { CLOSED, EVERY_LEDGER, HEAD_SIZE } from '../store/reads/verification-rows.ts';
import { withBreak } from './verdict.ts';
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
  /** All that a checkpoint is kept of. */
  ledgers(): readonly string[];
  /** Whether the ledger is the one that its name says. */
  checkIdentity(ledger: string): Promise<ChainBreak | null>;
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
  const [head] = await database.query<{ size: number }>(HEAD_SIZE, [ledger]);
  let done = 0;
  const progressFrom = (start: number, rest: number) => (progress: VerificationProgress) =>
    onProgress({ verified: start + progress.verified, total: start + progress.total + rest });
  for (const epoch of closed) {
    const rest = before - done - epoch.size + (head?.size ?? 0);
    const job = { ledger: epoch.ledger, checkpoints: checkpoints.kept(epoch.ledger) };
    closedEpochs.push(findingOf(epoch, await thread.verify(job, progressFrom(done, rest))));
    done += epoch.size;
  }
  const ledgers = [...closed.map((one) => ({ ledger: one.ledger, isClosed: true })), { ledger, isClosed: false }];
  const chain = { ledger, checkpoints: checkpoints.kept(ledger) };
  const job = rebuild ? { ...chain, state: { organizationId, ledgers } } : chain;
  const verdict = await thread.verify(job, progressFrom(done, 0));
  return { verdict: await besideTheChain(verdict, { organizationId, ledger }, database, checkpoints), closedEpochs };
}

/** What shows although the records of a ledger, as they stand, are whole. */
export async function besideTheChain(
  verdict: LedgerVerdict,
  { organizationId, ledger }: { readonly organizationId: string; readonly ledger: string },
  database: Database,
  checkpoints: KeptCheckpoints,
): Promise<LedgerVerdict> {
  if (!verdict.ok) return verdict;
  const broken =
    (await checkpoints.checkIdentity(ledger)) ??
    laterEpoch(verdict, ledger, checkpoints) ??
    (organizationId === PLATFORM_TARGET_ID ? await goneLedger(verdict, database, checkpoints) : null);
  return withBreak(verdict, broken);
}

/** An older backup may not even know that a later epoch was opened. */
function laterEpoch({ size }: LedgerVerdict, ledger: string, checkpoints: KeptCheckpoints): ChainBreak | null {
  const { organizationId, epoch } = parseLedgerName(ledger);
  const kept = checkpoints.newestEpoch(organizationId);
  if (kept <= epoch) return null;
  const explanation = `Checkpoints of epoch ${kept} are kept, but the database knows of epoch ${epoch} only: an older one was put back.`;
  return { seq: size, what: 'cut off', explanation, expected: `epoch ${kept}`, found: `epoch ${epoch}` };
}

/** A ledger that is not there at all can be missed only by whoever keeps a checkpoint of it. The platform has to answer for it. */
async function goneLedger(
  { size }: LedgerVerdict,
  database: Database,
  checkpoints: KeptCheckpoints,
): Promise<ChainBreak | null> {
  const [gone] = await goneLedgers(database, checkpoints.ledgers());
  if (gone === undefined) return null;
  const explanation = `A checkpoint of ledger ${gone} is kept, but the ledger is not in the database.`;
  return { seq: size, what: 'missing', explanation, expected: gone, found: 'nothing' };
}

/** Of these ledgers, those that the database has neither open nor closed. */
export async function goneLedgers(database: Database, ledgers: readonly string[]): Promise<string[]> {
  const there = new Set((await database.query<{ ledger: string }>(EVERY_LEDGER, [])).map(({ ledger }) => ledger));
  const organizations = new Set([...there].map((ledger) => parseLedgerName(ledger).organizationId));
  // That a later epoch of one that is there is not known is that one's own break.
  return ledgers.filter((ledger) => !organizations.has(parseLedgerName(ledger).organizationId));
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
