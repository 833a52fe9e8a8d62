import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { UndeliveredMailRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import {
  RetryUndeliveredMailInput,
  SendTestMailInput,
  UpdateNotificationPreferencesInput,
  UpdateNotificationSettingsInput,
} from '../inputs/notifications.ts';
import {
  RetryUndeliveredMailPayload,
  SendTestMailPayload,
  UpdateNotificationPreferencesPayload,
  UpdateNotificationSettingsPayload,
} from '../payloads.ts';
import { connection, PermissionType } from '../types/common.ts';
import {
  MailDeliveryType,
  NotificationPreferencesType,
  NotificationSettingsType,
  UndeliveredMailConnection,
} from '../types/notifications.ts';
import { answer } from './answer.ts';

/** The mail server, mails that could not be delivered, and what people want to be told. */
@Resolver(() => NotificationSettingsType)
export class NotificationsResolver {
  @Query(() => NotificationSettingsType, { nullable: true, description: 'Superusers and platform admins.' })
  notificationSettings(@Ctx() context: GraphqlContext) {
    return context.app.queries.notificationSettings(principalOf(context));
  }

  @FieldResolver(() => MailDeliveryType)
  delivery(@Ctx() context: GraphqlContext) {
    return context.app.queries.mailDelivery();
  }

  @FieldResolver(() => PermissionType)
  viewerCanUpdate(@Ctx() context: GraphqlContext) {
    return context.app.queries.canManageNotifications(principalOf(context));
  }

  @Mutation(() => UpdateNotificationSettingsPayload, {
    description: 'Superusers and platform admins. Takes effect on every running server within seconds.',
  })
  updateNotificationSettings(
    @Arg('input', () => UpdateNotificationSettingsInput) input: UpdateNotificationSettingsInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      notificationSettings: await context.app.commands.updateNotificationSettings(principalOf(context), input),
    }));
  }

  @Mutation(() => SendTestMailPayload, {
    description: 'Superusers and platform admins. Sends one mail at once and answers what the mail server said.',
  })
  sendTestMail(@Arg('input', () => SendTestMailInput) input: SendTestMailInput, @Ctx() context: GraphqlContext) {
    return answer(input, () => context.app.commands.sendTestMail(principalOf(context), { to: input.to }));
  }

  @Query(() => UndeliveredMailConnection, {
    description:
      'Mails that were given up, newest first: of one organization for its admins, of all of them for platform admins.',
  })
  undeliveredMails(
    @Arg('organizationId', () => ID, { nullable: true }) organizationId: string | null | undefined,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { queries } = context.app;
    const principal = principalOf(context);
    const of = organizationId ?? null;
    return queries
      .undeliveredMails(principal, of, { first, after })
      .then((page) => connection(page, undeliveredMailView, info, () => queries.countUndeliveredMails(principal, of)));
  }

  @Mutation(() => RetryUndeliveredMailPayload, {
    description: 'Admins of the organization that it is about, and platform admins.',
  })
  retryUndeliveredMail(
    @Arg('input', () => RetryUndeliveredMailInput) input: RetryUndeliveredMailInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      undeliveredMail: undeliveredMailView(
        await context.app.commands.retryUndeliveredMail(principalOf(context), { id: input.id }),
      ),
    }));
  }

  @Query(() => NotificationPreferencesType, { nullable: true, description: 'Members of the organization: their own.' })
  notificationPreferences(@Arg('organizationId', () => ID) organizationId: string, @Ctx() context: GraphqlContext) {
    return context.app.queries.notificationPreferences(principalOf(context), organizationId);
  }

  @Mutation(() => UpdateNotificationPreferencesPayload, {
    description: 'Members of the organization: their own; not by a token.',
  })
  updateNotificationPreferences(
    @Arg('input', () => UpdateNotificationPreferencesInput) input: UpdateNotificationPreferencesInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      notificationPreferences: await context.app.commands.updateNotificationPreferences(principalOf(context), input),
    }));
  }
}

/** What was handed to the queue is on its way for whoever looks. */
function undeliveredMailView({ state, ...row }: UndeliveredMailRow) {
  return { ...row, state: state === 'QUEUED' ? 'RETRYING' : state };
}
