import type { MailSettings } from '../domain/mail-settings.ts';
import type { MailSettingRow, NotificationPreferenceRow, UndeliveredMailRow } from './ports.ts';

/** What is in force: what was saved, or else what the environment says. */
export interface MailServerInForce {
  readonly source: 'SAVED' | 'ENVIRONMENT' | 'NONE';
  readonly enabled: boolean;
  readonly host: string | null;
  readonly port: number | null;
  /** Null: TLS if the mail server offers it, as an smtp:// address of the environment means it. */
  readonly tls: MailSettings['tls'] | null;
  readonly allowPlaintext: boolean;
  readonly username: string | null;
  readonly hasPassword: boolean;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly updatedAt: Date | null;
}

/** How mail gets on. */
export interface MailDelivery {
  /** Mails that wait to be sent, and what waits to become one. */
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
  readonly lastDeliveredAt: Date | null;
  /** Why the last try of what waits failed. */
  readonly trouble: string | null;
  readonly undelivered: number;
}

/** Mail, as the use cases see it. */
export interface Mail {
  saved(): Promise<MailSettingRow | null>;
  inForce(): Promise<MailServerInForce>;
  sealPassword(password: string): Buffer;
  /** Of the server in force, if it is `host` and `port` under `username`: what is kept where no other is given. */
  passwordFor(account: Pick<MailSettings, 'host' | 'port' | 'username'>): Promise<string | null>;
  /** What the mail server answers to one mail that is sent at once; null: there is none. */
  sendTest(to: string): Promise<{ sent: boolean; answer: string } | null>;
  delivery(): Promise<MailDelivery>;
  readonly undelivered: {
    list(
      organizationId: string | null,
      before: { readonly failedAt: Date; readonly id: string } | null,
      limit: number,
    ): Promise<UndeliveredMailRow[]>;
    count(organizationId: string | null): Promise<number>;
    find(id: string): Promise<UndeliveredMailRow | null>;
    /** Sends it again, unless that is under way. */
    retry(id: string): Promise<void>;
  };
  preferences(userId: string, organizationId: string): Promise<NotificationPreferenceRow | null>;
  savePreferences(row: NotificationPreferenceRow): Promise<void>;
}
