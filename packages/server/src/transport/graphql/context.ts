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
  /** Changed by `enter` alone. */
  caller: Caller | null;
  /** Network address of the caller, for limits and the ledger. */
  readonly address: string;
  /** Attempts on an account, by its email or one-time token, are counted before anything is looked at; throws RATE_LIMITED. */
  readonly limitSignIn: (account: string) => void;
  /** The same for asking for a new password, which sends a mail. */
  readonly limitPasswordReset: (account: string) => void;
  /** Sets the session cookie, or with null takes it away */
  readonly setSession: (signedIn: SignedIn | null) => void;
  /** Ends the live connections of a session that was signed out. */
  readonly endSession: (sessionId: string) => void;
  /** Looks now whether the live connections of a person, and of their tokens, still stand. */
  readonly recheckPerson: (userId: string) => void;
}

/** Signs somebody in: the answer is theirs already, so that what they may do can be asked for in it. */
export function enter(context: GraphqlContext, signedIn: SignedIn): void {
  context.setSession(signedIn);
  context.caller = { principal: signedIn.principal, user: signedIn.user, session: null, token: null };
}

export function callerOf(context: GraphqlContext): Caller {
  if (context.caller !== null) return context.caller;
  throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token as "Authorization: Bearer cst_…".');
}

export function principalOf(context: GraphqlContext): Principal {
  return callerOf(context).principal;
}

/** Whoever is signed in: what belongs to a session is nothing for a token. */
export function signedInCaller(context: GraphqlContext): Caller & { readonly session: SessionRow } {
  const caller = callerOf(context);
  if (caller.session !== null) return { ...caller, session: caller.session };
  throw new DomainError('FORBIDDEN', 'This is for people who are signed in, not for tokens.');
}
