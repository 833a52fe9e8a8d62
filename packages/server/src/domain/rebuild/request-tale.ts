import type { JsonObject } from '../audit-record-types.ts';
import type { KeyOrigin } from '../certificate-request.ts';
import type { Claims, ExpectedRow } from './claims.ts';
import { says, sourceOf } from './claims.ts';
import type { ToldRecord } from './told-record.ts';

/** What the records of one request have told so far. */
export interface RequestTale {
  readonly id: string;
  readonly claims: Claims;
  readonly submitted: ToldRecord;
  readonly newest: ToldRecord;
  /** Null where it cannot be known. */
  readonly keyOrigin: KeyOrigin | null;
  readonly issued: ToldRecord | null;
  /** By the id of the actor who voted. This map and the next ones are the tale's own, and grow with it. */
  readonly decisions: Map<string, ExpectedRow>;
  readonly comments: Map<string, ExpectedRow>;
  /** By serial. */
  readonly intents: Map<string, ExpectedRow>;
}

/** What a record changes; a type that has no step changes nothing of the state. */
export type Step = (tale: RequestTale, record: ToldRecord) => Partial<RequestTale>;

/** A request is where a record says that it is now. */
export function inState(tale: RequestTale, record: ToldRecord, status: string, issuanceStatus: string): Claims {
  const by = sourceOf(record);
  return { ...tale.claims, ...says('status', status, by), ...says('issuanceStatus', issuanceStatus, by) };
}

/** A certificate's time as a table holds it; records carry whole seconds. */
export function instant(detail: JsonObject, key: string): string | undefined {
  const text = detail[key];
  if (typeof text !== 'string') return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toISOString();
}
