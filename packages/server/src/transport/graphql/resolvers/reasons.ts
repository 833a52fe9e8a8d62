import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ManagedReason, ReasonKind } from '../../../domain/managed-reason.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { ReasonKindEnum } from '../enums.ts';
import { CreateReasonInput, ReorderReasonsInput, UpdateReasonInput } from '../inputs/reasons.ts';
import { CreateReasonPayload, ReorderReasonsPayload, UpdateReasonPayload } from '../payloads.ts';
import { PermissionType } from '../types/common.ts';
import { ReasonType } from '../types/reasons.ts';
import { answer } from './answer.ts';

@Resolver(() => ReasonType)
export class ReasonsResolver {
  @Query(() => [ReasonType], { description: 'Members of the organization. In the order in which they are offered.' })
  reasons(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('kind', () => ReasonKindEnum) kind: ReasonKind,
    @Arg('includeInactive', () => Boolean, { nullable: true }) includeInactive: boolean | null,
    @Ctx() context: GraphqlContext,
  ) {
    return context.app.queries.reasons(principalOf(context), organizationId, kind, includeInactive === true);
  }

  @FieldResolver(() => PermissionType)
  viewerCanManage(@Root() reason: ManagedReason, @Ctx() context: GraphqlContext) {
    return context.app.queries.canManageOrganization(principalOf(context), reason.organizationId);
  }

  @Mutation(() => CreateReasonPayload, { description: 'Admins of the organization.' })
  createReason(@Arg('input', () => CreateReasonInput) input: CreateReasonInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      reason: await context.app.commands.createReason(principalOf(context), input),
    }));
  }

  @Mutation(() => UpdateReasonPayload, {
    description:
      'Admins of the organization. Rewords it, takes it out of use or puts it back; what was decided keeps its words.',
  })
  updateReason(@Arg('input', () => UpdateReasonInput) input: UpdateReasonInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      reason: await context.app.commands.updateReason(principalOf(context), input),
    }));
  }

  @Mutation(() => ReorderReasonsPayload, { description: 'Admins of the organization.' })
  reorderReasons(@Arg('input', () => ReorderReasonsInput) input: ReorderReasonsInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      reasons: await context.app.commands.reorderReasons(principalOf(context), input),
    })).then((answered) => ({ reasons: [], ...answered }));
  }
}
