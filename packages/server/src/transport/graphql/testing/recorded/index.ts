import { accounts } from './accounts.ts';
import { ledger } from './ledger.ts';
import { notifications } from './notifications.ts';
import { people } from './people.ts';
import { profiles } from './profiles.ts';
import { reasons } from './reasons.ts';
import type { RecordedArea } from './recorded.ts';
import { requests } from './requests.ts';
import { webhooks } from './webhooks.ts';

export const RECORDED_AREAS: readonly RecordedArea[] = [
  people,
  profiles,
  requests,
  reasons,
  ledger,
  notifications,
  accounts,
  webhooks,
];

/** Mutations that leave no record, each with why. */
export const UNRECORDED: Readonly<Record<string, string>> = {
  sendTestWebhook: 'Nothing is changed by it.',
  retryWebhookDelivery: 'What was recorded is sent again; nothing is changed by it.',
  sendTestMail: 'Nothing is changed by it.',
  retryUndeliveredMail: 'The mail was recorded with what it tells of; that it is sent again decides nothing.',
  updateNotificationPreferences: 'What a person wants to be told of by mail decides nothing.',
  cancelVerification:
    'Nothing that is governed changes; the list of verifications keeps that it was stopped, and by whom.',
};

/** Fields that show a secret, once, to whoever made it. No other answer, no record and no line of the log ever does. */
export const SHOWN_ONCE: ReadonlySet<string> = new Set([
  'CollectKeyPayload.privateKeyPem',
  'CreateApiTokenPayload.secret',
  'CreateWebhookPayload.secret',
  'RotateWebhookSecretPayload.secret',
  'RegisterDevicePayload.enrollmentToken',
  'ReissueEnrollmentTokenPayload.enrollmentToken',
  'InviteMemberPayload.inviteUrl',
  'ReinviteMemberPayload.inviteUrl',
]);
