import { getDomain } from 'tldts';
import { decodePunycode } from './punycode.ts';

export interface HostNameParts {
  /** Everything before the registrable part, with its last dot: `api.payments.internal.`; may be empty. */
  readonly prefix: string;
  /** What its owner registered, `corp.com`; the whole name where the public suffix list knows no better. */
  readonly registrable: string;
  /** The name as people write it, where that differs from the A-labels that machines compare. */
  readonly unicode: string | null;
}

/** Splits a name for the eye: the registrable part tells whose it is. Wildcards keep their `*.`. */
export function hostNameParts(name: string): HostNameParts {
  const wildcard = name.startsWith('*.');
  const bare = wildcard ? name.slice(2) : name;
  const domain = getDomain(bare, { allowPrivateDomains: true, validateHostname: false });
  const registrable = domain !== null && bare.endsWith(domain) ? domain : lastTwoLabels(bare);
  return { prefix: name.slice(0, name.length - registrable.length), registrable, unicode: toUnicode(name) };
}

function lastTwoLabels(name: string): string {
  return name.split('.').slice(-2).join('.');
}

// Invisible, joining and direction-changing characters would let a decoded name pose as another one.
const UNSAFE = /[\p{C}\p{Z}\u061c\u115f\u1160\u3164\uffa0./\\]|\u034f|\u17b4|\u17b5/u;

/** The U-label form, or null where it is the same or would not be safe to show. */
export function toUnicode(name: string): string | null {
  const labels = name.split('.').map((label) => {
    if (!label.toLowerCase().startsWith('xn--')) return label;
    const decoded = decodePunycode(label.slice(4));
    return decoded === null || UNSAFE.test(decoded) ? label : decoded;
  });
  const unicode = labels.join('.');
  return unicode === name ? null : unicode;
}
