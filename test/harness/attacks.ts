import type pg from 'pg';
import { attacksOnRecords } from './attacks-on-records.ts';
import { attacksOnState } from './attacks-on-state.ts';
import { attacksOnTheEnd } from './attacks-on-the-end.ts';
import type { StoredRecord } from './ledger-world.ts';
import type { World } from './world.ts';

/** An organization with its ledger as it was signed last, and a request that waits for its decision. */
export interface Attacked {
  readonly world: World;
  readonly ledger: string;
  readonly records: readonly StoredRecord[];
  readonly requestId: string;
}

export interface Scene extends Attacked {
  /** A superuser of the database, whom no trigger and no constraint of it holds. */
  readonly client: pg.Client;
  /** Another organization, which is nobody else's neighbour. */
  readonly neighbour: Attacked;
}

export interface Attack {
  readonly name: string;
  /** What is reported of it. */
  readonly what: 'edited' | 'missing' | 'reordered' | 'cut off' | 'rewritten' | 'state edited';
  readonly explanation: RegExp;
  /** When a server that starts finds it: before it serves anybody, or by the look at everything that follows. */
  readonly foundAtStart: 'before it listens' | 'in the background';
  /** What is done in the organization beforehand, through the public doors. */
  readonly before?: (world: World, more: Pick<Scene, 'client' | 'requestId'>) => Promise<void>;
  /** Changes the database, and answers the record that is the first to be wrong. */
  readonly strike: (scene: Scene) => Promise<number>;
}

/** Everything that whoever owns the database could try on an organization. */
export const ATTACKS: readonly Attack[] = [...attacksOnRecords, ...attacksOnTheEnd, ...attacksOnState];
