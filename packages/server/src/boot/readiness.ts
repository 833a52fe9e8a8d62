import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Database } from '../store/database.ts';
import { type DatabaseClock, TOLERATED_SKEW_MS } from '../store/database-clock.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What was looked at, in words. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Whether this server should be sent traffic: the database answers, clocks agree, the platform's ledger is whole. */
export async function readiness(parts: {
  database: Database;
  clock: DatabaseClock;
  rolesApart: boolean;
  /** What a witness has seen that does not fit what is here. */
  divergence: () => string | null;
  /** Ledgers that are still to be verified after the start; nothing new is signed of them. */
  unverified: () => number;
}): Promise<Readiness> {
  const { database, clock, rolesApart, divergence, unverified } = parts;
  const checks: Record<string, string> = {};
  let ready = true;
  const fail = (name: string, why: string) => {
    checks[name] = why;
    ready = false;
  };
  try {
    const [head] = await database.query<{ sealedBecause: string | null }>(
      {
        name: 'readiness',
        text: 'select sealed_because as "sealedBecause" from ledger_head where organization_id = $1',
      },
      [PLATFORM_TARGET_ID],
    );
    checks.database = 'ok';
    if (head?.sealedBecause) fail('ledger', `the platform's ledger is sealed: ${head.sealedBecause}`);
    else checks.ledger = 'ok';
  } catch {
    fail('database', 'does not answer');
  }
  if (Math.abs(clock.skew) > TOLERATED_SKEW_MS)
    fail('clock', `differs from the database's by ${Math.round(clock.skew)} ms`);
  else checks.clock = 'ok';
  checks.databaseRole = rolesApart ? 'ok' : 'owns the tables: whoever takes over the server can rewrite the ledger';
  // A witness may be the one that is wrong: people have to look, and the server goes on.
  const seen = divergence();
  if (seen !== null) checks.witnesses = seen;
  checks.checkpoints = unverified() === 0 ? 'ok' : `${unverified()} ledgers are still to be verified, or do not verify`;
  return { ready, checks };
}
