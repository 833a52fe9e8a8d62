import type { Claim, Difference, ExpectedRow, FoundRow } from '../domain/rebuild/claims.ts';
import { compareFound, compareRows } from '../domain/rebuild/compare-rows.ts';
import { toldRules } from '../domain/rebuild/profile-state.ts';
import { type ExpectedRequest, rebuildRequest } from '../domain/rebuild/request-state.ts';
import type { Source } from '../domain/rebuild/told-record.ts';
import { type FoundRequest, requestPages } from './request-pages.ts';
import { recordsAbout } from './state-records.ts';
import { noRecord, type StateScope } from './state-scope.ts';
import type { ToldThings } from './verify-state-things.ts';

/** Every request with its votes, comments, intents, certificate and key; and no request that the ledger does not know. */
export async function verifyRequests(
  scope: StateScope,
  things: ToldThings,
  report: (checked: number) => void,
): Promise<Difference | null> {
  let checked = 0;
  for await (const page of requestPages(scope)) {
    for (const found of page) {
      const difference = verifyRequest(scope, things, found);
      if (difference !== null) return difference;
    }
    checked += page.length;
    report(checked);
  }
  return unsubmittedRequest(scope);
}

function verifyRequest(scope: StateScope, things: ToldThings, found: FoundRequest): Difference | null {
  const { records, certificateRecords, request } = found;
  const isAcknowledged = [...records, ...certificateRecords].some(({ ledger }) => scope.closed.includes(ledger));
  if (isAcknowledged) return null;
  const expected = rebuildRequest(records, certificateRecords, {
    organizationId: scope.organizationId,
    template: String(request?.templateText),
    requestedAt: request?.requestedAt,
    rulesOf: (profile, version) => toldRules(things.profiles, profile, version),
    creatorOf: (token) => creatorOf(things, token),
  });
  if (expected === null) return null;
  const difference = compareFound(expected.request, request) ?? compareParts(expected, found);
  return difference === null ? null : { own: expected.request.newest, ...difference };
}

function creatorOf({ tokens }: ToldThings, token: string): string | null {
  const claim: Claim | undefined = tokens.get(token)?.claims.createdBy;
  return claim?.kind === 'value' && typeof claim.value === 'string' ? claim.value : null;
}

function compareParts(expected: ExpectedRequest, found: FoundRequest): Difference | null {
  const { newest } = expected.request;
  const untold = (what: (row: FoundRow) => string) => (_key: string, row: FoundRow) =>
    noRecord(`${what(row)} request ${found.id}`, newest);
  return (
    compareRows(
      expected.decisions,
      found.decisions,
      untold(({ approverName }) => `The vote of ${String(approverName)} on`),
    ) ??
    compareRows(
      expected.comments,
      found.comments,
      untold(({ authorName }) => `The comment of ${String(authorName)}, as it is, on`),
    ) ??
    compareRows(
      expected.intents,
      found.intents,
      untold(({ key }) => `The intent ${String(key)} of`),
    ) ??
    compareSingle(expected.certificate, found.certificate, `The certificate of request ${found.id}`, newest) ??
    compareSingle(expected.serverKey, found.serverKey, `The key made for request ${found.id}`, newest)
  );
}

function compareSingle(
  expected: ExpectedRow | null,
  found: FoundRow | undefined,
  thing: string,
  newest: Source,
): Difference | null {
  if (expected !== null) return compareFound(expected, found);
  return found === undefined ? null : noRecord(thing, newest);
}

/** A request that is in its table only. Where an epoch was closed, those from before the next may have lost their records. */
async function unsubmittedRequest(scope: StateScope): Promise<Difference | null> {
  const { client, organizationId, open, closed, first, newest } = scope;
  // As sets, so that no plan of the database's is ever one row times all others.
  const found = await client.query<{ id: string }>(
    `select id from certificate_request where organization_id = $1 and requested_at >= $3
     except select subject_id from ledger_record where ledger = any($2) and type = 'request.submitted' limit 1`,
    [organizationId, [...open, ...closed], closed.length === 0 ? '-infinity' : first.ts],
  );
  const id = found.rows[0]?.id;
  if (id === undefined) return null;
  const records = await recordsAbout(client, open, [id]);
  return noRecord(`Request ${id}`, records.get(id)?.at(-1) ?? newest);
}
