import { Field, ID, InputType, Int } from 'type-graphql';
import type { MailTls } from '../../../domain/mail-settings.ts';
import { MailTlsEnum } from '../enums.ts';

@InputType('UpdateNotificationSettingsInput', { description: 'What is left out stays as it is.' })
export class UpdateNotificationSettingsInput {
  @Field(() => Boolean, { nullable: true })
  enabled?: boolean | null;

  @Field(() => String, { nullable: true })
  host?: string | null;

  @Field(() => Int, { nullable: true })
  port?: number | null;

  @Field(() => MailTlsEnum, { nullable: true })
  tls?: MailTls | null;

  @Field(() => Boolean, { nullable: true, description: 'Needed for NONE to another machine.' })
  allowPlaintext?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Empty: without a login.' })
  username?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Left out: the one that is kept, as long as host, port and user stay the same.',
  })
  password?: string | null;

  @Field(() => String, { nullable: true })
  fromName?: string | null;

  @Field(() => String, { nullable: true })
  fromAddress?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('SendTestMailInput')
export class SendTestMailInput {
  @Field(() => String)
  to!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RetryUndeliveredMailInput')
export class RetryUndeliveredMailInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('UpdateNotificationPreferencesInput', { description: 'What is left out stays as it is.' })
export class UpdateNotificationPreferencesInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => Boolean, { nullable: true })
  submissions?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  warnings?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  outcomes?: boolean | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}
