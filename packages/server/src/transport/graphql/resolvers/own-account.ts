import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { enter, type GraphqlContext, signedInCaller } from '../context.ts';
import {
  ChangePasswordInput,
  EndSessionInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from '../inputs/accounts.ts';
import {
  ChangePasswordPayload,
  EndOtherSessionsPayload,
  EndSessionPayload,
  RequestPasswordResetPayload,
  ResetPasswordPayload,
} from '../payloads.ts';
import { SessionType, ViewerType } from '../types/people.ts';
import { answer } from './answer.ts';
import { signedInView, type ViewerView, viewerView } from './viewer.ts';

@Resolver(() => ViewerType)
export class OwnAccountResolver {
  @FieldResolver(() => [SessionType], {
    description: 'Where the viewer is signed in, the session seen last first. A token has none.',
  })
  async sessions(@Root() { sessionId, caller }: ViewerView, @Ctx() context: GraphqlContext) {
    const sessions = await context.app.queries.sessions(caller.principal);
    return sessions.map(({ id, createdAt, lastSeenAt }) => ({ id, createdAt, lastSeenAt, current: id === sessionId }));
  }

  @Mutation(() => EndSessionPayload, { description: 'Whoever is signed in, for a session of their own.' })
  endSession(@Arg('input', () => EndSessionInput) input: EndSessionInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const caller = signedInCaller(context);
      await context.app.commands.endSession(caller.principal, input);
      context.endSession(input.sessionId);
      if (caller.session.id === input.sessionId) context.setSession(null);
      return { viewer: viewerView(caller) };
    });
  }

  @Mutation(() => EndOtherSessionsPayload, { description: 'Whoever is signed in. Only the session that asks goes on.' })
  endOtherSessions(@Ctx() context: GraphqlContext) {
    return answer(null, async () => {
      const caller = signedInCaller(context);
      await context.app.commands.endOtherSessions(caller.principal, caller.session.id);
      context.recheckPerson(caller.user.id);
      return { viewer: viewerView(caller) };
    });
  }

  @Mutation(() => ChangePasswordPayload, {
    description: 'Whoever is signed in, with their current password. Ends all their other sessions.',
  })
  changePassword(@Arg('input', () => ChangePasswordInput) input: ChangePasswordInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const caller = signedInCaller(context);
      context.limitSignIn(caller.user.email);
      await context.app.commands.changePassword(caller.principal, caller.session.id, input);
      context.recheckPerson(caller.user.id);
      return { viewer: viewerView(caller) };
    });
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description:
      'Anybody. Sends a link for a new password, valid for an hour, to who has an account; the answer is the same where nobody has.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      context.limitPasswordReset(input.email);
      await context.app.commands.requestPasswordReset({ email: input.email, address: context.address });
      return {};
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Whoever holds the newest link for a new password. Ends all sessions of the account and signs in.',
  })
  resetPassword(@Arg('input', () => ResetPasswordInput) input: ResetPasswordInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      context.limitSignIn(input.token);
      const signedIn = await context.app.commands.resetPassword(input);
      enter(context, signedIn);
      context.recheckPerson(signedIn.user.id);
      return { viewer: signedInView(signedIn) };
    });
  }
}
