import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PlatformRole } from '../../../domain/actor.ts';
import type { SignedIn } from '../../../usecases/application.ts';
import type { ApiTokenRow, UserRow } from '../../../usecases/ports.ts';
import type { Caller, GraphqlContext } from '../context.ts';
import { callerOf } from '../context.ts';
import { OrganizationMembershipType, ViewerType } from '../types/people.ts';

export interface ViewerView {
  readonly user: UserRow;
  readonly token: ApiTokenRow | null;
  readonly platformRole: PlatformRole | null;
  readonly caller: Pick<Caller, 'principal'>;
  readonly sessionId: string | null;
}

export function viewerView(caller: Caller): ViewerView {
  const { user, token, principal, session } = caller;
  return { user, token, platformRole: principal.platformRole, caller, sessionId: session?.id ?? null };
}

/** Whoever has just signed in: the session is there from the answer on. */
export function signedInView(signedIn: SignedIn): ViewerView {
  const { user, principal } = signedIn;
  return { user, token: null, platformRole: principal.platformRole, caller: signedIn, sessionId: null };
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { nullable: true, description: 'Whoever asks; null without a session or a token.' })
  viewer(@Ctx() context: GraphqlContext): ViewerView | null {
    return context.caller === null ? null : viewerView(callerOf(context));
  }

  @Query(() => Boolean, {
    description: 'Whether there are no users yet, so that the set-up link of the first start is waiting.',
  })
  setupNeeded(@Ctx() context: GraphqlContext): Promise<boolean> {
    return context.app.queries.setupNeeded();
  }

  @FieldResolver(() => [OrganizationMembershipType], {
    description: 'Where the viewer is a member; with a platform role, every organization.',
  })
  organizations(@Root() viewer: ViewerView, @Ctx() context: GraphqlContext) {
    return context.app.queries.memberships(viewer.caller.principal);
  }
}
