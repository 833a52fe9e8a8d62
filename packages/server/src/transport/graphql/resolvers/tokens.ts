import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '../../../domain/permission.ts';
import type { ApiTokenRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { RevokeApiTokenInput } from '../inputs/accounts.ts';
import { RevokeApiTokenPayload } from '../payloads.ts';
import { connection, PermissionType } from '../types/common.ts';
import { ApiTokenConnection, ApiTokenType, UserType } from '../types/people.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';

@Resolver(() => ApiTokenType)
export class ApiTokensResolver {
  @Query(() => ApiTokenConnection, {
    description:
      'Members of the organization: the tokens that they created; for its admins, everybody’s. Newest first.',
  })
  async apiTokens(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.apiTokens(principalOf(context), organizationId, page);
    return connection(
      await read({ first, after }),
      (row) => row,
      info,
      () => countByPages(read),
    );
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'The person it acts for.' })
  createdBy(@Root() token: ApiTokenRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.user(token.createdBy);
  }

  @FieldResolver(() => PermissionType)
  viewerCanRevoke(@Root() token: ApiTokenRow, @Ctx() context: GraphqlContext): Promise<Permission> {
    return context.app.queries.canRevokeToken(principalOf(context), token);
  }

  @Mutation(() => RevokeApiTokenPayload, {
    description: 'Its creator, and admins of the organization. It is refused from the next request on.',
  })
  revokeApiToken(@Arg('input', () => RevokeApiTokenInput) input: RevokeApiTokenInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const apiToken = await context.app.commands.revokeApiToken(principalOf(context), input);
      context.recheckPerson(apiToken.createdBy);
      return { apiToken };
    });
  }
}
