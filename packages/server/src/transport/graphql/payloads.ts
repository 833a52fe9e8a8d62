import { type ClassType, Field, ID, ObjectType } from 'type-graphql';
import { AuditVerificationType, LedgerEpochType } from './types/audit.ts';
import { PendingChangeType } from './types/changes.ts';
import { UserErrorType } from './types/common.ts';
import { CertificateAuthorityType, TrustProfileType } from './types/governance.ts';
import { NotificationPreferencesType, NotificationSettingsType, UndeliveredMailType } from './types/notifications.ts';
import {
  ApiTokenType,
  DeviceType,
  MembershipType,
  OrganizationType,
  UserAccountType,
  UserType,
  ViewerType,
} from './types/people.ts';
import { ReasonType } from './types/reasons.ts';
import { TrustProfileReplayType } from './types/replay.ts';
import { CertificateRequestType, CertificateType, CommentType } from './types/requests.ts';
import { WebhookDeliveryType, WebhookType } from './types/webhooks.ts';

type FieldType = () => ClassType | StringConstructor | BooleanConstructor;

/** Declares `<name>Payload`: the noun, what went wrong as data, and the client's own id for the mutation. */
function payloadType(name: string, fields: Readonly<Record<string, FieldType>>): ClassType {
  class Payload {}
  ObjectType(`${name}Payload`, { simpleResolvers: true })(Payload);
  for (const [field, type] of Object.entries(fields)) Field(type, { nullable: true })(Payload.prototype, field);
  Field(() => [UserErrorType])(Payload.prototype, 'userErrors');
  Field(() => String, { nullable: true })(Payload.prototype, 'clientMutationId');
  return Payload;
}

const request = { request: () => CertificateRequestType };
const change = { pendingChange: () => PendingChangeType };
const viewer = { viewer: () => ViewerType };

export const SignInPayload = payloadType('SignIn', viewer);
export const SignOutPayload = payloadType('SignOut', {});
export const CompleteSetupPayload = payloadType('CompleteSetup', viewer);
export const AcceptInvitationPayload = payloadType('AcceptInvitation', viewer);
export const CreateApiTokenPayload = payloadType('CreateApiToken', {
  apiToken: () => ApiTokenType,
  secret: () => String,
});
export const ChangePasswordPayload = payloadType('ChangePassword', viewer);
export const RequestPasswordResetPayload = payloadType('RequestPasswordReset', {});
export const ResetPasswordPayload = payloadType('ResetPassword', viewer);
export const EndSessionPayload = payloadType('EndSession', viewer);
export const EndOtherSessionsPayload = payloadType('EndOtherSessions', viewer);
export const RevokeApiTokenPayload = payloadType('RevokeApiToken', { apiToken: () => ApiTokenType });
export const SubmitRequestPayload = payloadType('SubmitRequest', request);
export const ApproveRequestPayload = payloadType('ApproveRequest', request);
export const RejectRequestPayload = payloadType('RejectRequest', request);
export const VoidRequestPayload = payloadType('VoidRequest', request);
export const WithdrawRequestPayload = payloadType('WithdrawRequest', request);
export const CommentOnRequestPayload = payloadType('CommentOnRequest', { ...request, comment: () => CommentType });
export const AttachCsrPayload = payloadType('AttachCsr', request);
export const CollectKeyPayload = payloadType('CollectKey', { ...request, privateKeyPem: () => String });
export const ConfirmKeyPayload = payloadType('ConfirmKey', request);
export const RetryIssuancePayload = payloadType('RetryIssuance', request);
export const CreateOrganizationPayload = payloadType('CreateOrganization', { organization: () => OrganizationType });
export const InviteMemberPayload = payloadType('InviteMember', { user: () => UserType, inviteUrl: () => String });
export const ChangeMemberRolePayload = payloadType('ChangeMemberRole', { membership: () => MembershipType });
export const RemoveMemberPayload = payloadType('RemoveMember', { user: () => UserType });
export const ReinviteMemberPayload = payloadType('ReinviteMember', { user: () => UserType, inviteUrl: () => String });
export const UpdateOrganizationPayload = payloadType('UpdateOrganization', { organization: () => OrganizationType });
export const SetPlatformRolePayload = payloadType('SetPlatformRole', { account: () => UserAccountType });
export const DisableUserPayload = payloadType('DisableUser', { account: () => UserAccountType });
export const EnableUserPayload = payloadType('EnableUser', { account: () => UserAccountType });
export const SetTrustProfileRolePayload = payloadType('SetTrustProfileRole', { trustProfile: () => TrustProfileType });
export const CreateCertificateAuthorityPayload = payloadType('CreateCertificateAuthority', {
  certificateAuthority: () => CertificateAuthorityType,
});
export const CreateTrustProfilePayload = payloadType('CreateTrustProfile', { trustProfile: () => TrustProfileType });
export const UpdateTrustProfilePayload = payloadType('UpdateTrustProfile', {
  trustProfile: () => TrustProfileType,
  pendingChange: () => PendingChangeType,
});
export const RetireTrustProfilePayload = payloadType('RetireTrustProfile', { trustProfile: () => TrustProfileType });
export const DecidePendingChangePayload = payloadType('DecidePendingChange', change);
export const WithdrawPendingChangePayload = payloadType('WithdrawPendingChange', change);
export const ReplayTrustProfilePayload = payloadType('ReplayTrustProfile', { replay: () => TrustProfileReplayType });
export const SetSecondAdminRulePayload = payloadType('SetSecondAdminRule', { organization: () => OrganizationType });
export const RegisterDevicePayload = payloadType('RegisterDevice', {
  device: () => DeviceType,
  enrollmentToken: () => String,
});
export const RevokeDevicePayload = payloadType('RevokeDevice', { device: () => DeviceType });
export const ReissueEnrollmentTokenPayload = payloadType('ReissueEnrollmentToken', {
  device: () => DeviceType,
  enrollmentToken: () => String,
});
export const RevokeCertificatePayload = payloadType('RevokeCertificate', { certificate: () => CertificateType });
const webhook = { webhook: () => WebhookType };
const delivery = { delivery: () => WebhookDeliveryType };
export const CreateWebhookPayload = payloadType('CreateWebhook', { ...webhook, secret: () => String });
export const UpdateWebhookPayload = payloadType('UpdateWebhook', webhook);
export const RotateWebhookSecretPayload = payloadType('RotateWebhookSecret', { ...webhook, secret: () => String });
export const DeleteWebhookPayload = payloadType('DeleteWebhook', { deletedWebhookId: () => String });
export const SendTestWebhookPayload = payloadType('SendTestWebhook', delivery);
export const ReplayWebhookPayload = payloadType('ReplayWebhook', webhook);
export const RetryWebhookDeliveryPayload = payloadType('RetryWebhookDelivery', delivery);
export const UnsealLedgerPayload = payloadType('UnsealLedger', {
  epoch: () => LedgerEpochType,
  organization: () => OrganizationType,
});
export const CancelVerificationPayload = payloadType('CancelVerification', {
  verification: () => AuditVerificationType,
});
export const UpdateNotificationSettingsPayload = payloadType('UpdateNotificationSettings', {
  notificationSettings: () => NotificationSettingsType,
});
export const SendTestMailPayload = payloadType('SendTestMail', { sent: () => Boolean, answer: () => String });
export const RetryUndeliveredMailPayload = payloadType('RetryUndeliveredMail', {
  undeliveredMail: () => UndeliveredMailType,
});
export const UpdateNotificationPreferencesPayload = payloadType('UpdateNotificationPreferences', {
  notificationPreferences: () => NotificationPreferencesType,
});
export const VerifyAuditChainPayload = payloadType('VerifyAuditChain', { verification: () => AuditVerificationType });

export const CreateReasonPayload = payloadType('CreateReason', { reason: () => ReasonType });
export const UpdateReasonPayload = payloadType('UpdateReason', { reason: () => ReasonType });

@ObjectType('ReorderReasonsPayload', { simpleResolvers: true })
export class ReorderReasonsPayload {
  @Field(() => [ReasonType])
  reasons!: ReasonType[];

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];

  @Field(() => String, { nullable: true })
  clientMutationId!: string | null;
}

@ObjectType('DecideRequestResult', { simpleResolvers: true })
export class DecideRequestResult {
  @Field(() => ID)
  requestId!: string;

  @Field(() => CertificateRequestType, { nullable: true })
  request!: CertificateRequestType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

@ObjectType('DecideRequestsPayload', { simpleResolvers: true })
export class DecideRequestsPayload {
  @Field(() => [DecideRequestResult])
  results!: DecideRequestResult[];

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];

  @Field(() => String, { nullable: true })
  clientMutationId!: string | null;
}
