const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`, 'i');

/**
 * A mailbox as people write it: dot-atom, `@`, a host name of two labels or more (RFC 5321 §4.1.2, without quoted strings and
 * address literals), at most 254 octets, 64 before the `@`. So nothing that a mail header could read as more than one address.
 */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && text.indexOf('@') <= 64 && ADDRESS.test(text);
}
