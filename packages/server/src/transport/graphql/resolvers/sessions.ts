import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { callerOf, enter, type GraphqlContext } from '../context.ts';
import { AcceptInvitationInput, CompleteSetupInput, CreateApiTokenInput, SignInInput } from '../inputs/people.ts';
import {
  AcceptInvitationPayload,
  CompleteSetupPayload,
  CreateApiTokenPayload,
  SignInPayload,
  SignOutPayload,
} from '../payloads.ts';
import { answer } from './answer.ts';
import { signedInView } from './viewer.ts';

@Resolver()
export class SessionsResolver {
  @Mutation(() => SignInPayload, {
    description: 'Anybody. Sets the session cookie. Wrong credentials are an error UNAUTHENTICATED.',
  })
  signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      context.limitSignIn(input.email);
      const signedIn = await context.app.commands.signIn({ ...input, address: context.address });
      enter(context, signedIn);
      return { viewer: signedInView(signedIn) };
    });
  }

  @Mutation(() => SignOutPayload, {
    description: 'Ends the session and its live connections. A token has none to end.',
  })
  signOut(@Ctx() context: GraphqlContext) {
    return answer(null, async () => {
      const { session, principal } = callerOf(context);
      if (session !== null) {
        await context.app.commands.signOut(session.id, principal);
        context.endSession(session.id);
      }
      context.setSession(null);
      return {};
    });
  }

  @Mutation(() => CompleteSetupPayload, {
    description: 'Whoever holds the one-time link of the first start: makes the first superuser and signs them in.',
  })
  completeSetup(@Arg('input', () => CompleteSetupInput) input: CompleteSetupInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      context.limitSignIn(input.token);
      const signedIn = await context.app.commands.completeSetup(input);
      enter(context, signedIn);
      return { viewer: signedInView(signedIn) };
    });
  }

  @Mutation(() => AcceptInvitationPayload, {
    description: 'Whoever holds an invitation: chooses a password and is signed in.',
  })
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      context.limitSignIn(input.token);
      const signedIn = await context.app.commands.acceptInvitation(input);
      enter(context, signedIn);
      return { viewer: signedInView(signedIn) };
    });
  }

  @Mutation(() => CreateApiTokenPayload, {
    description: 'Members who are signed in. The token acts for them; its secret is shown this once.',
  })
  createApiToken(@Arg('input', () => CreateApiTokenInput) input: CreateApiTokenInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const { token, secret } = await context.app.commands.createApiToken(callerOf(context).principal, input);
      return { apiToken: token, secret };
    });
  }
}
