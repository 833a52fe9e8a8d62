import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../domain/permission.ts';
import type { PendingChangeRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import {
  DecidePendingChangeInput,
  PendingChangeFilter,
  ReplayTrustProfileInput,
  RetireTrustProfileInput,
  WithdrawPendingChangeInput,
} from '../inputs/changes.ts';
import {
  DecidePendingChangePayload,
  ReplayTrustProfilePayload,
  RetireTrustProfilePayload,
  WithdrawPendingChangePayload,
} from '../payloads.ts';
import { FieldDifferenceType, PendingChangeConnection, PendingChangeType } from '../types/changes.ts';
import { connection, PermissionType } from '../types/common.ts';
import { TrustProfileType } from '../types/governance.ts';
import { pendingChangeView, replayView, trustProfileView } from '../views.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';
import { profileInput } from './profile-input.ts';

@Resolver(() => PendingChangeType)
export class PendingChangesResolver {
  @Query(() => PendingChangeType, { nullable: true, description: 'Members of its organization.' })
  async pendingChange(@Arg('id', () => ID) id: string, @Ctx() context: GraphqlContext) {
    const row = await context.app.queries.pendingChange(principalOf(context), id);
    return row === null ? null : pendingChangeView(row);
  }

  @Query(() => PendingChangeConnection, {
    description: 'Members of the organization. Edits that wait for a second admin, and those that did; newest first.',
  })
  async pendingChanges(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('filter', () => PendingChangeFilter, { nullable: true }) filter: PendingChangeFilter | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.pendingChanges(principalOf(context), organizationId, filter, page);
    return connection(await read({ first, after }), pendingChangeView, info, () => countByPages(read));
  }

  @FieldResolver(() => TrustProfileType)
  async trustProfile(@Root() { row }: { row: PendingChangeRow }, @Ctx() context: GraphqlContext) {
    const profile = await context.app.queries.trustProfile(principalOf(context), row.trustProfileId);
    if (profile === null) throw notFound();
    return trustProfileView(profile);
  }

  @FieldResolver(() => [FieldDifferenceType], { description: 'What it changes in the version that it edits.' })
  differences(@Root() { row }: { row: PendingChangeRow }, @Ctx() context: GraphqlContext) {
    return context.app.queries.changeDifferences(row);
  }

  @FieldResolver(() => PermissionType)
  async viewerCanDecide(@Root() { row }: { row: PendingChangeRow }, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.changePermissions(principalOf(context), row)).decide;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanWithdraw(@Root() { row }: { row: PendingChangeRow }, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.changePermissions(principalOf(context), row)).withdraw;
  }

  @Mutation(() => DecidePendingChangePayload, {
    description:
      'Admins of the organization, but never the person who proposed it. What is approved is judged anew, and in force at once.',
  })
  decidePendingChange(
    @Arg('input', () => DecidePendingChangeInput) input: DecidePendingChangeInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const row = await context.app.commands.decidePendingChange(principalOf(context), input);
      return { pendingChange: pendingChangeView(row) };
    });
  }

  @Mutation(() => WithdrawPendingChangePayload, { description: 'Whoever proposed it, until it is decided.' })
  withdrawPendingChange(
    @Arg('input', () => WithdrawPendingChangeInput) input: WithdrawPendingChangeInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const row = await context.app.commands.withdrawPendingChange(principalOf(context), input);
      return { pendingChange: pendingChangeView(row) };
    });
  }

  @Mutation(() => RetireTrustProfilePayload, {
    description:
      'Admins of the organization. Nothing matches it any more, and what waits under it can no longer be approved. For good.',
  })
  retireTrustProfile(
    @Arg('input', () => RetireTrustProfileInput) input: RetireTrustProfileInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const profile = await context.app.commands.retireTrustProfile(principalOf(context), input);
      return { trustProfile: trustProfileView(profile) };
    });
  }

  @Query(() => ReplayTrustProfilePayload, {
    description:
      'Who may change the profile, or create one. What it would have done, as proposed, to the requests of the last days; writes nothing.',
  })
  replayTrustProfile(
    @Arg('input', () => ReplayTrustProfileInput) input: ReplayTrustProfileInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { organizationId, trustProfileId, days } = input;
      const proposed = {
        ...profileInput(input),
        organizationId,
        trustProfileId: trustProfileId ?? null,
        days: days ?? null,
      };
      return { replay: replayView(await context.app.queries.replayTrustProfile(principalOf(context), proposed)) };
    });
  }
}
