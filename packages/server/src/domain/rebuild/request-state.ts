import type { JsonObject } from '../audit-record-types.ts';
import { issuedRow, serverKeyRow } from './certificate-state.ts';
import { type ExpectedRow, says, sourceOf } from './claims.ts';
import { DECISION_STEPS } from './decision-steps.ts';
import { ISSUANCE_STEPS } from './issuance-steps.ts';
import type { RequestTale } from './request-tale.ts';
import {
  pinnedClaims,
  recordedTemplate,
  submittedClaims,
  submittedKeyOrigin,
  type ToldRules,
} from './submission-state.ts';
import { type ToldRecord, textIn } from './told-record.ts';

/** What of the stored state the records only bind: by a hash, or by a rule that it has to follow. */
export interface RequestContext {
  readonly organizationId: string;
  /** The template as it stands in the row, canonical JSON. */
  readonly template: string;
  /** As it stands in the row. */
  readonly requestedAt: unknown;
  /** The rules of a profile's version as they were recorded; null where they were not, in the ledgers that count. */
  readonly rulesOf: (profileId: string, version: number) => ToldRules | null;
  /** The person who made a token, and votes with it; null where that is not known. */
  readonly creatorOf: (tokenId: string) => string | null;
}

/** Everything that the tables hold about a request, as its records say it. */
export interface ExpectedRequest {
  readonly request: ExpectedRow;
  /** By the id of the actor who voted. */
  readonly decisions: ReadonlyMap<string, ExpectedRow>;
  readonly comments: ReadonlyMap<string, ExpectedRow>;
  /** By serial. */
  readonly intents: ReadonlyMap<string, ExpectedRow>;
  readonly certificate: ExpectedRow | null;
  readonly serverKey: ExpectedRow | null;
}

/** Folds the records of one request, in their order, into what its rows hold. Null: there is no record of its submission. */
export function rebuildRequest(
  records: readonly ToldRecord[],
  certificateRecords: readonly ToldRecord[],
  context: RequestContext,
): ExpectedRequest | null {
  const tale = tellRequest(records, context.template);
  if (tale === null) return null;
  const { submitted, newest } = tale;
  const rules = context.rulesOf(textIn(submitted.detail, 'profile') ?? '', versionOf(submitted.detail));
  const request: ExpectedRow = {
    thing: `Request ${tale.id}`,
    newest: sourceOf(newest),
    claims: {
      ...tale.claims,
      ...(rules === null ? {} : pinnedClaims(rules, context.requestedAt)),
      ...says('organizationId', context.organizationId, sourceOf(submitted)),
      ...says('lastSequence', newest.seq, sourceOf(newest)),
    },
  };
  return {
    request,
    decisions: withVoters(tale.decisions, context),
    comments: tale.comments,
    intents: tale.intents,
    certificate: issuedRow(tale, context.organizationId, certificateRecords),
    serverKey: serverKeyRow(tale, certificateRecords),
  };
}

/** A token votes for its creator, whom the record of the vote does not name. */
function withVoters(
  decisions: ReadonlyMap<string, ExpectedRow>,
  { creatorOf }: RequestContext,
): ReadonlyMap<string, ExpectedRow> {
  return new Map(
    [...decisions].map(([actorId, row]) => {
      const creator = creatorOf(actorId);
      const claims = creator === null ? {} : says('approverUserId', creator, row.newest);
      return [actorId, { ...row, claims: { ...row.claims, ...claims } }];
    }),
  );
}

function tellRequest(records: readonly ToldRecord[], template: string): RequestTale | null {
  let tale: RequestTale | null = null;
  for (const record of records) {
    if (record.type === 'request.submitted') tale = beginTale(record, template);
    if (tale === null) continue;
    const step = DECISION_STEPS[record.type] ?? ISSUANCE_STEPS[record.type];
    tale = { ...tale, ...step?.(tale, record), newest: record };
  }
  return tale;
}

function beginTale(submitted: ToldRecord, templateText: string): RequestTale {
  const template = recordedTemplate(submitted, templateText);
  return {
    id: submitted.subjectId,
    submitted,
    newest: submitted,
    claims: submittedClaims(submitted, template),
    keyOrigin: submittedKeyOrigin(submitted, template),
    decisions: new Map(),
    comments: new Map(),
    intents: new Map(),
    issued: null,
  };
}

function versionOf(detail: JsonObject): number {
  const version = detail.profileVersion;
  return typeof version === 'number' ? version : 0;
}
