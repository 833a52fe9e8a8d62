import type { Scene, Thing } from './scene.ts';

/**
 * Who may do what, written by hand from the product's roles, and held to the real schema on a real database by
 * `access-matrix.db.test.ts`. It fails where an operation or a node type has no row.
 *
 * A new operation: one row in the file of its area, `'Mutation.doThing': { on, ask, may }`.
 *   on    what it is done to, made afresh for each caller (things.ts); its id is handed to `ask`
 *   ask   the variables of the operation, from that id
 *   may   one mark for each column, in the order of COLUMNS; `MAY` has those that many rows share
 *   short the code that an allowed caller ends with, where success would take more than is worth making: the rights were
 *         looked at before
 *   stir  of a subscription: makes happen what it tells of
 * Two rows of one operation differ by what follows the name: `'Query.auditChain of the platform'`. A node type's row is
 * `'Node.Thing'`; it needs no `ask`. What is no matter of rights, like what input is right, is tested elsewhere.
 */
export interface Row {
  readonly on: Thing;
  readonly ask?: (id: string, scene: Scene) => Readonly<Record<string, unknown>> | Promise<Record<string, unknown>>;
  readonly may: string;
  readonly short?: string;
  readonly stir?: (scene: Scene) => Promise<unknown>;
}

export type Area = Readonly<Record<string, Row>>;

/**
 * SU PA        superuser, platform admin; members nowhere
 * AD OP VI     admin, operator, viewer of the organization, without a role on the profile
 * OA OO        operators who are ADMIN, OPERATOR of the profile
 * VO VA        viewers who are OPERATOR, ADMIN of the profile; the latter does not count
 * AS           the operator who asked for the request or certificate at hand, ADMIN of its profile
 * XA XO XV     admin, operator, viewer of another organization
 * TR TS TD TM  tokens of the admin with one scope each: READ, SUBMIT, DECIDE, MANAGE
 * TX           a token of the superuser with every scope, in the other organization
 * DI NO        somebody who was disabled after signing in; nobody
 */
// biome-ignore format: as the columns of the rows stand
export const COLUMNS = [
  'SU', 'PA', 'AD', 'OP', 'VI', 'OA', 'OO', 'VO', 'VA', 'AS',
  'XA', 'XO', 'XV', 'TR', 'TS', 'TD', 'TM', 'TX', 'DI', 'NO',
] as const;

/**
 * `+` allowed, `-` NOT_ALLOWED, `=` SELF_APPROVAL, `s` FORBIDDEN: the token lacks the scope, `u` UNAUTHENTICATED,
 * `0` not there: the very answer that an id gets which never was.
 */
export const MARKS = /^[-+=su0]$/;

export const MAY = {
  //         SU PA AD OP VI OA OO VO VA AS XA XO XV TR TS TD TM TX DI NO
  read: '     +  +  +  +  +  +  +  +  +  +  0  0  0  +  s  s  s  0  u  u',
  administer: '+ +  +  -  -  -  -  -  -  -  0  0  0  s  s  s  +  0  u  u',
  ruleProfile: '+ + +  -  -  +  -  -  -  +  0  0  0  s  s  s  +  0  u  u',
  readAsAdmin: '+ +  +  0  0  0  0  0  0  0  0  0  0  +  s  s  s  0  u  u',
  readPlatform: '+ + 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  u  u',
  managePlatform: '+ + - -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  u  u',
  signedIn: ' +  +  +  +  +  +  +  +  +  +  +  +  +  s  s  s  s  s  u  u',
  anybody: '  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +',
} as const;

/** The marks of a row, one for each column. */
export function marksOf(row: Row): readonly string[] {
  return row.may.trim().split(/\s+/);
}
