import { DomainError } from '../domain/errors.ts';
import { CompactTree, hashNode, type LeafRange } from '../domain/merkle.ts';
import type { Database, Statement } from '../store/database.ts';

/** Children of a stored subtree, and hashes read at once. */
export const FAN_OUT = 256;
const BITS = 8;

const LEAVES: Statement = {
  name: 'subtree-leaves',
  text: 'select seq as place, hash from ledger_record where ledger = $1 and seq >= $2 and seq < $3 order by seq',
};
const NODES: Statement = {
  name: 'subtree-nodes',
  text: `select place, hash from ledger_subtree where ledger = $1 and level = $2 and place >= $3 and place < $4 order by place`,
};
const KEEP: Statement = {
  name: 'subtree-keep',
  text: `insert into ledger_subtree (ledger, level, place, hash)
    select $1, $2, * from unnest($3::bigint[], $4::text[]) on conflict do nothing`,
};

interface Node {
  readonly place: number;
  readonly hash: string;
}

/**
 * Roots of ranges of one ledger's Merkle tree, from stored roots of complete subtrees of 256^n records: a range costs as
 * many reads as the tree has levels, two at each. What is not stored yet is computed from the level below, and stored.
 * Make one for each answer: what it has read it keeps.
 */
export class Subtrees {
  readonly #database: Database;
  readonly #ledger: string;
  readonly #groups = new Map<string, Promise<readonly string[]>>();

  constructor(database: Database, ledger: string) {
    this.#database = database;
    this.#ledger = ledger;
  }

  /** The root of the tree over these leaves; ranges are those of RFC 6962 §2.1. Throws where records are missing. */
  async rootOf({ start, end }: LeafRange): Promise<string> {
    const length = end - start;
    const half = largestPowerOfTwoBelow(length);
    if (half * 2 !== length && length !== 1) {
      const [left, right] = await Promise.all([
        this.rootOf({ start, end: start + half }),
        this.rootOf({ start: start + half, end }),
      ]);
      return hashNode(left, right);
    }
    const level = Math.floor(Math.log2(length) / BITS);
    const width = FAN_OUT ** level;
    const first = start / width;
    const group = await this.#group(level, Math.floor(first / FAN_OUT), (first % FAN_OUT) + length / width);
    return perfectRoot(group.slice(first % FAN_OUT, (first % FAN_OUT) + length / width));
  }

  /** At least `count` hashes of a level, from the first of a group on. */
  #group(level: number, index: number, count: number): Promise<readonly string[]> {
    const key = `${level}:${index}`;
    const known = this.#groups.get(key);
    const group = (known ?? this.#read(level, index)).then((hashes) =>
      hashes.length >= count ? hashes : this.#complete(level, index, hashes, count),
    );
    this.#groups.set(key, group);
    return group;
  }

  async #read(level: number, index: number): Promise<readonly string[]> {
    const [from, to] = [index * FAN_OUT, (index + 1) * FAN_OUT];
    const rows =
      level === 0
        ? await this.#database.query<Node>(LEAVES, [this.#ledger, from, to])
        : await this.#database.query<Node>(NODES, [this.#ledger, level, from, to]);
    const gap = rows.findIndex(({ place }, at) => place !== from + at);
    return (gap < 0 ? rows : rows.slice(0, gap)).map(({ hash }) => hash);
  }

  /** Computes what is not stored of a group. */
  async #complete(level: number, index: number, stored: readonly string[], count: number): Promise<readonly string[]> {
    const from = index * FAN_OUT + stored.length;
    if (level === 0) {
      throw new DomainError('CONFLICT', `Record ${from} of ledger ${this.#ledger} is missing. Verify the ledger.`);
    }
    const made: string[] = [];
    for (let place = from; place < index * FAN_OUT + count; place += 1) {
      made.push(perfectRoot((await this.#group(level - 1, place, FAN_OUT)).slice(0, FAN_OUT)));
      this.#groups.delete(`${level - 1}:${place}`);
    }
    await keepSubtrees(this.#database, this.#ledger, level, from, made);
    return [...stored, ...made];
  }
}

/** Stores roots of neighbouring complete subtrees; those that are there already stay. */
export async function keepSubtrees(
  database: Database,
  ledger: string,
  level: number,
  firstPlace: number,
  hashes: readonly string[],
): Promise<void> {
  const places = hashes.map((_hash, at) => firstPlace + at);
  await database.query(KEEP, [ledger, level, places, hashes]);
}

/** Of a power of two of leaves. */
function perfectRoot(hashes: readonly string[]): string {
  const tree = new CompactTree();
  for (const hash of hashes) tree.append(hash);
  return tree.root();
}

function largestPowerOfTwoBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
