import { hash } from 'node:crypto';
import type { Principal } from '../../domain/actor.ts';
import type { Doorkeeper } from '../../usecases/ports.ts';
import { type SchemaColumns, selectList } from '../columns.ts';
import type { Database, Statement } from '../database.ts';
import type * as rows from '../entities/index.ts';
import { jsonRows } from './json-rows.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A session ends after so long without a sign of life, */
export const SESSION_IDLE_MS = 8 * HOUR_MS;
/** and after so long whatever happens. */
export const SESSION_LONGEST_MS = 24 * HOUR_MS;
/** After so long without a sign of life, deciding asks for the password again. */
export const PRESENCE_LAPSES_MS = 30 * MINUTE_MS;
/** A sign of life is written down at most so often. */
const SEEN_EVERY_MS = MINUTE_MS;

/** Resolves who stands at the door, from the database on every call: what was ended or revoked is refused at once. */
export function createDoorkeeper(database: Database, schema: SchemaColumns): Doorkeeper {
  const users = jsonRows(schema, 'User', 'u');
  const user = (id: string) => `${users.select(`app_user u where u.id = ${id} and u.disabled_at is null`)} as "people"`;
  const session: Statement = {
    name: 'door-session',
    text: `select ${selectList(schema, 'Session', 's')}, ${user('s.user_id')} from session s where s.token_sha256 = $1 and s.ended_at is null`,
  };
  const seen: Statement = {
    name: 'door-session-seen',
    text: 'update session set last_seen_at = $2 where id = $1 and last_seen_at < $2 and ended_at is null',
  };
  const apiToken: Statement = {
    name: 'door-api-token',
    text: `select ${selectList(schema, 'ApiToken', 't')}, ${user('t.created_by')} from api_token t where t.secret_sha256 = $1 and t.revoked_at is null`,
  };
  const tokenUsed: Statement = {
    name: 'door-token-used',
    text: 'update api_token set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
  };
  const sessionStands: Statement = {
    name: 'door-session-stands',
    text: `select ${selectList(schema, 'Session', 's')} from session s join app_user u on u.id = s.user_id
      where s.id = $1 and s.ended_at is null and u.disabled_at is null`,
  };
  const tokenStands: Statement = {
    name: 'door-token-stands',
    text: `select t.id from api_token t join app_user u on u.id = t.created_by
      where t.id = $1 and t.revoked_at is null and u.disabled_at is null`,
  };
  const device: Statement = {
    name: 'door-device',
    text: `select ${selectList(schema, 'Device', 'd')} from device d where d.spki_sha256 = $1 and d.revoked_at is null`,
  };

  return {
    async session(token, now) {
      const found = (await database.query<rows.SessionRow & { people: unknown }>(session, [sha256(token)]))[0];
      if (found === undefined) return null;
      const { people, ...row } = found;
      const person = users.revive(people)[0];
      if (person === undefined || sessionIsOver(row, now)) return null;
      // Once presence has lapsed, only the password brings it back: until then nothing counts as a sign of life.
      const idle = idleTime(row, now);
      if (idle >= SEEN_EVERY_MS && idle <= PRESENCE_LAPSES_MS) await database.query(seen, [row.id, now]);
      const principal = { ...principalOfUser(person), hasLapsed: idle > PRESENCE_LAPSES_MS };
      return { principal, session: row, user: person };
    },

    async apiToken(secret, now) {
      const found = (await database.query<rows.ApiTokenRow & { people: unknown }>(apiToken, [sha256(secret)]))[0];
      if (found === undefined) return null;
      const { people, ...row } = found;
      const creator = users.revive(people)[0];
      if (creator === undefined || hasPassed(row.expiresAt, now)) return null;
      if (sinceUse(row, now) >= SEEN_EVERY_MS) await database.query(tokenUsed, [row.id, now]);
      return { principal: principalOfToken(row, creator), token: row, user: creator };
    },

    async stillStands({ session: row, token }, now) {
      if (token !== null)
        return (await database.query(tokenStands, [token.id])).length > 0 && !hasPassed(token.expiresAt, now);
      if (row === null) return false;
      const current = (await database.query<rows.SessionRow>(sessionStands, [row.id]))[0];
      return current !== undefined && !sessionIsOver(current, now);
    },

    async device(spkiSha256, now) {
      const row = (await database.query<rows.DeviceRow>(device, [spkiSha256]))[0];
      if (row === undefined || hasPassed(row.certificateNotAfter, now)) return null;
      return { principal: principalOfDevice(row), device: row };
    },
  };
}

export function principalOfUser(user: rows.UserRow): Principal {
  return {
    actor: { kind: 'user', id: user.id, name: user.email },
    userId: user.id,
    platformRole: user.platformRole ?? null,
    requesterUserIds: [user.id],
    scopes: null,
    organizationId: null,
  };
}

function principalOfToken(token: rows.ApiTokenRow, creator: rows.UserRow): Principal {
  return {
    actor: { kind: 'token', id: token.id, name: token.name },
    userId: creator.id,
    platformRole: creator.platformRole ?? null,
    requesterUserIds: [creator.id],
    scopes: token.scopes,
    organizationId: token.organizationId,
  };
}

/** The owner comes first: "mine" in lists goes by them. */
export function principalOfDevice(device: rows.DeviceRow): Principal {
  return {
    actor: { kind: 'device', id: device.id, name: device.name },
    userId: null,
    platformRole: null,
    requesterUserIds: [...new Set([device.ownerId, device.registeredBy])],
    scopes: null,
    organizationId: device.organizationId,
  };
}

function sessionIsOver(session: rows.SessionRow, now: Date): boolean {
  return (
    hasPassed(session.expiresAt, now) ||
    now.getTime() - session.createdAt.getTime() >= SESSION_LONGEST_MS ||
    idleTime(session, now) >= SESSION_IDLE_MS
  );
}

function idleTime(session: rows.SessionRow, now: Date): number {
  return now.getTime() - Math.max(session.lastSeenAt.getTime(), session.authenticatedAt.getTime());
}

function sinceUse({ lastUsedAt }: rows.ApiTokenRow, now: Date): number {
  return lastUsedAt ? now.getTime() - lastUsedAt.getTime() : Number.POSITIVE_INFINITY;
}

function hasPassed(moment: Date | null | undefined, now: Date): boolean {
  return moment !== null && moment !== undefined && moment.getTime() <= now.getTime();
}

const sha256 = (text: string) => hash('sha256', text, 'hex');
