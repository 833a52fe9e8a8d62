import { may, principalOfRequester } from '../domain/access.ts';
import { submissionTarget } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import type { RecordDraft } from '../domain/audit-record-types.ts';
import type { CertificateRequest } from '../domain/certificate-request.ts';
import type { Change } from '../domain/change.ts';
import type { DecisionFacts, StandingFacts } from '../domain/decision-facts.ts';
import type { PolicyFacts } from '../domain/policy-checks.ts';
import type { TrustProfile } from '../domain/trust-profile-rules.ts';
import { factsOf, found, refuseIfSealed } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { answersWhenOver, isOver } from './dedupe-key.ts';
import {
  type CertificateRequestRow,
  type Deps,
  insertRow,
  type LoadedRequest,
  type PolicySnapshot,
  type Stamp,
  type StateWrite,
} from './ports.ts';
import {
  insertDecision,
  type MovingColumns,
  movedBy,
  pinnedProfile,
  requestOf,
  requestUpdate,
} from './request-rows.ts';

/** A request with everything that a decision on it rests on, as of one `authority`. */
export interface DecisionFrame {
  readonly loaded: LoadedRequest;
  readonly snapshot: PolicySnapshot;
  readonly request: CertificateRequest;
  readonly facts: StandingFacts & PolicyFacts & Pick<DecisionFacts, 'reasons'>;
  readonly now: Date;
}

/** What a decision comes to: the domain's change, and what else is to be written with it. */
export interface Decided {
  readonly change: Change;
  readonly moved?: Partial<MovingColumns>;
  readonly extraWrites?: (stamp: Stamp) => readonly StateWrite[];
}

export async function loadFrame(deps: Deps, principal: Principal, requestId: string): Promise<DecisionFrame> {
  const loaded = found(await deps.reads.request(requestId));
  const snapshot = found(await deps.policies.at(loaded.row.organizationId, loaded.authority));
  const request = requestOf(loaded);
  const pinned = await pinnedProfile(deps, request, snapshot);
  const current = snapshot.profiles.get(request.trustProfileId) ?? { ...pinned, active: false };
  return {
    loaded,
    snapshot,
    request,
    now: deps.clock.now(),
    facts: {
      pinned,
      current,
      access: factsOf(snapshot, principal),
      organizationEnvironments: snapshot.organization.environments,
      requesterMayAsk: requesterMayAsk(request, current, snapshot),
      reasons: snapshot.reasons,
    },
  };
}

/** Whether whoever asked might still ask for it today. */
export function requesterMayAsk(request: CertificateRequest, current: TrustProfile, snapshot: PolicySnapshot): boolean {
  const person = snapshot.people.get(request.requesterUserIds[0] ?? '');
  const requester = principalOfRequester(request, person?.platformRole ?? null);
  return may(requester, 'request.submit', submissionTarget(current), factsOf(snapshot, requester)).allowed;
}

/**
 * Loads, decides and commits one change of a request, anew whenever it was overtaken. Answers with the row as committed.
 */
export async function commitDecision(
  deps: Deps,
  principal: Principal,
  requestId: string,
  decide: (frame: DecisionFrame) => Decided | Promise<Decided>,
): Promise<CertificateRequestRow> {
  return decideAnew(async (tries) => {
    const frame = await loadFrame(deps, principal, requestId);
    if (tries > 0) deps.log('deciding anew', { request: requestId, tries });
    const decided = await decide(frame);
    refuseIfSealed(frame.snapshot);
    return commitChange(deps, frame, decided);
  });
}

export async function commitChange(deps: Deps, frame: DecisionFrame, decided: Decided): Promise<CertificateRequestRow> {
  const { change } = decided;
  const { row, authority } = frame.loaded;
  const movement = { ...movedBy(change.next), ...decided.moved };
  // Who asks again, without a key, once this is over asks for something new.
  const given = row.dedupeKey ?? null;
  if (isOver(change.next) && given !== null && !answersWhenOver(given) && keepsNoAnswer(change.next, row))
    movement.dedupeKey = null;
  const comments = change.records.filter((record) => record.type === 'request.commented');
  const commentIds = comments.map(() => deps.ids.next('cmt'));
  let after = row;
  await deps.ledger.commit({
    organizationId: row.organizationId,
    authority,
    now: frame.now,
    records: change.records,
    writes(stamp) {
      const update = requestUpdate(row, movement, stamp);
      after = update.after;
      return [
        update.write,
        ...(change.decision === null ? [] : [insertDecision(change.next, change.decision)]),
        ...comments.map((record, index) =>
          insertRow('Comment', {
            id: commentIds[index] ?? '',
            requestId: row.id,
            authorKind: record.actor.kind,
            authorId: record.actor.id,
            authorName: record.actor.name,
            text: textOf(record),
            createdAt: stamp.ts,
          }),
        ),
        ...(decided.extraWrites?.(stamp) ?? []),
      ];
    },
  });
  return after;
}

function textOf(record: RecordDraft): string {
  const { text } = record.detail;
  if (typeof text !== 'string') throw new Error('a comment without its text');
  return text;
}

/** A CSR's request goes on answering until its certificate was fetched; any other is done with when it is over. */
function keepsNoAnswer(next: CertificateRequest, row: CertificateRequestRow): boolean {
  return !(next.issuanceStatus === 'ISSUED' && row.dedupeKey?.startsWith('csr:') === true);
}
