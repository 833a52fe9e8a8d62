import { createPublicKey } from 'node:crypto';
import { type Checkpoint, openCheckpoint, verifierKey } from './checkpoint.ts';
import { EvidenceFormatError, type EvidenceLedger } from './evidence-bundle.ts';
import { type EvidenceFact, fact } from './evidence-facts.ts';

const ED25519 = 0x01;

/**
 * Whether each ledger's key is one that the reader has from elsewhere. An installation signs all its ledgers with one key,
 * under the name of each: the key of one vouches for the others of the same host. Without keys there is nothing to say.
 * Throws EvidenceFormatError for a text that is no verifier key.
 */
export function checkGivenKeys(ledgers: readonly EvidenceLedger[], vkeys: readonly string[]): EvidenceFact[] {
  const given = vkeys.map(readGivenKey);
  if (given.length === 0) return [];
  return ledgers.map(({ ledger, vkey }) => {
    const { host, key } = partsOf(vkey);
    const isGiven = given.some((one) => one.host === host && one.key === key);
    const problem = `The bundle says ${vkey}, which is none of the keys that you gave.`;
    return fact(`The key of ${ledger} is one that you gave`, isGiven ? null : problem, 'It is the same key.');
  });
}

interface KeyParts {
  /** The name up to `/ledger/`. */
  readonly host: string;
  /** Base64 of type and public key. */
  readonly key: string;
}

function partsOf(vkey: string): KeyParts {
  const [name = '', , ...rest] = vkey.split('+');
  return { host: name.replace(/\/ledger\/.*$/, ''), key: rest.join('+') };
}

function readGivenKey(vkey: string): KeyParts {
  const parts = partsOf(vkey);
  if (!isVerifierKey(vkey, parts)) {
    const message = `${JSON.stringify(vkey)} is no verifier key. It is one line, <host>/ledger/org_…+<8 hex digits>+<base64>.`;
    throw new EvidenceFormatError(message);
  }
  return parts;
}

function isVerifierKey(vkey: string, { key }: KeyParts): boolean {
  const bytes = Buffer.from(key, 'base64');
  if (bytes[0] !== ED25519) return false;
  const x = bytes.subarray(1).toString('base64url');
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    // Written out again it has its key id anew, so a slip in copying shows.
    return verifierKey(vkey.split('+')[0] ?? '', publicKey) === vkey;
  } catch {
    return false;
  }
}

/** What the checkpoints that the reader kept say of the bundle's. */
export interface KeptFindings {
  readonly facts: readonly EvidenceFact[];
  /** In sentences: those that could not be compared. */
  readonly notCompared: readonly string[];
}

/** A ledger of the bundle, and the checkpoint that it is proven against. */
export interface ProvenLedger {
  readonly vkey: string;
  readonly checkpoint: Checkpoint;
}

/**
 * Compares with checkpoints that the reader kept. One of the same ledger and size must have the same root; of another size,
 * only a consistency proof could tell. Throws EvidenceFormatError for a text that is no checkpoint.
 */
export function compareKept(ledgers: readonly ProvenLedger[], notes: readonly string[]): KeptFindings {
  const facts: EvidenceFact[] = [];
  const notCompared: string[] = [];
  for (const note of notes) {
    const origin = originOf(note);
    const ledger = ledgers.find(({ checkpoint }) => checkpoint.origin === origin);
    if (ledger === undefined) {
      notCompared.push(`Anything by the checkpoint of ${origin} that you kept: that ledger is not in this bundle.`);
      continue;
    }
    const { size } = ledger.checkpoint;
    const kept = openKept(note, ledger.vkey);
    const claim = `The checkpoint of ${origin} agrees with the one that you kept`;
    if (typeof kept === 'string') {
      facts.push(fact(claim, kept, ''));
    } else if (kept.size !== size) {
      notCompared.push(
        `That the checkpoint of ${origin} at ${size} records continues the one at ${kept.size} that you kept: they cannot be compared without a consistency proof.`,
      );
    } else {
      const problem =
        kept.rootHex === ledger.checkpoint.rootHex
          ? null
          : 'At the same size it has another root: the ledger was rewritten.';
      facts.push(fact(claim, problem, `The same root at ${size} records.`));
    }
  }
  return { facts, notCompared };
}

function openKept(note: string, vkey: string): Checkpoint | string {
  try {
    return openCheckpoint(note, vkey);
  } catch (error) {
    return `The one that you kept: ${error instanceof Error ? error.message : 'it cannot be read.'}`;
  }
}

function originOf(note: string): string {
  const [origin = '', size = ''] = note.split('\n');
  if (!/^[^\s+]+\/ledger\/[^\s+]+$/.test(origin) || !/^\d+$/.test(size) || !note.includes('\n\n— ')) {
    throw new EvidenceFormatError(
      'A checkpoint that you gave is none. It begins with a line <host>/ledger/org_…, then the size; take all of it, from there to the signature.',
    );
  }
  return origin;
}
