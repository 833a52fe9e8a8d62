import { createMailAccounts } from '../../boot/mail-account.ts';
import { createMail } from '../../boot/mail-port.ts';
import { KeyVault } from '../../ca/key-vault.ts';
import type { Principal } from '../../domain/actor.ts';
import { createMailStore } from '../../store/mail-settings.ts';
import type { OpenTestDatabase } from '../../store/testing/open-test-database.ts';
import { createUndeliveredMails } from '../../store/undelivered-mails.ts';
import { updateNotificationSettings } from '../../usecases/update-notification-settings.ts';
import type { GovernedServer } from './governed-server.ts';

/** A mail server with a login, set and then changed. */
export async function setMailServer(
  { deps }: GovernedServer,
  { database }: OpenTestDatabase,
  root: Principal,
): Promise<void> {
  const store = createMailStore(database);
  const { publicUrl } = deps;
  const accounts = createMailAccounts({ store, vault: new KeyVault(Buffer.alloc(32)), smtpUrl: null, publicUrl });
  const mail = createMail({ store, accounts, undelivered: createUndeliveredMails(database), publicUrl });
  const login = { username: 'countersign', password: 'a mail password' };
  const server = { host: 'mail.corp.example', port: 587, tls: 'STARTTLS', fromAddress: 'mail@corp.example' } as const;
  await updateNotificationSettings(deps, mail, root, { ...server, ...login });
  await updateNotificationSettings(deps, mail, root, { fromName: 'Certificates' });
}
