import type { NotifiedEvent } from '../domain/notification.ts';
import type { Database, Statement } from './database.ts';
import type { UndeliveredMailRow } from './entities/index.ts';

/** What is kept of a mail: enough to see whom it did not reach and of what, and to send it again. */
export interface KeptMail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly about?: {
    readonly organizationId: string;
    readonly event: NotifiedEvent;
    readonly requestIds: readonly string[];
  };
}

export interface UndeliveredMails {
  /** Under the id of the first job that was to deliver it. */
  keep(id: string, mail: KeptMail, said: string): Promise<void>;
  delivered(id: string): Promise<void>;
  /** Of one organization, or of all and of none (null); newest first, from before a place on. */
  list(
    organizationId: string | null,
    before: { readonly failedAt: Date; readonly id: string } | null,
    limit: number,
  ): Promise<UndeliveredMailRow[]>;
  count(organizationId: string | null): Promise<number>;
  find(id: string): Promise<UndeliveredMailRow | null>;
  /** Asks for it to be sent again, unless that is under way. */
  retry(id: string): Promise<void>;
  /** Hands what is to be sent again to `queue`, which does nothing the second time. */
  queueRetries(queue: (id: string, attempts: number, message: object) => Promise<void>): Promise<void>;
}

const COLUMNS = `id, organization_id as "organizationId", to_name as "toName", to_address as "toAddress", subject, event,
  request_ids as "requestIds", said, failed_at as "failedAt", attempts, state`;

const KEEP: Statement = {
  name: 'undelivered-keep',
  text: `insert into undelivered_mail
      (id, organization_id, to_name, to_address, subject, event, request_ids, said, message, failed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, date_trunc('milliseconds', now()))
    on conflict (id) do update set said = excluded.said, failed_at = excluded.failed_at, state = 'FAILED'`,
};
const DELIVERED: Statement = {
  name: 'undelivered-delivered',
  text: `update undelivered_mail set state = 'DELIVERED', message = '{}' where id = $1`,
};
const LIST: Statement = {
  name: 'undelivered-list',
  text: `select ${COLUMNS} from undelivered_mail
    where state <> 'DELIVERED' and ($1::text is null or organization_id = $1)
      and ($2::timestamptz is null or (failed_at, id) < ($2, $3::uuid))
    order by failed_at desc, id desc limit $4`,
};
const COUNT: Statement = {
  name: 'undelivered-count',
  text: `select count(*) as count from undelivered_mail where state <> 'DELIVERED' and ($1::text is null or organization_id = $1)`,
};
const FIND: Statement = { name: 'undelivered-find', text: `select ${COLUMNS} from undelivered_mail where id = $1` };
const RETRY: Statement = {
  name: 'undelivered-retry',
  text: `update undelivered_mail set state = 'RETRYING', attempts = attempts + 1 where id = $1 and state = 'FAILED'`,
};
const RETRYING: Statement = {
  name: 'undelivered-retrying',
  text: `select id, attempts, message from undelivered_mail where state = 'RETRYING' order by id limit 100`,
};
const QUEUED: Statement = {
  name: 'undelivered-queued',
  text: `update undelivered_mail set state = 'QUEUED' where id = $1 and state = 'RETRYING'`,
};

/** Mails that could not be delivered, kept until they are. */
export function createUndeliveredMails(database: Database): UndeliveredMails {
  return {
    async keep(id, mail, said) {
      const { to, subject, about } = mail;
      await database.query(KEEP, [
        id,
        about?.organizationId ?? null,
        to.name,
        to.address,
        subject,
        about?.event ?? null,
        about?.requestIds ?? [],
        said,
        JSON.stringify(mail),
      ]);
    },
    async delivered(id) {
      await database.query(DELIVERED, [id]);
    },
    list: (organizationId, before, limit) =>
      database.query(LIST, [organizationId, before?.failedAt ?? null, before?.id ?? null, limit]),
    async count(organizationId) {
      const [row] = await database.query<{ count: number }>(COUNT, [organizationId]);
      return row?.count ?? 0;
    },
    async find(id) {
      const [row] = await database.query<UndeliveredMailRow>(FIND, [id]);
      return row ?? null;
    },
    async retry(id) {
      await database.query(RETRY, [id]);
    },
    async queueRetries(queue) {
      const rows = await database.query<{ id: string; attempts: number; message: object }>(RETRYING, []);
      for (const { id, attempts, message } of rows) {
        await queue(id, attempts, message);
        await database.query(QUEUED, [id]);
      }
    },
  };
}
