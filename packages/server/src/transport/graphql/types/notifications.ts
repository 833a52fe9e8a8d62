import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { MailSettingsSourceEnum, MailTlsEnum, UndeliveredMailStateEnum } from '../enums.ts';
import { connectionType } from './common.ts';

@ObjectType('NotificationSettings', {
  description: 'The mail server in force. Its password is never answered.',
  simpleResolvers: true,
})
export class NotificationSettingsType {
  @Field(() => MailSettingsSourceEnum)
  source!: string;

  @Field(() => Boolean, { description: 'Whether mail is sent at all.' })
  enabled!: boolean;

  @Field(() => String, { nullable: true })
  host!: string | null;

  @Field(() => Int, { nullable: true })
  port!: number | null;

  @Field(() => MailTlsEnum, {
    nullable: true,
    description: 'Null: TLS if the mail server offers it, as an smtp:// address of the environment means it.',
  })
  tls!: string | null;

  @Field(() => Boolean, { description: 'Mails and the password may cross the network unencrypted.' })
  allowPlaintext!: boolean;

  @Field(() => String, { nullable: true })
  username!: string | null;

  @Field(() => Boolean)
  hasPassword!: boolean;

  @Field(() => String)
  fromName!: string;

  @Field(() => String)
  fromAddress!: string;

  @Field(() => DateTime, { nullable: true })
  updatedAt!: Date | null;
}

@ObjectType('MailDelivery', { description: 'How mail gets on.', simpleResolvers: true })
export class MailDeliveryType {
  @Field(() => Int)
  waiting!: number;

  @Field(() => DateTime, { nullable: true })
  oldestWaitingAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  lastDeliveredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the last try of what waits failed.' })
  trouble!: string | null;

  @Field(() => Int, { description: 'Mails that were given up.' })
  undelivered!: number;
}

@ObjectType('UndeliveredMail', {
  description: 'A mail that a server refused for good, or that was tried for the last time.',
  simpleResolvers: true,
})
export class UndeliveredMailType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  toName!: string;

  @Field(() => String)
  toAddress!: string;

  @Field(() => String)
  subject!: string;

  @Field(() => String, { nullable: true, description: 'What it tells of, such as submitted; null: no request.' })
  event!: string | null;

  @Field(() => [ID])
  requestIds!: string[];

  @Field(() => String, { description: 'What the mail server said.' })
  said!: string;

  @Field(() => DateTime)
  failedAt!: Date;

  @Field(() => Int)
  attempts!: number;

  @Field(() => UndeliveredMailStateEnum)
  state!: string;
}

export const UndeliveredMailConnection = connectionType('UndeliveredMail', () => UndeliveredMailType);

@ObjectType('NotificationPreferences', {
  description:
    'What a person is told of by mail. Escalations, and to admins failed issuances, always come: else a request could wait, or a certificate be missing, with nobody knowing of it.',
  simpleResolvers: true,
})
export class NotificationPreferencesType {
  @Field(() => Boolean, { description: 'Requests that wait for their decision.' })
  submissions!: boolean;

  @Field(() => Boolean, { description: 'That a request which they could decide still waits.' })
  warnings!: boolean;

  @Field(() => Boolean, { description: 'How their own requests went.' })
  outcomes!: boolean;
}
