import { judgeQuorum } from '../domain/quorum.ts';
import type { quorumMail } from '../mail/quorum-mail.ts';
import type { JobQueue } from '../store/job-queue.ts';
import type { QuorumFindings } from '../store/quorum-findings.ts';
import { membersOf } from '../usecases/members-of.ts';
import type { Deps } from '../usecases/ports.ts';
import { pinnedProfile, requestOf } from '../usecases/request-rows.ts';
import { MAIL_QUEUE, mailJobId } from './mail-jobs.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface QuorumMailerOptions {
  readonly deps: Pick<Deps, 'reads' | 'policies' | 'publicUrl' | 'log'>;
  readonly findings: Pick<QuorumFindings, 'untold' | 'told'>;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly compose: typeof quorumMail;
}

const EVERY_MS = 1_000;
const AT_ONCE = 50;

/**
 * Tells an organization's admins, once each time, that too few people are left to decide a request. The job's id is made of
 * the request, the change and the person, so however many servers look, and wherever they crash, it is queued once.
 */
export function startQuorumMailer(options: QuorumMailerOptions): RepeatingTask {
  const { findings, deps } = options;
  return startRepeatingTask({
    name: 'telling admins of requests that nobody can decide',
    everyMs: EVERY_MS,
    log: deps.log,
    async run() {
      for (const { requestId, change } of await findings.untold(AT_ONCE)) {
        await tell(options, requestId, change);
        await findings.told(requestId, change);
      }
    },
  });
}

async function tell(options: QuorumMailerOptions, requestId: string, change: number): Promise<void> {
  const { deps, queue, compose } = options;
  const loaded = await deps.reads.request(requestId);
  const snapshot = loaded === null ? null : await deps.policies.at(loaded.row.organizationId, loaded.authority);
  if (loaded === null || snapshot === null || loaded.row.status !== 'PENDING') return;
  const request = requestOf(loaded);
  const pinned = await pinnedProfile(deps, request, snapshot);
  const current = snapshot.profiles.get(request.trustProfileId) ?? { ...pinned, active: false };
  const quorum = judgeQuorum({ request, pinned, current }, membersOf(snapshot));
  // Mended in the meantime.
  if (quorum.isReachable) return;
  const rendered = compose({
    organization: snapshot.organization.name,
    domains: request.domains,
    environment: request.environment,
    requester: request.requester.name,
    profile: current.name,
    quorum,
    url: new URL(`/approvals/${requestId}`, deps.publicUrl).href,
  });
  const { host, hostname } = deps.publicUrl;
  for (const { id, name, email, role } of snapshot.people.values()) {
    if (role !== 'ADMIN') continue;
    await queue.add(MAIL_QUEUE, mailJobId('quorum', requestId, change, id), {
      ...rendered,
      to: { name, address: email },
      messageId: `<${requestId}.quorum.${change}.${id}@${hostname}>`,
      references: `<${requestId}@${host.replace(':', '.')}>`,
    });
  }
}
