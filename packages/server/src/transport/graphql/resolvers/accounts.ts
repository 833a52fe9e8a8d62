import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PlatformRole } from '../../../domain/actor.ts';
import type { Permission } from '../../../domain/permission.ts';
import type { UserRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { PlatformRoleEnum } from '../enums.ts';
import { DisableUserInput, EnableUserInput, SetPlatformRoleInput } from '../inputs/accounts.ts';
import { DisableUserPayload, EnableUserPayload, SetPlatformRolePayload } from '../payloads.ts';
import { connection, PermissionType } from '../types/common.ts';
import { UserAccountConnection, UserAccountType } from '../types/people.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';

function accountView(user: UserRow) {
  const { platformRole = null, createdAt, disabledAt = null, passwordHash } = user;
  return { user, platformRole, createdAt, disabledAt, pending: !passwordHash };
}
type AccountView = ReturnType<typeof accountView>;

@Resolver(() => UserAccountType)
export class AccountsResolver {
  @Query(() => UserAccountConnection, {
    description: 'Superusers and platform admins. `search`: how the name or the e-mail address begins.',
  })
  async users(
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.accounts(principalOf(context), search, page);
    return connection(await read({ first, after }), accountView, info, () => countByPages(read));
  }

  @FieldResolver(() => PermissionType, { description: 'To give them this role on the platform; null takes it away.' })
  viewerCanSetPlatformRole(
    @Root() { user }: AccountView,
    @Arg('role', () => PlatformRoleEnum, { nullable: true }) role: PlatformRole | null,
    @Ctx() context: GraphqlContext,
  ): Promise<Permission> {
    return context.app.queries.canSetPlatformRole(principalOf(context), user, role);
  }

  @FieldResolver(() => PermissionType, { description: 'To keep them out, or to let them in again.' })
  viewerCanDisable(@Root() { user }: AccountView, @Ctx() context: GraphqlContext): Promise<Permission> {
    return context.app.queries.canDisable(principalOf(context), user);
  }

  @Mutation(() => SetPlatformRolePayload, {
    description:
      'Superusers; platform admins for the role of platform admin. A role of null takes it away; one superuser stays. The sessions of that person end.',
  })
  setPlatformRole(
    @Arg('input', () => SetPlatformRoleInput) input: SetPlatformRoleInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { userId, role = null } = input;
      const user = await context.app.commands.setPlatformRole(principalOf(context), { userId, role });
      context.recheckPerson(userId);
      return { account: accountView(user) };
    });
  }

  @Mutation(() => DisableUserPayload, {
    description:
      'Superusers and platform admins, not for themselves. Ends the sessions; tokens of theirs do not work until they are enabled again.',
  })
  disableUser(@Arg('input', () => DisableUserInput) input: DisableUserInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const user = await context.app.commands.disableUser(principalOf(context), input);
      context.recheckPerson(input.userId);
      return { account: accountView(user) };
    });
  }

  @Mutation(() => EnableUserPayload, { description: 'Superusers and platform admins.' })
  enableUser(@Arg('input', () => EnableUserInput) input: EnableUserInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      account: accountView(await context.app.commands.enableUser(principalOf(context), input)),
    }));
  }
}
