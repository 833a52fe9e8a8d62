import type { Application, Commands, Live, Queries } from '../../../usecases/application.ts';

/** Parts of an application that a test plays; whatever else is asked for fails the test that asks. */
export interface Played {
  readonly commands?: Partial<Commands>;
  readonly queries?: Partial<Queries>;
  readonly live?: Partial<Live>;
}

const notPlayed = (): never => {
  throw new Error('this test plays no such use case');
};

const COMMANDS: Commands = {
  signIn: notPlayed,
  signOut: notPlayed,
  completeSetup: notPlayed,
  acceptInvitation: notPlayed,
  createApiToken: notPlayed,
  submitRequest: notPlayed,
  approveRequest: notPlayed,
  rejectRequest: notPlayed,
  voidRequest: notPlayed,
  withdrawRequest: notPlayed,
  commentOnRequest: notPlayed,
  decideRequests: notPlayed,
  attachCsr: notPlayed,
  retryIssuance: notPlayed,
  createOrganization: notPlayed,
  inviteMember: notPlayed,
  setTrustProfileRole: notPlayed,
  createCertificateAuthority: notPlayed,
  createTrustProfile: notPlayed,
  updateTrustProfile: notPlayed,
  registerDevice: notPlayed,
  enrollDevice: notPlayed,
  revokeCertificate: notPlayed,
  acknowledgeKey: notPlayed,
  verifyAuditChain: notPlayed,
  cancelVerification: notPlayed,
  unsealLedger: notPlayed,
  updateNotificationSettings: notPlayed,
  sendTestMail: notPlayed,
  retryUndeliveredMail: notPlayed,
  updateNotificationPreferences: notPlayed,
};

const QUERIES: Queries = {
  setupNeeded: notPlayed,
  user: notPlayed,
  visibleUser: notPlayed,
  users: notPlayed,
  memberships: notPlayed,
  organization: notPlayed,
  isSealed: notPlayed,
  canManageOrganization: notPlayed,
  members: notPlayed,
  request: notPlayed,
  requests: notPlayed,
  countRequests: notPlayed,
  decisions: notPlayed,
  decisionsOf: notPlayed,
  revision: notPlayed,
  requiredApprovals: notPlayed,
  csrPem: notPlayed,
  comments: notPlayed,
  records: notPlayed,
  certificateOf: notPlayed,
  previousCertificate: notPlayed,
  permissions: notPlayed,
  policyChecks: notPlayed,
  eligibleApprovers: notPlayed,
  quorum: notPlayed,
  renewedCertificate: notPlayed,
  trustProfile: notPlayed,
  pinnedProfile: notPlayed,
  trustProfiles: notPlayed,
  matchTrustProfile: notPlayed,
  certificateAuthority: notPlayed,
  certificateAuthorities: notPlayed,
  certificate: notPlayed,
  certificates: notPlayed,
  certificatePem: notPlayed,
  chainPem: notPlayed,
  publicChain: notPlayed,
  crl: notPlayed,
  device: notPlayed,
  devices: notPlayed,
  apiToken: notPlayed,
  auditChain: notPlayed,
  merkleRoot: notPlayed,
  canUnseal: notPlayed,
  canCancelVerification: notPlayed,
  closedEpochs: notPlayed,
  verifierKeys: notPlayed,
  consistencyProof: notPlayed,
  inclusionProof: notPlayed,
  verifications: notPlayed,
  evidence: notPlayed,
  checkpoint: notPlayed,
  auditRecord: notPlayed,
  auditRecords: notPlayed,
  exportRecords: notPlayed,
  lastVerification: notPlayed,
  exportLedger: notPlayed,
  notificationSettings: notPlayed,
  mailDelivery: notPlayed,
  canManageNotifications: notPlayed,
  undeliveredMails: notPlayed,
  countUndeliveredMails: notPlayed,
  notificationPreferences: notPlayed,
  approval: notPlayed,
  approvalOf: notPlayed,
};

const LIVE: Live = {
  requestChanges: notPlayed,
  verification: notPlayed,
  requestMoved: notPlayed,
  onCommitted: notPlayed,
};

export function fakeApplication(played: Played = {}): Application {
  return {
    commands: { ...COMMANDS, ...played.commands },
    queries: { ...QUERIES, ...played.queries },
    live: { ...LIVE, ...played.live },
  };
}
