import {
  isKeyName,
  parseVerifierKey,
  renderVerifierKey,
  SIGNATURE_TYPE,
  type Verifier,
} from '../domain/signed-note.ts';

/** The ledgers that a witness watches, each with the keys whose signature on its checkpoints is taken. */
export interface TrustedLedgers {
  /** Names of the keys as they are listed: origins, or their beginnings followed by `*`. */
  readonly names: readonly string[];
  /** None for a ledger that is not watched. */
  keysOf(origin: string): readonly Verifier[];
}

/** Ends the name of a key that signs every ledger whose origin begins with what is before the asterisk. */
const EVERY_LEDGER = '/*';

/**
 * One verifier key (C2SP signed-note, Ed25519) a line; empty lines and those that begin with `#` are passed over. Throws an
 * Error that names the line where one is no such key, or where there is none at all.
 */
export function parseTrustedLedgers(text: string): TrustedLedgers {
  const listed = text.split('\n').flatMap((line, index) => parseLine(line.trim(), index + 1));
  if (listed.length === 0) throw new Error('it lists no ledger: write the verifier key of one into a line');
  return {
    names: [...new Set(listed.map(({ name }) => name))],
    keysOf(origin) {
      const keys = listed.flatMap((key) => keyFor(key, origin));
      return keys.filter((key, index) => keys.findIndex(({ id }) => id.equals(key.id)) === index);
    },
  };
}

function parseLine(line: string, number: number): Verifier[] {
  if (line === '' || line.startsWith('#')) return [];
  try {
    return [parseVerifierKey(line, SIGNATURE_TYPE.ed25519)];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`line ${number} is not the verifier key of a ledger (${why})`, { cause: error });
  }
}

function keyFor(listed: Verifier, origin: string): Verifier[] {
  if (listed.name === origin) return [listed];
  const beginning = listed.name.endsWith(EVERY_LEDGER) ? listed.name.slice(0, -1) : null;
  if (beginning === null || !origin.startsWith(beginning) || origin === beginning || !isKeyName(origin)) return [];
  // The key id depends on the name: each ledger has its own with the same key.
  const vkey = renderVerifierKey(origin, SIGNATURE_TYPE.ed25519, listed.publicKey);
  return [parseVerifierKey(vkey, SIGNATURE_TYPE.ed25519)];
}
