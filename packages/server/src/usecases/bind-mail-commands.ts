import type { Commands } from './application.ts';
import type { Mail } from './mail-ports.ts';
import type { Deps } from './ports.ts';
import { retryUndeliveredMail } from './retry-undelivered-mail.ts';
import { sendTestMail } from './send-test-mail.ts';
import { updateNotificationPreferences } from './update-notification-preferences.ts';
import { updateNotificationSettings } from './update-notification-settings.ts';

type MailCommands = Pick<
  Commands,
  'updateNotificationSettings' | 'sendTestMail' | 'retryUndeliveredMail' | 'updateNotificationPreferences'
>;

/** Every command about mail with its parts, as the doors call them. */
export function bindMailCommands(deps: Deps, mail: Mail): MailCommands {
  return {
    updateNotificationSettings: (principal, input) => updateNotificationSettings(deps, mail, principal, input),
    sendTestMail: (principal, input) => sendTestMail(mail, principal, input),
    retryUndeliveredMail: (principal, input) => retryUndeliveredMail(deps, mail, principal, input),
    updateNotificationPreferences: (principal, input) => updateNotificationPreferences(deps, mail, principal, input),
  };
}
