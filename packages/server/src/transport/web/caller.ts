import type { IncomingHttpHeaders } from 'node:http';
import type { Clock, Doorkeeper } from '../../usecases/ports.ts';
import type { Caller } from '../graphql/context.ts';
import { isOwnOrigin } from './origins.ts';
import { sessionTokenIn } from './session-cookie.ts';

export interface Door {
  readonly doorkeeper: Doorkeeper;
  readonly clock: Clock;
  readonly publicUrl: URL;
}

const BEARER = /^Bearer\s+(\S{1,512})$/i;

/**
 * Who stands at the door: by a bearer token, or by the session cookie if the request comes from our own pages. A request
 * without an Origin is taken with a token only, so that no other site can act with somebody's cookie. Null: nobody we know.
 */
export async function callerOf(
  headers: IncomingHttpHeaders,
  door: Door,
  bearer: string | undefined = headers.authorization,
): Promise<Caller | null> {
  const now = door.clock.now();
  const secret = BEARER.exec(bearer ?? '')?.[1];
  if (secret !== undefined) {
    const found = await door.doorkeeper.apiToken(secret, now);
    return found === null ? null : { principal: found.principal, user: found.user, token: found.token, session: null };
  }
  const { origin } = headers;
  if (origin === undefined || !isOwnOrigin(origin, door.publicUrl)) return null;
  return callerBySession(headers, door);
}

export function isBySession(caller: Caller | null): boolean {
  return caller !== null && caller.session !== null;
}

/** By the cookie alone: for GET of downloads, which change nothing and which a browser sends without an Origin. */
export async function callerBySession(headers: IncomingHttpHeaders, door: Door): Promise<Caller | null> {
  const token = sessionTokenIn(headers.cookie, door.publicUrl);
  if (token === null) return null;
  const found = await door.doorkeeper.session(token, door.clock.now());
  return found === null ? null : { principal: found.principal, user: found.user, session: found.session, token: null };
}
