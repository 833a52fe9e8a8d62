import type { Database, Statement } from './database.ts';
import type { MailSettingRow, NotificationPreferenceRow } from './entities/index.ts';

const READ: Statement = {
  name: 'mail-setting',
  text: `select id, enabled, host, port, tls, allow_plaintext as "allowPlaintext", username,
    sealed_password as "sealedPassword", from_name as "fromName", from_address as "fromAddress",
    updated_at as "updatedAt", row_version as "rowVersion" from mail_setting where id = 'mail'`,
};
const DELIVERY: Statement = {
  name: 'mail-delivery',
  text: `select
    (select count(*) from job_queue.job where name = 'mail' and state in ('created', 'retry', 'active'))
      + (select count(*) from notification where message_id is null) as waiting,
    least(
      (select min(created_on) from job_queue.job where name = 'mail' and state in ('created', 'retry', 'active')),
      (select min(created_at) from notification where message_id is null)) as "oldestWaitingAt",
    (select max(completed_on) from job_queue.job where name = 'mail' and state = 'completed') as "lastDeliveredAt",
    (select output ->> 'message' from job_queue.job where name = 'mail' and state = 'retry' and output is not null
      order by started_on desc nulls last limit 1) as trouble,
    (select count(*) from undelivered_mail where state <> 'DELIVERED') as undelivered`,
};
const PREFERENCE: Statement = {
  name: 'notification-preference',
  text: `select user_id as "userId", organization_id as "organizationId", submissions, warnings, outcomes,
    updated_at as "updatedAt" from notification_preference where user_id = $1 and organization_id = $2`,
};
const SAVE_PREFERENCE: Statement = {
  name: 'notification-preference-save',
  text: `insert into notification_preference (user_id, organization_id, submissions, warnings, outcomes, updated_at)
    values ($1, $2, $3, $4, $5, $6) on conflict (user_id, organization_id) do update set
      submissions = excluded.submissions, warnings = excluded.warnings, outcomes = excluded.outcomes,
      updated_at = excluded.updated_at`,
};

interface DeliveryRow {
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
  readonly lastDeliveredAt: Date | null;
  readonly trouble: string | null;
  readonly undelivered: number;
}

export interface MailStore {
  saved(): Promise<MailSettingRow | null>;
  delivery(): Promise<DeliveryRow>;
  preferences(userId: string, organizationId: string): Promise<NotificationPreferenceRow | null>;
  savePreferences(row: NotificationPreferenceRow): Promise<void>;
}

/** The mail server, how mail gets on, and what people want to be told. */
export function createMailStore(database: Database): MailStore {
  return {
    async saved() {
      const [row] = await database.query<MailSettingRow>(READ, []);
      return row ?? null;
    },
    async delivery() {
      const [row] = await database.query<DeliveryRow>(DELIVERY, []);
      return row ?? { waiting: 0, oldestWaitingAt: null, lastDeliveredAt: null, trouble: null, undelivered: 0 };
    },
    async preferences(userId, organizationId) {
      const [row] = await database.query<NotificationPreferenceRow>(PREFERENCE, [userId, organizationId]);
      return row ?? null;
    },
    async savePreferences({ userId, organizationId, submissions, warnings, outcomes, updatedAt }) {
      await database.query(SAVE_PREFERENCE, [userId, organizationId, submissions, warnings, outcomes, updatedAt]);
    },
  };
}
