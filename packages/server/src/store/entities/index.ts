import * as governance from './governance.ts';
import * as ledger from './ledger.ts';
import * as notifications from './notifications.ts';
import * as people from './people.ts';
import * as requests from './requests.ts';
import * as time from './time.ts';
import * as webhooks from './webhooks.ts';

/** Every table, for the entity manager, the committer's column types and the drift check. */
export const TABLES = [
  people.UserTable,
  people.SessionTable,
  people.OrganizationTable,
  people.MembershipTable,
  people.ApiTokenTable,
  people.InvitationTable,
  governance.TrustProfileTable,
  governance.TrustProfileVersionTable,
  governance.TrustProfileRoleTable,
  governance.PendingChangeTable,
  governance.CertificateAuthorityTable,
  governance.DeviceTable,
  governance.ReasonTable,
  requests.CertificateRequestTable,
  requests.DecisionTable,
  requests.CommentTable,
  requests.IssuanceIntentTable,
  requests.CertificateTable,
  requests.ServerKeyTable,
  ledger.LedgerHeadTable,
  ledger.LedgerEpochTable,
  ledger.LedgerRecordTable,
  ledger.LedgerSubtreeTable,
  ledger.LedgerVerificationTable,
  ledger.FollowerPlaceTable,
  time.RenewalScanTable,
  time.QuorumFindingTable,
  notifications.NotificationTable,
  notifications.NotificationPreferenceTable,
  notifications.UndeliveredMailTable,
  notifications.MailSettingTable,
  webhooks.WebhookTable,
  webhooks.WebhookProgressTable,
  webhooks.WebhookDeliveryTable,
];

export * from './governance.ts';
export * from './ledger.ts';
export * from './notifications.ts';
export * from './people.ts';
export * from './requests.ts';
export * from './time.ts';
export * from './webhooks.ts';
