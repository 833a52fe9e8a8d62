import type { Column, Thing } from '../access-matrix/scene.ts';

/**
 * Which record each mutation leaves, held to the real ledger by `recorded-mutations.db.test.ts`, which fails where a mutation is
 * neither here nor explained in UNRECORDED (index.ts). A new mutation: one row in the file of its area,
 * `doThing: { record, by?, about?, detail?, … }`. What it is done to and asked with is taken from its row of the access matrix.
 */
export interface Recorded {
  readonly record: string;
  /** Who calls, by column of the matrix; the admin of the organization where left out. */
  readonly by?: Column;
  /** Whose id the record carries as its actor: the caller's where left out. */
  readonly actor?: 'subject' | 'system';
  /** Id of what the record is about: what the mutation was done to where left out; `made`: what its answer names by this field; null: one of many. */
  readonly about?: { readonly made: string } | ((id: string) => string | null);
  /** What the detail holds at least. A change names what was before and what is after. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Instead of those of the matrix. */
  readonly on?: Thing;
  readonly ask?: (id: string) => Readonly<Record<string, unknown>>;
  /** It happened while the scene was made: the record is looked for among all there are. */
  readonly already?: true;
}

export type RecordedArea = Readonly<Record<string, Recorded>>;
