import { AUTHORITY_RECORD_TYPES, rebuildAuthorities } from '../domain/rebuild/authority-state.ts';
import { CHANGE_RECORD_TYPES, rebuildChanges } from '../domain/rebuild/change-state.ts';
import type { Difference, FoundRow, Rebuilt } from '../domain/rebuild/claims.ts';
import { compareRows } from '../domain/rebuild/compare-rows.ts';
import { DEVICE_RECORD_TYPES, rebuildDevices } from '../domain/rebuild/device-state.ts';
import { MEMBERSHIP_RECORD_TYPES, rebuildMemberships } from '../domain/rebuild/membership-state.ts';
import {
  PROFILE_RECORD_TYPES,
  PROFILE_ROLE_RECORD_TYPES,
  type RebuiltProfiles,
  rebuildProfileRoles,
  rebuildProfiles,
} from '../domain/rebuild/profile-state.ts';
import { REASON_RECORD_TYPES, rebuildReasons } from '../domain/rebuild/reason-state.ts';
import { rebuildTokens, TOKEN_RECORD_TYPES } from '../domain/rebuild/token-state.ts';
import type { ToldRecord } from '../domain/rebuild/told-record.ts';
import { rebuildWebhooks, WEBHOOK_RECORD_TYPES } from '../domain/rebuild/webhook-state.ts';
import { recordsOfTypes } from './state-records.ts';
import * as rows from './state-rows.ts';
import { byKey, type StateScope, untoldOf } from './state-scope.ts';

/** A kind of thing of which an organization has few, so that all of them are compared at once. */
export interface ThingKind {
  /** With a capital, before its key: `Device dev_…`. */
  readonly what: string;
  readonly types: readonly string[];
  readonly rebuild: (records: readonly ToldRecord[]) => Rebuilt;
  readonly rows: string;
  /** Where it is a part of something else: what that is, by the part's key. It is checked only where its whole is. */
  readonly whole?: { readonly of: (key: string) => string; readonly kind: ThingKind };
}

/** What the requests of an organization rest on. */
export interface ToldThings {
  readonly profiles: RebuiltProfiles;
  readonly tokens: Rebuilt;
}

const PROFILES: ThingKind = {
  what: 'Trust profile',
  types: PROFILE_RECORD_TYPES,
  rebuild: (records) => rebuildProfiles(records).profiles,
  rows: rows.PROFILES,
};

const KINDS: readonly ThingKind[] = [
  PROFILES,
  {
    what: 'The trust profile’s version',
    types: PROFILE_RECORD_TYPES,
    rebuild: (records) => rebuildProfiles(records).versions,
    rows: rows.PROFILE_VERSIONS,
    whole: { of: (versionKey) => versionKey.split('/')[0] ?? versionKey, kind: PROFILES },
  },
  {
    what: 'The role on a trust profile',
    types: PROFILE_ROLE_RECORD_TYPES,
    rebuild: rebuildProfileRoles,
    rows: rows.PROFILE_ROLES,
  },
  { what: 'Pending change', types: CHANGE_RECORD_TYPES, rebuild: rebuildChanges, rows: rows.PENDING_CHANGES },
  { what: 'The membership of', types: MEMBERSHIP_RECORD_TYPES, rebuild: rebuildMemberships, rows: rows.MEMBERSHIPS },
  { what: 'Device', types: DEVICE_RECORD_TYPES, rebuild: rebuildDevices, rows: rows.DEVICES },
  { what: 'Reason', types: REASON_RECORD_TYPES, rebuild: rebuildReasons, rows: rows.REASONS },
  { what: 'API token', types: TOKEN_RECORD_TYPES, rebuild: rebuildTokens, rows: rows.TOKENS },
  { what: 'Webhook', types: WEBHOOK_RECORD_TYPES, rebuild: rebuildWebhooks, rows: rows.WEBHOOKS },
];

/** Everything of an organization but its requests: who may do what, by which rules, with which keys. */
export async function verifyThings(scope: StateScope, founding: ToldRecord | null): Promise<Difference | null> {
  const parameters = [scope.organizationId];
  for (const kind of KINDS) {
    const difference = await verifyKind(scope, kind, parameters);
    if (difference !== null) return difference;
  }
  const authorities: ThingKind = {
    what: 'Certificate authority',
    types: AUTHORITY_RECORD_TYPES,
    rebuild: (records) => rebuildAuthorities(records, founding),
    rows: founding?.detail.deviceCa === undefined ? `${rows.AUTHORITIES} and kind <> 'DEVICE_ROOT'` : rows.AUTHORITIES,
  };
  return verifyKind(scope, authorities, parameters);
}

export async function verifyKind(
  scope: StateScope,
  kind: ThingKind,
  parameters: readonly string[],
): Promise<Difference | null> {
  const { client, open } = scope;
  const expected = kind.rebuild(await recordsOfTypes(client, open, kind.types));
  const found = byKey((await client.query<FoundRow>(kind.rows, [...parameters])).rows);
  const acknowledged = await acknowledgedKeys(scope, kind.whole?.kind ?? kind);
  const wholeOf = kind.whole?.of ?? ((key: string) => key);
  const counted = <Row>(all: ReadonlyMap<string, Row>) =>
    new Map([...all].filter(([key]) => !acknowledged.has(wholeOf(key))));
  return compareRows(counted(expected), counted(found), untoldOf(scope, kind.what));
}

async function acknowledgedKeys({ client, closed }: StateScope, { types, rebuild }: ThingKind): Promise<Set<string>> {
  if (closed.length === 0) return new Set();
  return new Set(rebuild(await recordsOfTypes(client, closed, types)).keys());
}

/** What requests are compared with: rules as recorded, and who is behind a token. */
export async function readToldThings({ client, open }: StateScope): Promise<ToldThings> {
  return {
    profiles: rebuildProfiles(await recordsOfTypes(client, open, PROFILE_RECORD_TYPES)),
    tokens: rebuildTokens(await recordsOfTypes(client, open, TOKEN_RECORD_TYPES)),
  };
}
