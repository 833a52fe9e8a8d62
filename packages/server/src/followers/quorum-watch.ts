import { parseLedgerName } from '../domain/ledger-name.ts';
import { judgeQuorum } from '../domain/quorum.ts';
import type { FollowerPlaces } from '../store/follower-places.ts';
import type { PendingRequest, QuorumFindings } from '../store/quorum-findings.ts';
import { membersOf } from '../usecases/members-of.ts';
import type { CommittedRecord, Deps, PolicySnapshot } from '../usecases/ports.ts';
import { pinnedProfile, requestOf } from '../usecases/request-rows.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface QuorumWatchOptions {
  readonly deps: Pick<Deps, 'reads' | 'policies' | 'log'>;
  readonly places: FollowerPlaces;
  readonly findings: QuorumFindings;
  /** Records of a ledger from `seq` on. */
  readonly read: (ledger: string, seq: number) => Promise<readonly CommittedRecord[]>;
  /** Organizations that a person is a member of. */
  readonly organizationsOf: (userId: string) => Promise<readonly string[]>;
}

const FOLLOWER = 'quorum watch';
const EVERY_MS = 1_000;
/** Requests judged in one go; others get their turn in between. */
const PAGE = 50;
/** Records that can change who may decide. */
const CHANGES_DECIDERS = /^(?:member|profileRole|profile|change|user|platformRole)\./;

/**
 * Finds out whether enough people can decide each pending request: when it is asked, and whenever roles, members or profiles
 * have changed. What is found is kept; who is told of it, and how, is others' business.
 */
export async function startQuorumWatch(options: QuorumWatchOptions): Promise<RepeatingTask> {
  const { places, findings, deps } = options;
  await places.startAtHeads(FOLLOWER);
  const early = new Set(await findings.withUnjudged());
  return startRepeatingTask({
    name: 'watching quorums',
    everyMs: EVERY_MS,
    log: deps.log,
    async run() {
      for (const organizationId of early) {
        await judgeOrganization(options, organizationId);
        early.delete(organizationId);
      }
      if ((await places.behind(FOLLOWER)).length > 0) await places.alone(FOLLOWER, () => followAll(options));
    },
  });
}

/** What cannot be judged in one organization holds up no other. */
async function followAll(options: QuorumWatchOptions): Promise<void> {
  for (const { ledger, next, size } of await options.places.behind(FOLLOWER)) {
    try {
      await follow(options, ledger, next, size);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      options.deps.log(`watching the quorums of ${ledger} failed; it is tried again`, { error: text });
    }
  }
}

async function follow(options: QuorumWatchOptions, ledger: string, from: number, size: number): Promise<void> {
  const { places, read } = options;
  for (let next = from; ; ) {
    const records = await read(ledger, next);
    const last = records.at(-1);
    if (last === undefined) return places.moveTo(FOLLOWER, ledger, size);
    await judgeAfter(options, ledger, records);
    next = last.seq + 1;
    await places.moveTo(FOLLOWER, ledger, next);
  }
}

async function judgeAfter(
  options: QuorumWatchOptions,
  ledger: string,
  records: readonly CommittedRecord[],
): Promise<void> {
  const { organizationId } = parseLedgerName(ledger);
  const changes = records.filter(({ type }) => CHANGES_DECIDERS.test(type));
  if (organizationId === 'platform') {
    const users = new Set(changes.map(({ subjectId }) => subjectId));
    const affected = await Promise.all([...users].map((userId) => options.organizationsOf(userId)));
    for (const id of new Set(affected.flat())) await judgeOrganization(options, id);
  } else if (changes.length > 0) {
    await judgeOrganization(options, organizationId);
  } else {
    for (const { type, subjectId } of records) {
      const isAbout = type === 'request.submitted' || type === 'request.approved';
      const pending = isAbout ? await options.findings.pendingOne(subjectId) : null;
      if (pending !== null) await judge(options, organizationId, [pending]);
    }
  }
}

async function judgeOrganization(options: QuorumWatchOptions, organizationId: string): Promise<void> {
  for (let after: PendingRequest['row'] | null = null; ; ) {
    const page = await options.findings.pending(organizationId, after, PAGE);
    await judge(options, organizationId, page);
    after = page.at(-1)?.row ?? null;
    if (after === null || page.length < PAGE) return;
  }
}

async function judge(
  { deps, findings }: QuorumWatchOptions,
  organizationId: string,
  requests: readonly PendingRequest[],
): Promise<void> {
  const snapshot = requests.length === 0 ? null : await deps.policies.current(organizationId);
  if (snapshot === null) return;
  const judged = await Promise.all(
    requests.map(async (loaded) => ({
      requestId: loaded.row.id,
      isReachable: await isReachable(deps, snapshot, loaded),
    })),
  );
  await findings.keep(snapshot.authority, judged);
}

async function isReachable(
  deps: QuorumWatchOptions['deps'],
  snapshot: PolicySnapshot,
  loaded: PendingRequest,
): Promise<boolean> {
  const request = requestOf(loaded);
  const pinned = await pinnedProfile(deps, request, snapshot);
  const current = snapshot.profiles.get(request.trustProfileId) ?? { ...pinned, active: false };
  return judgeQuorum({ request, pinned, current }, membersOf(snapshot)).isReachable;
}
