import type { AccessFacts } from '../access.ts';
import type { OrganizationRole, PlatformRole, Principal, TrustProfileRole } from '../actor.ts';
import type { CertificateRequest } from '../certificate-request.ts';
import type { DecisionFacts } from '../decision-facts.ts';
import { KEY_ALGORITHMS } from '../key-algorithm.ts';
import type { TrustProfile, TrustProfileRules } from '../trust-profile-rules.ts';

export const ORGANIZATION = 'org_01jd9m2c8xe7rbx5w9n4t6q3ha';
export const PROFILE = 'dtp_01jd9m2c8xe7rbx5w9n4t6q3hd';
export const AUTHORITY = 'ca_01jd9m2c8xe7rbx5w9n4t6q3hh';
export const REQUEST = 'apr_01jd9m2c8xe7rbx5w9n4t6q3hc';
export const DEVICE = 'dev_01jd9m2c8xe7rbx5w9n4t6q3hb';
export const OMAR = 'usr_01jd9m2c8xe7rbx5w9n4t6q3hf';
export const MARA = 'usr_01jd9m2c8xe7rbx5w9n4t6q3he';
export const ENVIRONMENTS = ['production', 'staging'];
export const NOW = new Date('2026-11-23T13:48:22.014Z');

export function rulesWith(changes: Partial<TrustProfileRules> = {}): TrustProfileRules {
  return {
    domains: ['*.internal.corp.com'],
    exceptDomains: [],
    certificateAuthorityId: AUTHORITY,
    requireApproval: true,
    requiredApprovals: 1,
    allowSelfApproval: false,
    environments: [],
    allowedUserIds: [],
    allowedDeviceIds: [],
    allowAllDevices: false,
    requireJustification: true,
    mandatoryReason: false,
    defaultValidityDays: 90,
    maxValidityDays: 397,
    keyAlgorithms: [...KEY_ALGORITHMS],
    allowWildcards: false,
    extendedKeyUsages: ['SERVER_AUTH'],
    keySource: 'CSR_OR_SERVER',
    warnAfterHours: null,
    escalateAfterHours: null,
    escalationContacts: [],
    expireAfterHours: null,
    renewBeforeDays: null,
    deliver: false,
    ...changes,
  };
}

export function profileWith(rules: Partial<TrustProfileRules> = {}, changes: Partial<TrustProfile> = {}): TrustProfile {
  return {
    id: PROFILE,
    organizationId: ORGANIZATION,
    name: 'Payments internal',
    version: 3,
    active: true,
    rules: rulesWith(rules),
    ...changes,
  };
}

export function person(userId: string, platformRole: PlatformRole | null = null): Principal {
  return {
    actor: { kind: 'user', id: userId, name: `${userId.slice(-3)}@corp.com` },
    userId,
    platformRole,
    requesterUserIds: [userId],
    scopes: null,
    organizationId: null,
  };
}

export function device(id: string, requesterUserIds: readonly string[]): Principal {
  return {
    actor: { kind: 'device', id, name: 'web-01' },
    userId: null,
    platformRole: null,
    requesterUserIds,
    scopes: null,
    organizationId: ORGANIZATION,
  };
}

export function factsOf(role: OrganizationRole | null, profileRole: TrustProfileRole | null = null): AccessFacts {
  return {
    organizationRole: role,
    trustProfileRoles: new Map(profileRole === null ? [] : [[PROFILE, profileRole]]),
  };
}

/** What a vote rests on, where nothing of it matters. */
export const QUIET_FACTS: Pick<DecisionFacts, 'reasons' | 'risk' | 'seen' | 'nameOf'> = {
  reasons: new Map(),
  risk: null,
  seen: null,
  nameOf: (id) => id,
};

/** A pending request by a device of Omar's, as in the ledger's test vector. */
export function requestWith(changes: Partial<CertificateRequest> = {}): CertificateRequest {
  return {
    id: REQUEST,
    organizationId: ORGANIZATION,
    revision: 1,
    status: 'PENDING',
    issuanceStatus: 'NOT_STARTED',
    requester: { kind: 'device', id: DEVICE, name: 'web-01' },
    requesterUserIds: [OMAR],
    domains: ['api.internal.corp.com'],
    commonName: null,
    environment: 'production',
    justification: 'New service deployment — ticket #1234',
    trustProfileId: PROFILE,
    profileVersion: 3,
    certificateAuthorityId: AUTHORITY,
    keyOrigin: 'CSR',
    keyAlgorithm: 'ECDSA_P256',
    spkiSha256: '6feecc8c16c5551d9feb3eb5f77e2da773bf68bd9ef9c52927ceb2c86e56892b',
    csrSha256: 'c27338c453067b437471afbce792704d816112c6031bb996b62c698ea599ef80',
    validityDays: 90,
    requiredApprovals: 1,
    template: '{}',
    templateSha256: '5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40',
    requestedAt: new Date('2026-11-23T13:48:21.007Z'),
    decidedAt: null,
    warnAt: null,
    escalateAt: null,
    expiresAt: null,
    warnedAt: null,
    escalatedAt: null,
    decisions: [],
    ...changes,
  };
}
