import { decodePunycode } from './punycode.ts';

export interface HostNameParts {
  /** Everything before the registrable part, with its last dot: `api.payments.internal.`; may be empty. */
  readonly prefix: string;
  /** What its owner registered, `corp.com`; the last two labels where the public suffix list knows no better. */
  readonly registrable: string;
  /** The name as people write it, where that differs from the A-labels that machines compare. */
  readonly unicode: string | null;
}

/** The registrable domain of a name under the public suffix list; null where the list knows none. */
export type FindRegistrable = (name: string) => string | null;

/**
 * Splits a name for the eye: the registrable part tells whose it is. Wildcards keep their `*.`. Without the list
 * (it is still being read) nothing is singled out: no emphasis is better than a wrong one.
 */
export function hostNameParts(name: string, findRegistrable: FindRegistrable | null): HostNameParts {
  const unicode = toUnicode(name);
  if (findRegistrable === null) return { prefix: name, registrable: '', unicode };
  const bare = name.startsWith('*.') ? name.slice(2) : name;
  const domain = findRegistrable(bare);
  const registrable = domain !== null && bare.endsWith(domain) ? domain : lastTwoLabels(bare);
  return { prefix: name.slice(0, name.length - registrable.length), registrable, unicode };
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
