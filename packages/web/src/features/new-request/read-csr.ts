import { type DerElement, derChildren, derHex } from '../../lib/der.ts';
import { keyName } from './key-name.ts';

export interface CsrFacts {
  /** DNS names of the subjectAltName that it asks for, else its common name; in their order, lower case. */
  readonly names: readonly string[];
  /** `P-256`, `RSA 2048`, `Ed25519`…; `unknown key` for anything else. */
  readonly key: string;
}

const CSR_BLOCK =
  /-----BEGIN (NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END (?:NEW )?CERTIFICATE REQUEST-----/;
const EXTENSION_REQUEST = '2a864886f70d01090e';
const SUBJECT_ALT_NAME = '551d11';
const COMMON_NAME = '550403';
const DNS_NAME = 0x82;
const ATTRIBUTES = 0xa0;

/** The first CSR in a text, alone; null if there is none. */
export function csrBlock(text: string): string | null {
  return CSR_BLOCK.exec(text)?.[0] ?? null;
}

/**
 * Reads from a PKCS#10 request (RFC 2986 §4) what fills in the form. Only shows: the server reads it again and checks its
 * signature. Null for anything that is not well-formed DER of that shape.
 */
export function readCsr(pem: string): CsrFacts | null {
  const der = decode(CSR_BLOCK.exec(pem)?.[2] ?? '');
  const request = der && derChildren(der)?.[0];
  const info = request && derChildren(request.content)?.[0];
  const fields = info && derChildren(info.content);
  if (!fields) return null;
  const [, subject, spki, attributes] = fields;
  if (!subject || !spki) return null;
  const asked = attributes?.tag === ATTRIBUTES ? alternativeNames(attributes) : [];
  const names = asked.length > 0 ? asked : commonNames(subject);
  return { names: [...new Set(names.map((name) => name.toLowerCase()))], key: keyName(spki) };
}

function decode(base64: string): Uint8Array | null {
  try {
    const bytes = atob(base64.replace(/\s/g, ''));
    return bytes === '' ? null : Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

const text = (element: DerElement): string => new TextDecoder().decode(element.content);
const inside = (element: DerElement | undefined): readonly DerElement[] =>
  (element && derChildren(element.content)) || [];

function alternativeNames(attributes: DerElement): string[] {
  const names: string[] = [];
  for (const attribute of inside(attributes)) {
    const [type, values] = inside(attribute);
    if (derHex(type?.content) !== EXTENSION_REQUEST) continue;
    for (const extension of inside(inside(values)[0])) {
      const parts = inside(extension);
      if (derHex(parts[0]?.content) !== SUBJECT_ALT_NAME) continue;
      const [sequence] = inside(parts.at(-1));
      for (const name of inside(sequence)) if (name.tag === DNS_NAME) names.push(text(name));
    }
  }
  return names;
}

function commonNames(subject: DerElement): string[] {
  const names: string[] = [];
  for (const set of inside(subject)) {
    for (const attribute of inside(set)) {
      const [type, value] = inside(attribute);
      if (derHex(type?.content) === COMMON_NAME && value) names.push(text(value));
    }
  }
  return names;
}
