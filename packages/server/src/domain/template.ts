import { hash } from 'node:crypto';
import type { JsonObject } from './audit-record-types.ts';
import { canonicalJson } from './canonical-json.ts';
import type { KeyAlgorithm } from './key-algorithm.ts';
import type { ExtendedKeyUsage } from './trust-profile-rules.ts';

/** The same for every certificate: a TLS key signs, whatever its type (RFC 5280 §4.2.1.3, RFC 8446 §4.4.2.2). */
export const KEY_USAGES = ['DIGITAL_SIGNATURE'] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** The key itself; or the one type that the server will make; or the types of which a CSR still to come may be. */
export type KeyRule =
  | { readonly spkiSha256: string }
  | { readonly algorithm: KeyAlgorithm }
  | { readonly algorithms: readonly KeyAlgorithm[] };

/** What may be issued, all of it. */
export interface TemplateContent {
  /** Lower-case A-labels, in the request's order. */
  readonly names: readonly string[];
  readonly commonName: string | null;
  readonly key: KeyRule;
  readonly validityDays: number;
  readonly keyUsages: readonly KeyUsage[];
  readonly extendedKeyUsages: readonly ExtendedKeyUsage[];
  readonly ca: string;
  readonly profile: string;
  readonly profileVersion: number;
  readonly environment: string;
}

export interface Template {
  /** Canonical JSON. */
  readonly template: string;
  /** SHA-256 of the template's UTF-8, lower-case hex. */
  readonly templateSha256: string;
}

/** The one object that an approval freezes, as text and as the hash that every vote names. */
export function buildTemplate(content: TemplateContent): Template {
  const {
    names,
    commonName,
    key,
    validityDays,
    keyUsages,
    extendedKeyUsages,
    ca,
    profile,
    profileVersion,
    environment,
  } = content;
  const object: JsonObject = {
    v: 1,
    names,
    commonName,
    key: { ...key },
    validityDays,
    keyUsages,
    extendedKeyUsages,
    ca,
    profile,
    profileVersion,
    environment,
  };
  const template = canonicalJson(object);
  return { template, templateSha256: hash('sha256', template, 'hex') };
}
