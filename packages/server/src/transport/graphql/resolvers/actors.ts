import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.ts';
import { ActorType, type ActorView } from '../types/common.ts';

/** Whoever is named as having done something. */
@Resolver(() => ActorType)
export class ActorsResolver {
  @FieldResolver(() => String, {
    description:
      'What people call them: of a person their name as it is today, of all others `name`. People choose their own, so it identifies nobody.',
  })
  async displayName(@Root() actor: ActorView, @Ctx() context: GraphqlContext): Promise<string> {
    if (actor.kind !== 'USER') return actor.name;
    return (await context.app.queries.user(actor.id))?.name ?? actor.name;
  }
}
