import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { type GraphqlContext, principalOf } from '../context.ts';
import { DateTime } from '../date-time.ts';
import { InsightsType } from '../types/insights.ts';
import { insightsView } from '../views-insights.ts';

@Resolver(() => InsightsType)
export class InsightsResolver {
  @Query(() => InsightsType, {
    description:
      'Members of the organization. What its requests come to from `from` (included) to `to` (excluded), at most 366 days; a moment to come stands for now. `trustProfileId` leaves those of one trust profile.',
  })
  async insights(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Arg('trustProfileId', () => ID, { nullable: true }) trustProfileId: string | null,
    @Ctx() context: GraphqlContext,
  ) {
    const input = { organizationId, from, to, trustProfileId: trustProfileId ?? null };
    return insightsView(await context.app.queries.insights(principalOf(context), input));
  }
}
