import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { MailTls } from '../../domain/mail-settings.ts';
import type { NotifiedEvent } from '../../domain/notification.ts';

/** That one person is to be told of one record. It becomes part of a mail, which `messageId` then names. */
export const NotificationTable = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.text(),
    /** A person's id, or the address of somebody who is none here. */
    recipient: p.text(),
    toName: p.text(),
    toAddress: p.text(),
    requestId: p.text(),
    event: p.text().$type<NotifiedEvent>(),
    ledger: p.text(),
    seq: p.bigint('number'),
    /** The Message-ID of a mail whose first notification this is. */
    ownMessageId: p.text(),
    facts: p.json<object>(),
    createdAt: p.datetime().defaultRaw('now()'),
    messageId: p.text().nullable(),
  },
});

/** What somebody wants to be told of in an organization; where there is no row, everything. */
export const NotificationPreferenceTable = defineEntity({
  name: 'NotificationPreference',
  tableName: 'notification_preference',
  properties: {
    userId: p.text().primary(),
    organizationId: p.text().primary(),
    submissions: p.boolean(),
    warnings: p.boolean(),
    outcomes: p.boolean(),
    updatedAt: p.datetime(),
  },
});
export type NotificationPreferenceRow = InferEntity<typeof NotificationPreferenceTable>;

/** A mail that a server refused for good, or that was tried for the last time. */
export const UndeliveredMailTable = defineEntity({
  name: 'UndeliveredMail',
  tableName: 'undelivered_mail',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.text().nullable(),
    toName: p.text(),
    toAddress: p.text(),
    subject: p.text(),
    event: p.text().$type<NotifiedEvent>().nullable(),
    requestIds: p.type('text[]').$type<string[]>(),
    said: p.text(),
    failedAt: p.datetime(),
    attempts: p.integer().default(1),
    state: p.text().$type<'FAILED' | 'RETRYING' | 'QUEUED' | 'DELIVERED'>().default('FAILED'),
    message: p.json<object>(),
  },
});
export type UndeliveredMailRow = Omit<InferEntity<typeof UndeliveredMailTable>, 'message'>;

/** The mail server as an admin has set it, in one row. The password is sealed under the storage key. */
export const MailSettingTable = defineEntity({
  name: 'MailSetting',
  tableName: 'mail_setting',
  properties: {
    id: p.text().primary(),
    enabled: p.boolean(),
    host: p.text(),
    port: p.integer(),
    tls: p.text().$type<MailTls>(),
    allowPlaintext: p.boolean(),
    username: p.text().nullable(),
    sealedPassword: p.blob().$type<Buffer>().nullable(),
    fromName: p.text(),
    fromAddress: p.text(),
    updatedAt: p.datetime(),
    rowVersion: p.integer(),
  },
});
export type MailSettingRow = InferEntity<typeof MailSettingTable>;
