import type { NotificationPreferences, NotifiedEvent } from '../domain/notification.ts';
import type { Database, Statement } from './database.ts';
import type { QueryRunner } from './job-queue.ts';

/** That one person is to be told of one record. */
export interface Notification<Facts extends object> {
  /** A UUID that only the record and the recipient make. */
  readonly id: string;
  readonly organizationId: string;
  /** A person's id, or the address of somebody who is none here. */
  readonly recipient: string;
  readonly toName: string;
  readonly toAddress: string;
  readonly requestId: string;
  readonly event: NotifiedEvent;
  /** The record. */
  readonly ledger: string;
  readonly seq: number;
  readonly ownMessageId: string;
  /** What there is to tell, as JSON. */
  readonly facts: Facts;
}

/** What goes into one mail: of one organization, to one recipient, of one kind of event. */
export interface NotificationGroup {
  readonly organizationId: string;
  readonly recipient: string;
  readonly event: NotifiedEvent;
}

export interface GatheredNotification<Facts extends object> extends Notification<Facts> {
  /** The Message-ID of the first mail that told this recipient of this request; null: this is the first. */
  readonly thread: string | null;
}

export interface Notifications<Facts extends object> {
  /** Notes them once, however often they are told. */
  add(notifications: readonly Notification<Facts>[]): Promise<void>;
  /** Groups to which nothing was added for a moment, or that have waited long enough, oldest first. */
  due(): Promise<NotificationGroup[]>;
  /**
   * Hands the group's notifications (the first of them, up to `most`) to `mail`, which queues one mail in the transaction and
   * answers its Message-ID: they are in that mail and in no other, on however many servers this runs. Answers how many.
   */
  gather(
    group: NotificationGroup,
    most: number,
    mail: (notifications: readonly GatheredNotification<Facts>[], transaction: QueryRunner) => Promise<string>,
  ): Promise<number>;
  /** What the people of an organization want to be told of; who is not in it, everything. */
  preferences(organizationId: string): Promise<ReadonlyMap<string, NotificationPreferences>>;
  /** Takes away what was told long ago. */
  forgetOld(): Promise<void>;
}

/** A group is due once nothing came for this long, or its first has waited for the longer. */
const QUIET = '700 milliseconds';
const LONGEST = '1500 milliseconds';
/** A request is long over by then, so no thread is torn. */
const KEPT = '180 days';

const ADD: Statement = {
  name: 'notification-add',
  text: `insert into notification
      (id, organization_id, recipient, to_name, to_address, request_id, event, ledger, seq, own_message_id, facts)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
};
const DUE: Statement = {
  name: 'notification-due',
  text: `select organization_id as "organizationId", recipient, event from notification where message_id is null
    group by organization_id, recipient, event
    having max(created_at) < now() - interval '${QUIET}' or min(created_at) < now() - interval '${LONGEST}'
    order by min(created_at) limit 500`,
};
const PREFERENCES: Statement = {
  name: 'notification-preferences',
  text: `select user_id as "userId", submissions, warnings, outcomes from notification_preference where organization_id = $1`,
};
const FORGET: Statement = {
  name: 'notification-forget',
  text: `delete from notification where message_id is not null and created_at < now() - interval '${KEPT}'`,
};
const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('notifications ' || $1, 0)) as alone`;
const WAITING = `select id, organization_id as "organizationId", recipient, to_name as "toName", to_address as "toAddress",
    request_id as "requestId", event, ledger, seq, own_message_id as "ownMessageId", facts,
    (select told.message_id from notification told
      where told.request_id = n.request_id and told.recipient = n.recipient and told.message_id is not null
      order by told.created_at, told.seq limit 1) as thread
  from notification n where message_id is null and organization_id = $1 and recipient = $2 and event = $3
  order by created_at, seq, id limit $4`;
const TELL = 'update notification set message_id = $2 where id = any ($1::uuid[])';

/** Notifications on their way to becoming mails. */
export function createNotifications<Facts extends object>(database: Database): Notifications<Facts> {
  return {
    async add(notifications) {
      for (const one of notifications) {
        await database.query(ADD, [
          one.id,
          one.organizationId,
          one.recipient,
          one.toName,
          one.toAddress,
          one.requestId,
          one.event,
          one.ledger,
          one.seq,
          one.ownMessageId,
          JSON.stringify(one.facts),
        ]);
      }
    },
    due: () => database.query(DUE, []),
    async gather(group, most, mail) {
      const { organizationId, recipient, event } = group;
      const client = await database.pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const { rows: locks } = await client.query<{ alone: boolean }>(LOCK, [
          [organizationId, recipient, event].join(' '),
        ]);
        let told = 0;
        if (locks[0]?.alone === true) {
          const { rows } = await client.query<GatheredNotification<Facts>>(WAITING, [
            organizationId,
            recipient,
            event,
            most,
          ]);
          if (rows.length > 0) await client.query(TELL, [rows.map(({ id }) => id), await mail(rows, client)]);
          told = rows.length;
        }
        await client.query('commit');
        return told;
      } catch (error) {
        // What was begun ends with its connection.
        broken = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async preferences(organizationId) {
      const rows = await database.query<NotificationPreferences & { userId: string }>(PREFERENCES, [organizationId]);
      return new Map(rows.map(({ userId, ...preferences }) => [userId, preferences]));
    },
    async forgetOld() {
      await database.query(FORGET, []);
    },
  };
}
