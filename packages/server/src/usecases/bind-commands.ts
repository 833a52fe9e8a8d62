import { acceptInvitation } from './accept-invitation.ts';
import type { Commands } from './application.ts';
import { approveRequest } from './approve-request.ts';
import { attachCsr } from './attach-csr.ts';
import { changeMemberRole } from './change-member-role.ts';
import { changePassword } from './change-password.ts';
import { collectKey, confirmKey } from './collect-key.ts';
import { commentOnRequest } from './comment-on-request.ts';
import { completeSetup } from './complete-setup.ts';
import { createApiToken } from './create-api-token.ts';
import { createCertificateAuthority } from './create-certificate-authority.ts';
import { createOrganization } from './create-organization.ts';
import { createReason } from './create-reason.ts';
import { createTrustProfile } from './create-trust-profile.ts';
import { decidePendingChange } from './decide-pending-change.ts';
import { decideRequests } from './decide-requests.ts';
import { acknowledgeKey } from './deliver-key.ts';
import { DenialRecorder } from './denial-recorder.ts';
import { setDisabled } from './disable-user.ts';
import { endOtherSessions, endSession } from './end-session.ts';
import { enrollDevice } from './enroll-device.ts';
import { inviteMember } from './invite-member.ts';
import type { Deps } from './ports.ts';
import { registerDevice } from './register-device.ts';
import { reinviteMember } from './reinvite-member.ts';
import { reissueEnrollmentToken } from './reissue-enrollment-token.ts';
import { rejectRequest } from './reject-request.ts';
import { removeMember } from './remove-member.ts';
import { reorderReasons } from './reorder-reasons.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { retireTrustProfile } from './retire-trust-profile.ts';
import { retryIssuance } from './retry-issuance.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { revokeCertificate } from './revoke-certificate.ts';
import { revokeDevice } from './revoke-device.ts';
import { setPlatformRole } from './set-platform-role.ts';
import { setSecondAdminRule } from './set-second-admin-rule.ts';
import { setTrustProfileRole } from './set-trust-profile-role.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { submitRequest } from './submit-request.ts';
import { updateOrganization } from './update-organization.ts';
import { updateReason } from './update-reason.ts';
import { updateTrustProfile } from './update-trust-profile.ts';
import { voidRequest } from './void-request.ts';
import type { WebhookCommands } from './webhook-application.ts';
import { withdrawPendingChange } from './withdraw-pending-change.ts';
import { withdrawRequest } from './withdraw-request.ts';

type MailCommand =
  | 'updateNotificationSettings'
  | 'sendTestMail'
  | 'retryUndeliveredMail'
  | 'updateNotificationPreferences';
type Bound = Omit<
  Commands,
  MailCommand | keyof WebhookCommands | 'verifyAuditChain' | 'cancelVerification' | 'unsealLedger'
>;

/** Every command with its parts, as the doors call them. */
export function bindCommands(deps: Deps): Bound {
  const denials = new DenialRecorder();
  return {
    signIn: (input) => signIn(deps, input),
    signOut: (sessionId, principal) => signOut(deps, sessionId, principal),
    completeSetup: (input) => completeSetup(deps, input),
    acceptInvitation: (input) => acceptInvitation(deps, input),
    createApiToken: (principal, input) => createApiToken(deps, principal, input),
    submitRequest: (principal, input) => submitRequest(deps, denials, principal, input),
    approveRequest: (principal, input) => approveRequest(deps, principal, input),
    rejectRequest: (principal, input) => rejectRequest(deps, principal, input),
    voidRequest: (principal, input) => voidRequest(deps, principal, input),
    withdrawRequest: (principal, input) => withdrawRequest(deps, principal, input),
    commentOnRequest: (principal, input) => commentOnRequest(deps, principal, input),
    decideRequests: (principal, input) => decideRequests(deps, principal, input),
    attachCsr: (principal, input) => attachCsr(deps, principal, input),
    retryIssuance: (principal, input) => retryIssuance(deps, principal, input),
    createOrganization: (principal, input) => createOrganization(deps, principal, input),
    inviteMember: (principal, input) => inviteMember(deps, principal, input),
    changeMemberRole: (principal, input) => changeMemberRole(deps, principal, input),
    removeMember: (principal, input) => removeMember(deps, principal, input),
    reinviteMember: (principal, input) => reinviteMember(deps, principal, input),
    updateOrganization: (principal, input) => updateOrganization(deps, principal, input),
    setPlatformRole: (principal, input) => setPlatformRole(deps, principal, input),
    disableUser: (principal, input) => setDisabled(deps, principal, input, true),
    enableUser: (principal, input) => setDisabled(deps, principal, input, false),
    changePassword: (principal, sessionId, input) => changePassword(deps, principal, sessionId, input),
    requestPasswordReset: (input) => requestPasswordReset(deps, input),
    resetPassword: (input) => resetPassword(deps, input),
    endSession: (principal, input) => endSession(deps, principal, input),
    endOtherSessions: (principal, sessionId) => endOtherSessions(deps, principal, sessionId),
    revokeApiToken: (principal, input) => revokeApiToken(deps, principal, input),
    revokeDevice: (principal, input) => revokeDevice(deps, principal, input),
    reissueEnrollmentToken: (principal, input) => reissueEnrollmentToken(deps, principal, input),
    setTrustProfileRole: (principal, input) => setTrustProfileRole(deps, principal, input),
    createCertificateAuthority: (principal, input) => createCertificateAuthority(deps, principal, input),
    createTrustProfile: (principal, input) => createTrustProfile(deps, principal, input),
    updateTrustProfile: (principal, input) => updateTrustProfile(deps, principal, input),
    retireTrustProfile: (principal, input) => retireTrustProfile(deps, principal, input),
    decidePendingChange: (principal, input) => decidePendingChange(deps, principal, input),
    withdrawPendingChange: (principal, input) => withdrawPendingChange(deps, principal, input),
    setSecondAdminRule: (principal, input) => setSecondAdminRule(deps, principal, input),
    createReason: (principal, input) => createReason(deps, principal, input),
    updateReason: (principal, input) => updateReason(deps, principal, input),
    reorderReasons: (principal, input) => reorderReasons(deps, principal, input),
    registerDevice: (principal, input) => registerDevice(deps, principal, input),
    enrollDevice: (input) => enrollDevice(deps, input),
    revokeCertificate: (principal, input) => revokeCertificate(deps, principal, input),
    collectKey: (principal, input) => collectKey(deps, principal, input),
    confirmKey: (principal, input) => confirmKey(deps, principal, input),
    acknowledgeKey: (principal, input) => acknowledgeKey(deps, principal, input),
  };
}
