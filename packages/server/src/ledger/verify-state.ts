import type pg from 'pg';
import type { ChainBreak } from '../domain/chain.ts';
import { parseLedgerName } from '../domain/ledger-name.ts';
import { type Difference, type FoundRow, named, saysAll } from '../domain/rebuild/claims.ts';
import { compareFound, compareRows } from '../domain/rebuild/compare-rows.ts';
import { MAIL_SETTING_RECORD_TYPES, rebuildMailSettings } from '../domain/rebuild/mail-setting-state.ts';
import {
  ORGANIZATION_RECORD_TYPES,
  rebuildOrganizations,
  rebuildUsers,
  USER_RECORD_TYPES,
} from '../domain/rebuild/platform-state.ts';
import type { ToldRecord } from '../domain/rebuild/told-record.ts';
import { recordsAbout } from './state-records.ts';
import * as rows from './state-rows.ts';
import { brokenAt, byKey, openScope, type StateJob, type StateScope } from './state-scope.ts';
import { verifyClosedEpochs } from './verify-state-closed-epochs.ts';
import { verifyRequests } from './verify-state-requests.ts';
import { readToldThings, verifyKind, verifyThings } from './verify-state-things.ts';

export type { StateJob } from './state-scope.ts';

/**
 * Rebuilds the state from the records and compares it with the tables: what was edited there and the ledger left whole. It
 * wants a verified chain and a snapshot (`repeatable read, read only`, begun by the caller), holds two pages of requests in
 * memory, and hogs the thread it runs in. `report` is told how many requests were checked.
 *
 * Records do not carry, and so this does not see: password hashes (only whether one was ever set), the hashes of tokens,
 * sessions and invitations, sealed keys, secrets of webhooks and the password of the mail server; that a request renews
 * nothing, by which key it is found again (`dedupeKey`), when issuing is tried next; `rowVersion`; whether a certificate was
 * fetched, or its renewal refused, or when a token was used. A time in a row is when a server decided, a moment before its
 * record's: only one that is later is seen, or one where there should be none. What has a record in a closed ledger is
 * left alone, and so is a row without any record that says it is older than the ledger that is open.
 */
export async function verifyState(
  client: pg.Client,
  job: StateJob,
  report: (checked: number) => void = () => undefined,
): Promise<ChainBreak | null> {
  const scope = await openScope(client, job);
  if (scope === null) return null;
  const difference =
    (await verifyHead(scope)) ??
    (await verifyClosedEpochs(scope)) ??
    (job.organizationId === 'platform' ? await verifyPlatform(scope) : await verifyOrganization(scope, report));
  return difference === null ? null : brokenAt(scope, difference);
}

async function verifyPlatform(scope: StateScope): Promise<Difference | null> {
  const users = await verifyKind(
    scope,
    { what: 'User', types: USER_RECORD_TYPES, rebuild: rebuildUsers, rows: rows.USERS },
    [],
  );
  if (users !== null) return users;
  // What an organization is, its own verification compares: here only that there is none more or less.
  const rebuild = (records: readonly ToldRecord[]) =>
    new Map([...rebuildOrganizations(records)].map(([id, row]) => [id, row && { ...row, claims: {} }]));
  const organizations = { what: 'Organization', types: ORGANIZATION_RECORD_TYPES, rebuild, rows: rows.ORGANIZATIONS };
  const settings = {
    what: 'Mail server',
    types: MAIL_SETTING_RECORD_TYPES,
    rebuild: rebuildMailSettings,
    rows: rows.MAIL_SETTINGS,
  };
  return (await verifyKind(scope, organizations, [])) ?? (await verifyKind(scope, settings, [])) ?? verifyHeads(scope);
}

/** An organization without the head of a ledger would be verified by nobody. */
async function verifyHeads({ client, platformLedgers, newest }: StateScope): Promise<Difference | null> {
  const found = await client.query<{ id: string; name: string }>(
    `select id, name from organization where id not in (select organization_id from ledger_head) order by id limit 1`,
  );
  const [headless] = found.rows;
  if (headless === undefined) return null;
  const by = (await recordsAbout(client, platformLedgers, [headless.id])).get(headless.id)?.at(-1) ?? newest;
  const explanation = `The head of the ledger of organization ${headless.name} (${headless.id}) is missing in its table, but ${named(by)} tells of it.`;
  return { by, explanation, expected: 'the head of its ledger', found: 'no such row' };
}

async function verifyOrganization(scope: StateScope, report: (checked: number) => void): Promise<Difference | null> {
  const ledgers = [...scope.platformLedgers, ...scope.open, ...scope.closed];
  const about = await recordsAbout(scope.client, ledgers, [scope.organizationId]);
  const records = (about.get(scope.organizationId) ?? []).filter(({ type }) => type === 'organization.changed');
  const isCounted = ({ ledger }: ToldRecord) => ledger === scope.platform || scope.open.includes(ledger);
  const isAcknowledged = !records.every(isCounted);
  const founding = records.find(({ detail, ledger }) => detail.created === true && ledger === scope.platform) ?? null;
  return (
    (isAcknowledged ? null : await verifySelf(scope, records)) ??
    (await verifyThings(scope, founding)) ??
    verifyRequests(scope, await readToldThings(scope), report)
  );
}

/** The organization's own row, as the platform's ledger tells of its founding, and its own of its settings. */
async function verifySelf(
  { client, organizationId }: StateScope,
  records: readonly ToldRecord[],
): Promise<Difference | null> {
  const found = await client.query<FoundRow>(`${rows.ORGANIZATIONS} where id = $1`, [organizationId]);
  return compareRows(rebuildOrganizations(records), byKey(found.rows), () => null);
}

/** The ledger is the organization's own; its epoch, and where its checkpoints come from, were fixed with its first record. */
async function verifyHead({ client, organizationId, first }: StateScope): Promise<Difference | null> {
  const { organizationId: whose, epoch } = parseLedgerName(first.ledger);
  if (whose !== organizationId) {
    const explanation = `The head of organization ${organizationId} names the ledger ${first.ledger}, which is another organization's.`;
    return { by: first, explanation, expected: organizationId, found: whose };
  }
  const head = await client.query<FoundRow>('select origin, epoch from ledger_head where ledger = $1', [first.ledger]);
  const claims = saysAll({ origin: first.detail.origin, epoch }, first);
  const [found] = head.rows;
  if (found === undefined) return null;
  return compareFound({ thing: `The head of the ledger ${first.ledger}`, newest: first, claims }, found);
}
