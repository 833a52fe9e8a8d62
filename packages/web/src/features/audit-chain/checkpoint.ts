export interface Checkpoint {
  readonly origin: string;
  readonly size: string;
  /** Lower-case hex. */
  readonly root: string;
  /** `name+8a3f01bc`: whose signature the note carries first, with the key's id. */
  readonly key: string;
  /** Signatures beyond the first: those of witnesses. */
  readonly witnesses: number;
}

const SIGNATURE = /^— (\S+) ([A-Za-z0-9+/=]+)$/;

/** Reads a C2SP tlog-checkpoint in its signed note, for showing; the signature is for others to check. Null if it is none. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [body = '', signatures = ''] = note.split('\n\n');
  const [origin = '', size = '', root = ''] = body.split('\n');
  const signed = signatures.split('\n').flatMap((line) => {
    const [, name, base64] = SIGNATURE.exec(line) ?? [];
    return name && base64 ? [{ name, keyId: hexOf(base64).slice(0, 8) }] : [];
  });
  const [own, ...others] = signed;
  const rootHex = hexOf(root);
  if (!own || !/^\d+$/.test(size) || rootHex.length !== 64) return null;
  return { origin, size, root: rootHex, key: `${shortName(own.name)}+${own.keyId}`, witnesses: others.length };
}

/** The key's name is the origin as a rule, which stands above it already. */
const shortName = (name: string): string => name.split('/')[0] ?? name;

function hexOf(base64: string): string {
  try {
    return Array.from(atob(base64), (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return '';
  }
}
