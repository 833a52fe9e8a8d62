import { domainToASCII, domainToUnicode } from 'node:url';
import { getDomain, parse } from 'tldts';
import { DomainError } from './errors.ts';
import { shownText } from './plain-text.ts';

/** A host name, as it is compared (lower-case A-labels) and as people read it (U-labels, RFC 5890 §2.3.2.1). */
export interface HostName {
  readonly ascii: string;
  readonly unicode: string;
}

/** A host name, or `*.` and a host name; both spellings hold the `*.` where there is one. */
export interface DomainName extends HostName {
  readonly wildcard: boolean;
}

/** RFC 1035 §2.3.4, without the final dot. */
const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;

const WILDCARD = '*.';
const PUNYCODE = 'xn--';
const LDH_LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** Reserved by RFC 5890 §2.3.1; only `xn--` has a meaning. */
const RESERVED_LABEL = /^(?!xn--)..--/;
/** What resolvers take for an IPv4 address or a part of one. */
const NUMBER_LABEL = /^(?:\d+|0x[0-9a-f]*)$/;
/** Letters, marks and digits of RFC 5892 §2.1, with the joiners and exceptions of its §2.6 and §2.8; no symbols. */
const U_LABEL =
  /^(?:[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}-]|\p{Join_Control}|[\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb])+$/u;
/** Characters that IDNA mapping would drop or turn into others without anybody seeing it. */
const UNSEEN = /(?!\p{Join_Control})\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Bidi_Control}|\p{Cs}|\s/u;
const ASCII = /^\p{ASCII}*$/u;
const ASCII_OUTSIDE_LDH = /[^A-Za-z0-9.\-\P{ASCII}]/u;

/**
 * Reads a host name: LDH labels or U-labels, which become A-labels. Throws INVALID_INPUT, saying what is wrong and how to
 * mend it, for anything that is not a whole, usable host name: IP addresses, a final dot, a top-level domain alone.
 */
export function parseHostName(text: string, field: readonly string[] = ['domains']): HostName {
  return new NameReader(text, field).hostName(text);
}

/** Reads a name of a request or a profile: a host name, or `*.` and a host name (RFC 9525 §6.3). */
export function parseDomainName(text: string, field: readonly string[] = ['domains']): DomainName {
  const reader = new NameReader(text, field);
  if (!text.startsWith(WILDCARD)) return { ...reader.hostName(text), wildcard: false };
  const below = reader.hostName(text.slice(WILDCARD.length));
  if (isPublicSuffix(below.ascii)) {
    throw reader.refusal(
      'it would cover every name that anybody can register there. Name your own domain behind the "*."',
    );
  }
  if (WILDCARD.length + below.ascii.length > MAX_NAME_LENGTH) throw reader.tooLong();
  return { ascii: WILDCARD + below.ascii, unicode: WILDCARD + below.unicode, wildcard: true };
}

/** The name that somebody registered (`example.co.uk` of `api.example.co.uk`); null for a public suffix or a single label. */
export function registrableDomain(ascii: string): string | null {
  return getDomain(withoutWildcard(ascii), {
    allowPrivateDomains: false,
    extractHostname: false,
    validateHostname: false,
  });
}

/** A name as people read it: A-labels as U-labels. A label that is no true A-label stays as it is. */
export function toUnicode(ascii: string): string {
  const prefix = ascii.startsWith(WILDCARD) ? WILDCARD : '';
  const labels = withoutWildcard(ascii).split('.');
  return prefix + labels.map((label) => uLabel(label) ?? label).join('.');
}

class NameReader {
  readonly #text: string;
  readonly #field: readonly string[];

  constructor(text: string, field: readonly string[]) {
    this.#text = text;
    this.#field = field;
  }

  hostName(text: string): HostName {
    this.#checkCharacters(text);
    const ascii = ASCII.test(text) ? text.toLowerCase() : domainToASCII(text);
    if (ascii === '')
      throw this.refusal('it cannot be written as an internationalized name (IDNA). Check its spelling');
    if (ascii.length > MAX_NAME_LENGTH) throw this.tooLong();
    const labels = ascii.split('.');
    for (const label of labels) this.#checkLabel(label);
    this.#checkEnd(labels, ascii);
    return { ascii, unicode: toUnicode(ascii) };
  }

  refusal(why: string): DomainError {
    const message = `${shownText(this.#text)} cannot be certified: ${why}.`;
    return new DomainError('INVALID_INPUT', message, { field: this.#field });
  }

  tooLong(): DomainError {
    return this.refusal(`a name has at most ${MAX_NAME_LENGTH} characters`);
  }

  #checkCharacters(text: string): void {
    if (text === '') throw this.refusal('the name is empty');
    if (text.length > MAX_NAME_LENGTH) throw this.tooLong();
    if (UNSEEN.test(text)) throw this.refusal('it holds spaces or invisible characters. Type it again without them');
    if (text.includes('*')) throw this.refusal('"*" may only stand once, at the start, as "*." and a name');
    const [wrong] = ASCII_OUTSIDE_LDH.exec(text) ?? [];
    if (wrong === undefined) return;
    throw this.refusal(
      `it holds ${JSON.stringify(wrong)}. Host names hold letters, digits, hyphens and dots, and nothing else`,
    );
  }

  #checkLabel(label: string): void {
    if (label === '')
      throw this.refusal('it has an empty part. Leave out dots at the start, at the end, and double ones');
    if (label.length > MAX_LABEL_LENGTH) {
      throw this.refusal(`its part ${shownText(label)} is longer than ${MAX_LABEL_LENGTH} characters`);
    }
    if (!LDH_LABEL.test(label))
      throw this.refusal(
        `its part ${shownText(label)} must be letters, digits and hyphens, with no hyphen at either end`,
      );
    if (RESERVED_LABEL.test(label)) {
      throw this.refusal(`its part ${shownText(label)} has two hyphens in a reserved place (third and fourth)`);
    }
    if (label.startsWith(PUNYCODE) && uLabel(label) === null) {
      throw this.refusal(`its part ${shownText(label)} does not stand for a name in letters and digits (IDNA)`);
    }
  }

  #checkEnd(labels: readonly string[], ascii: string): void {
    if (NUMBER_LABEL.test(labels.at(-1) ?? '')) {
      throw this.refusal('it is an IP address or ends like one. Use a host name');
    }
    if (labels.length === 1 && isPublicSuffix(ascii)) {
      throw this.refusal('it is a top-level domain. Name a host or a domain below it');
    }
  }
}

/** The U-label that an A-label stands for; null where it stands for none, or not for exactly that one (RFC 5890 §2.3.2.1). */
function uLabel(label: string): string | null {
  if (!label.startsWith(PUNYCODE)) return null;
  const unicode = domainToUnicode(label);
  return unicode !== label && U_LABEL.test(unicode) && domainToASCII(unicode) === label ? unicode : null;
}

function isPublicSuffix(ascii: string): boolean {
  const { publicSuffix, isIcann } = parse(ascii, { extractHostname: false, validateHostname: false });
  return isIcann === true && publicSuffix === ascii;
}

function withoutWildcard(name: string): string {
  return name.startsWith(WILDCARD) ? name.slice(WILDCARD.length) : name;
}
