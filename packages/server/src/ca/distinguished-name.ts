import { oid, sequence, set, utf8 } from './der.ts';

const OID_COMMON_NAME = oid('2.5.4.3');
const OID_ORGANIZATION_NAME = oid('2.5.4.10');
/** Characters, not bytes (RFC 5280 appendix A: ub-common-name, ub-organization-name). */
const MAX_ATTRIBUTE_LENGTH = 64;

export interface NameParts {
  readonly commonName: string | null;
  readonly organizationName?: string | undefined;
}

/**
 * A distinguished name, DER, its attributes UTF8Strings (RFC 5280 §4.1.2.4). Without parts it is the empty name. A longer
 * organization name is cut: it is told to people, and nothing depends on it. A common name of another length throws.
 */
export function distinguishedName({ commonName, organizationName }: NameParts): Buffer {
  const organization = [...(organizationName ?? '')].slice(0, MAX_ATTRIBUTE_LENGTH).join('');
  const parts: Buffer[] = [];
  if (organization !== '') parts.push(attribute(OID_ORGANIZATION_NAME, organization));
  if (commonName !== null) {
    const length = [...commonName].length;
    if (length < 1 || length > MAX_ATTRIBUTE_LENGTH) {
      throw new RangeError(`a common name has 1 to ${MAX_ATTRIBUTE_LENGTH} characters, not ${length}`);
    }
    parts.push(attribute(OID_COMMON_NAME, commonName));
  }
  return sequence(...parts);
}

const attribute = (type: Buffer, value: string): Buffer => set(sequence(type, utf8(value)));
