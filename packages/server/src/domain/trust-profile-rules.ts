import type { KeyAlgorithm } from './key-algorithm.ts';

export const EXTENDED_KEY_USAGES = ['SERVER_AUTH', 'CLIENT_AUTH'] as const;
export type ExtendedKeyUsage = (typeof EXTENDED_KEY_USAGES)[number];

/** As people write them; the purposes are those of RFC 5280 §4.2.1.12. */
export const EXTENDED_KEY_USAGE_NAMES: Readonly<Record<ExtendedKeyUsage, string>> = {
  SERVER_AUTH: 'TLS servers',
  CLIENT_AUTH: 'TLS clients',
};

export const KEY_SOURCES = ['CSR_ONLY', 'CSR_OR_SERVER'] as const;
export type KeySource = (typeof KEY_SOURCES)[number];

/** Everything a Domain Trust Profile says; one immutable object per version, stored as it stands. */
export interface TrustProfileRules {
  /** Patterns: a host name, or `*.` and a host name, which covers exactly one label. Lower-case A-labels. */
  readonly domains: readonly string[];
  /** Patterns carved out of `domains`. */
  readonly exceptDomains: readonly string[];
  readonly certificateAuthorityId: string;
  readonly requireApproval: boolean;
  /** Distinct people, 1 or more. */
  readonly requiredApprovals: number;
  readonly allowSelfApproval: boolean;
  /** Empty: every environment of the organization. */
  readonly environments: readonly string[];
  /** Empty, with no device given: the organization's admins and operators. Given: narrows those. */
  readonly allowedUserIds: readonly string[];
  readonly allowedDeviceIds: readonly string[];
  readonly allowAllDevices: boolean;
  /** Always true where approval is required. */
  readonly requireJustification: boolean;
  /** Approving needs a reason too. */
  readonly mandatoryReason: boolean;
  readonly defaultValidityDays: number;
  readonly maxValidityDays: number;
  readonly keyAlgorithms: readonly KeyAlgorithm[];
  readonly allowWildcards: boolean;
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[];
  readonly keySource: KeySource;
  readonly warnAfterHours: number | null;
  readonly escalateAfterHours: number | null;
  readonly escalationContacts: readonly string[];
  readonly expireAfterHours: number | null;
  /** A certificate is asked for anew so many days ahead of its end; null: nobody but people asks. */
  readonly renewBeforeDays: number | null;
  /** Write issued certificates to the known path. */
  readonly deliver: boolean;
}

export interface TrustProfile {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly version: number;
  readonly active: boolean;
  readonly rules: TrustProfileRules;
}
