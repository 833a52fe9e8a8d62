export interface Checkpoint {
  readonly origin: string;
  readonly size: string;
  /** Lower-case hex. */
  readonly root: string;
  /** `name+8a3f01bc`: whose signature it is as the ledger's own, with the key's id. */
  readonly key: string;
  /** Names of those who signed it besides the ledger itself, each once. */
  readonly witnesses: readonly string[];
}

const SIGNATURE = /^— (\S+) ([A-Za-z0-9+/=]+)$/;

/** Reads a C2SP tlog-checkpoint in its signed note, for showing; null if it is none. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [body = '', signatures = ''] = note.split('\n\n');
  const [origin = '', size = '', root = ''] = body.split('\n');
  const signed = signatures.split('\n').flatMap((line) => {
    const [, name, base64] = SIGNATURE.exec(line) ?? [];
    return name && base64 ? [{ name, keyId: hexOf(base64).slice(0, 8) }] : [];
  });
  // The key of a ledger has its origin for a name.
  const own = signed.find(({ name }) => name === origin);
  const rootHex = hexOf(root);
  if (!own || !/^\d+$/.test(size) || rootHex.length !== 64) return null;
  const witnesses = [...new Set(signed.map(({ name }) => name).filter((name) => name !== origin))];
  return { origin, size, root: rootHex, key: `${shortName(own.name)}+${own.keyId}`, witnesses };
}

/** The key's name is the origin, which stands beside it already. */
const shortName = (name: string): string => name.split('/')[0] ?? name;

function hexOf(base64: string): string {
  const bytes = bytesOf(base64);
  return bytes === null ? '' : Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

const KEY_ID_BYTES = 4;
const ED25519 = 1;
const VERIFIER_KEY = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/;

/**
 * Whether one of these verifier keys (C2SP signed-note) signed the note. Null where this browser cannot tell: none of them
 * is of a signer of the note, or it lacks the cryptography, which is there on https and localhost only.
 */
export async function isSignedBy(note: string, verifierKeys: readonly string[]): Promise<boolean | null> {
  if (!globalThis.isSecureContext) return null;
  const split = note.indexOf('\n\n');
  const body = new TextEncoder().encode(note.slice(0, split + 1));
  const lines = note.slice(split + 2).split('\n');
  let verdict: boolean | null = null;
  for (const [, name, id = '', key = ''] of verifierKeys.map((text) => VERIFIER_KEY.exec(text) ?? [])) {
    const keyBytes = bytesOf(key);
    for (const [, signer, base64 = ''] of lines.map((line) => SIGNATURE.exec(line) ?? [])) {
      if (name === undefined || signer !== name || !hexOf(base64).startsWith(id) || keyBytes?.[0] !== ED25519) continue;
      verdict = await isSignature(keyBytes.slice(1), bytesOf(base64)?.slice(KEY_ID_BYTES), body);
      if (verdict !== false) return verdict;
    }
  }
  return verdict;
}

async function isSignature(
  publicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer> | undefined,
  body: Uint8Array<ArrayBuffer>,
): Promise<boolean | null> {
  if (signature === undefined) return false;
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, body);
  } catch {
    return null;
  }
}
