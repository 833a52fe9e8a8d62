import type * as rows from './entities/index.ts';

/** Every table that a command may write, by the name of its entity. The ledger's own tables are the committer's. */
export interface WritableRows {
  User: rows.UserRow;
  Session: rows.SessionRow;
  Organization: rows.OrganizationRow;
  Membership: rows.MembershipRow;
  ApiToken: rows.ApiTokenRow;
  Invitation: rows.InvitationRow;
  TrustProfile: rows.TrustProfileRow;
  TrustProfileVersion: rows.TrustProfileVersionRow;
  TrustProfileRole: rows.TrustProfileRoleRow;
  PendingChange: rows.PendingChangeRow;
  CertificateAuthority: rows.CertificateAuthorityRow;
  Device: rows.DeviceRow;
  Reason: rows.ReasonRow;
  CertificateRequest: rows.CertificateRequestRow;
  Decision: rows.DecisionRow;
  Comment: rows.CommentRow;
  IssuanceIntent: rows.IssuanceIntentRow;
  Certificate: rows.CertificateRow;
  ServerKey: rows.ServerKeyRow;
  MailSetting: rows.MailSettingRow;
  LedgerHead: rows.LedgerHeadRow;
  LedgerEpoch: rows.LedgerEpochRow;
  LedgerRecord: rows.LedgerRecordRow;
  Webhook: rows.WebhookRow;
  WebhookProgress: rows.WebhookProgressRow;
  WebhookDelivery: rows.WebhookDeliveryRow;
}
export type WritableTable = keyof WritableRows;

/** A row of any table, by property name. */
export type AnyRow = Readonly<Record<string, unknown>>;

/**
 * One row to be written in the commit of a command. An update or a delete MUST find its row (key and `expect` together):
 * if it does not, the command is stale and nothing of it is written. One command MUST NOT write the same row twice.
 */
export type StateWrite =
  | { readonly op: 'insert'; readonly table: WritableTable; readonly row: AnyRow }
  | {
      readonly op: 'update';
      readonly table: WritableTable;
      readonly key: AnyRow;
      readonly expect: AnyRow;
      readonly set: AnyRow;
    }
  | { readonly op: 'delete'; readonly table: WritableTable; readonly key: AnyRow };

export function insertRow<T extends WritableTable>(table: T, row: WritableRows[T]): StateWrite {
  return { op: 'insert', table, row: { ...row } };
}

/** Compare-and-set: writes `set` on the row with `key`, if it still holds `expect`. */
export function updateRow<T extends WritableTable>(
  table: T,
  key: Partial<WritableRows[T]>,
  expect: Partial<WritableRows[T]>,
  set: Partial<WritableRows[T]>,
): StateWrite {
  return { op: 'update', table, key: { ...key }, expect: { ...expect }, set: { ...set } };
}

export function deleteRow<T extends WritableTable>(table: T, key: Partial<WritableRows[T]>): StateWrite {
  return { op: 'delete', table, key: { ...key } };
}
