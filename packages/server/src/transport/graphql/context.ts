import type { Principal } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Application, SignedIn } from '../../usecases/application.ts';
import type { ApiTokenRow, SessionRow, UserRow } from '../../usecases/ports.ts';

/** Who asks, as the door found out; nobody yet, for signing in. */
export interface Caller {
  readonly principal: Principal;
  readonly user: UserRow;
  readonly session: SessionRow | null;
  readonly token: ApiTokenRow | null;
}

/** What a resolver has at hand. */
export interface GraphqlContext {
  readonly app: Application;
  readonly caller: Caller | null;
  /** Network address of the caller, for limits and the ledger. */
  readonly address: string;
  /** Attempts on an account, by its email or one-time token, are counted before anything is looked at; throws RATE_LIMITED. */
  readonly limitSignIn: (account: string) => void;
  /** Sets the session cookie, or with null takes it away. */
  readonly setSession: (signedIn: SignedIn | null) => void;
  /** Ends the live connections of a session that was signed out. */
  readonly endSession: (sessionId: string) => void;
}

export function callerOf(context: GraphqlContext): Caller {
  if (context.caller !== null) return context.caller;
  throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token as "Authorization: Bearer cst_…".');
}

export function principalOf(context: GraphqlContext): Principal {
  return callerOf(context).principal;
}
