import type { Database, Statement } from './database.ts';

export interface FollowerPlaces {
  /** Ledgers, closed ones too, that reach further than the follower has come; one new to it is followed from its start. */
  behind(follower: string): Promise<{ ledger: string; next: number; size: number }[]>;
  moveTo(follower: string, ledger: string, next: number): Promise<void>;
  /** On the follower's very first start: what happened before is none of its business. */
  startAtHeads(follower: string): Promise<void>;
  /** What has happened up to now is none of the follower's business: it was turned off. */
  skipToHeads(follower: string): Promise<void>;
  /** Runs `work` unless another server does the same right now. */
  alone(follower: string, work: () => Promise<void>): Promise<void>;
}

const LEDGERS = 'select ledger, size from ledger_head union all select ledger, size from ledger_epoch';
const BEHIND: Statement = {
  name: 'follower-behind',
  text: `select h.ledger, coalesce(p.next, 0) as next, h.size from (${LEDGERS}) h
    left join follower_place p on p.ledger = h.ledger and p.follower = $1
    where h.size > coalesce(p.next, 0) order by h.ledger`,
};
const MOVE: Statement = {
  name: 'follower-move',
  text: `insert into follower_place (follower, ledger, next) values ($1, $2, $3)
    on conflict (follower, ledger) do update set next = greatest(follower_place.next, excluded.next)`,
};
const START: Statement = {
  name: 'follower-start',
  text: `insert into follower_place (follower, ledger, next) select $1, ledger, size from (${LEDGERS}) h
    where not exists (select 1 from follower_place where follower = $1) on conflict do nothing`,
};

const SKIP: Statement = {
  name: 'follower-skip',
  text: `insert into follower_place as p (follower, ledger, next) select $1, ledger, size from (${LEDGERS}) h
    on conflict (follower, ledger) do update set next = excluded.next where p.next < excluded.next`,
};

const LOCK = `select pg_try_advisory_lock(hashtextextended('follower ' || $1, 0)) as alone`;
const UNLOCK = `select pg_advisory_unlock(hashtextextended('follower ' || $1, 0))`;

/** Where each follower stands in each ledger: what it has handled is before its place. */
export function createFollowerPlaces(database: Database): FollowerPlaces {
  return {
    behind: (follower) => database.query(BEHIND, [follower]),
    async moveTo(follower, ledger, next) {
      await database.query(MOVE, [follower, ledger, next]);
    },
    async startAtHeads(follower) {
      await database.query(START, [follower]);
    },
    async skipToHeads(follower) {
      await database.query(SKIP, [follower]);
    },
    async alone(follower, work) {
      const client = await database.pool.connect();
      let broken: Error | undefined;
      try {
        const { rows } = await client.query<{ alone: boolean }>(LOCK, [follower]);
        if (rows[0]?.alone !== true) return;
        try {
          await work();
        } finally {
          await client.query(UNLOCK, [follower]);
        }
      } catch (error) {
        // The lock ends with its connection.
        broken = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}
