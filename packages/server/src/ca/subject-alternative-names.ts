import { DerError, DerReader, readWhole, TAG } from './der.ts';

export const OID_SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const TAG_DNS_NAME = 0x82;
/** The nine choices of GeneralName, [0] to [8], as they are tagged (RFC 5280 §4.2.1.6). */
const GENERAL_NAME_TAGS: ReadonlySet<number> = new Set([0xa0, 0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x86, 0x87, 0x88]);

export interface SubjectAlternativeNames {
  /** As written. */
  readonly dnsNames: readonly string[];
  readonly hasOtherNames: boolean;
}

/** Value of a subjectAltName extension (RFC 5280 §4.2.1.6). Throws DerError. */
export function readSubjectAlternativeNames(extensionValue: Buffer): SubjectAlternativeNames {
  const reader = new DerReader(
    readWhole(extensionValue, TAG.sequence, 'the list of subject alternative names').content,
  );
  if (reader.done) throw new DerError('the list of subject alternative names is empty');
  const dnsNames: string[] = [];
  const seen = new Set<string>();
  let hasOtherNames = false;
  while (!reader.done) {
    const { tag, content } = reader.read();
    if (!GENERAL_NAME_TAGS.has(tag)) throw new DerError('a subject alternative name is of an unknown kind');
    if (tag !== TAG_DNS_NAME) {
      hasOtherNames = true;
      continue;
    }
    const name = content.toString('latin1');
    // What would break a line, end a C string or hide in a log is refused before anybody sees it.
    if (!/^[\x21-\x7e]{1,253}$/.test(name)) {
      throw new DerError('a DNS name among the subject alternative names is empty, too long or not printable ASCII');
    }
    const key = name.toLowerCase();
    if (seen.has(key)) throw new DerError(`the DNS name “${key}” is listed twice`);
    seen.add(key);
    dnsNames.push(name);
  }
  return { dnsNames, hasOtherNames };
}
