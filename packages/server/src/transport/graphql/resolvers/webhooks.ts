import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AUDIT_RECORD_TYPES } from '../../../domain/audit-record-types.ts';
import { parseLedgerName, parseSequence, renderSequence } from '../../../domain/ledger-name.ts';
import type { WebhookDeliveryRow, WebhookRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import * as inputs from '../inputs/webhooks.ts';
import * as payloads from '../payloads.ts';
import { connection, PermissionType } from '../types/common.ts';
import { UserType } from '../types/people.ts';
import { WebhookConnection, WebhookDeliveryConnection, WebhookProgressType, WebhookType } from '../types/webhooks.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';

type PageChoice = { readonly first: number | null; readonly after: string | null };

@Resolver(() => WebhookType)
export class WebhooksResolver {
  @Query(() => WebhookConnection, { description: 'Admins of the organization.' })
  async webhooks(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: PageChoice) => context.app.queries.webhooks(principalOf(context), organizationId, page);
    return connection(
      await read({ first, after }),
      (row) => row,
      info,
      () => countByPages(read),
    );
  }

  @Query(() => WebhookType, { nullable: true, description: 'Admins of its organization.' })
  webhook(@Arg('id', () => ID) id: string, @Ctx() context: GraphqlContext): Promise<WebhookRow | null> {
    return context.app.queries.webhook(principalOf(context), id);
  }

  @Query(() => [String], { description: 'Whoever is signed in. Everything that a webhook can be told of.' })
  webhookEventTypes(@Ctx() context: GraphqlContext): readonly string[] {
    principalOf(context);
    return AUDIT_RECORD_TYPES;
  }

  @FieldResolver(() => UserType, { nullable: true })
  createdBy(@Root() webhook: WebhookRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.user(webhook.createdBy);
  }

  @FieldResolver(() => PermissionType)
  viewerCanManage(@Root() webhook: WebhookRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.canManageWebhook(principalOf(context), webhook);
  }

  @FieldResolver(() => WebhookProgressType, { nullable: true })
  async progress(@Root() webhook: WebhookRow, @Ctx() context: GraphqlContext) {
    const row = await context.app.queries.webhookProgress(webhook.id);
    if (row === null) return null;
    const { ledger, next, attempts, failingSince, nextAttemptAt } = row;
    return {
      nextSequence: renderSequence({ epoch: parseLedgerName(ledger).epoch, seq: next }),
      failedAttempts: attempts,
      failingSince,
      nextAttemptAt: attempts === 0 ? null : nextAttemptAt,
    };
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'Every attempt of the last 30 days, newest first.' })
  async deliveries(
    @Root() webhook: WebhookRow,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: PageChoice) => context.app.queries.webhookDeliveries(webhook.id, page);
    return connection(await read({ first, after }), deliveryView, info, () => countByPages(read));
  }

  @Mutation(() => payloads.CreateWebhookPayload, {
    description: 'Admins of the organization. It is told of everything from now on. The secret is shown this once.',
  })
  createWebhook(
    @Arg('input', () => inputs.CreateWebhookInput) input: inputs.CreateWebhookInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, () => context.app.commands.createWebhook(principalOf(context), input));
  }

  @Mutation(() => payloads.UpdateWebhookPayload, { description: 'Admins of the organization.' })
  updateWebhook(
    @Arg('input', () => inputs.UpdateWebhookInput) input: inputs.UpdateWebhookInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      webhook: await context.app.commands.updateWebhook(principalOf(context), input),
    }));
  }

  @Mutation(() => payloads.RotateWebhookSecretPayload, {
    description:
      'Admins of the organization. The new secret is shown this once; for 24 hours the one before signs too.',
  })
  rotateWebhookSecret(
    @Arg('input', () => inputs.RotateWebhookSecretInput) input: inputs.RotateWebhookSecretInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, () => context.app.commands.rotateWebhookSecret(principalOf(context), input));
  }

  @Mutation(() => payloads.DeleteWebhookPayload, {
    description: 'Admins of the organization. Takes its place in the ledger and its log with it.',
  })
  deleteWebhook(
    @Arg('input', () => inputs.DeleteWebhookInput) input: inputs.DeleteWebhookInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      deletedWebhookId: await context.app.commands.deleteWebhook(principalOf(context), input),
    }));
  }

  @Mutation(() => payloads.SendTestWebhookPayload, {
    description: 'Admins of the organization. Sends an event webhook.test at once, and answers with what came back.',
  })
  sendTestWebhook(
    @Arg('input', () => inputs.SendTestWebhookInput) input: inputs.SendTestWebhookInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      delivery: deliveryView(await context.app.commands.sendTestWebhook(principalOf(context), input)),
    }));
  }

  @Mutation(() => payloads.ReplayWebhookPayload, {
    description:
      'Admins of the organization. Goes on from after a sequence: all that follows is sent again, in order, under the same ids.',
  })
  replayWebhook(
    @Arg('input', () => inputs.ReplayWebhookInput) input: inputs.ReplayWebhookInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { webhookId, sinceSequence } = input;
      const choice = { webhookId, since: parseSequence(sinceSequence) };
      return { webhook: await context.app.commands.replayWebhook(principalOf(context), choice) };
    });
  }

  @Mutation(() => payloads.RetryWebhookDeliveryPayload, {
    description: 'Admins of the organization. Sends one event again at once, out of its turn.',
  })
  retryWebhookDelivery(
    @Arg('input', () => inputs.RetryWebhookDeliveryInput) input: inputs.RetryWebhookDeliveryInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      delivery: deliveryView(await context.app.commands.retryWebhookDelivery(principalOf(context), input)),
    }));
  }
}

function deliveryView({ ledger, seq, ...row }: WebhookDeliveryRow) {
  const isEvent = typeof ledger === 'string' && typeof seq === 'number';
  return { ...row, sequence: isEvent ? renderSequence({ epoch: parseLedgerName(ledger).epoch, seq }) : null };
}
