import { createPublicKey } from 'node:crypto';
import { type Checkpoint, openCheckpoint, verifierKey } from './checkpoint.ts';
import { EvidenceFormatError, type EvidenceLedger } from './evidence-bundle.ts';
import { type EvidenceFact, fact } from './evidence-facts.ts';

const ED25519 = 0x01;

/**
 * Whose keys the ledgers are under: an installation signs all its ledgers with one key, under the origin of each, so the key
 * of any of them vouches for all. Without keys of the reader's there is nothing to compare with. Throws EvidenceFormatError
 * for a text that is no verifier key.
 */
export function checkKeys(ledgers: readonly EvidenceLedger[], vkeys: readonly string[]): EvidenceFact[] {
  const given = vkeys.map(readGivenKey);
  const [first, ...others] = ledgers;
  const another = others.find(({ vkey }) => publicKeyOf(vkey) !== publicKeyOf(first?.vkey ?? ''));
  const mixed =
    another === undefined ? null : `That of ${another.ledger} is another than that of ${first?.ledger ?? ''}.`;
  return [
    ...(others.length === 0 ? [] : [fact('All ledgers are under one key', mixed, 'They are of one installation.')]),
    ...(given.length === 0
      ? []
      : ledgers.map(({ ledger, vkey }) => {
          const problem = `The bundle says ${vkey}, which is none of the keys that you gave.`;
          const isGiven = given.includes(publicKeyOf(vkey));
          return fact(`The key of ${ledger} is one that you gave`, isGiven ? null : problem, 'It is the same key.');
        })),
  ];
}

/** Type and public key, base64: what is left of a verifier key without its name. */
function publicKeyOf(vkey: string): string {
  return vkey.split('+').slice(2).join('+');
}

function readGivenKey(vkey: string): string {
  if (!isVerifierKey(vkey)) {
    const message = `${JSON.stringify(vkey)} is no verifier key. It is one line, <host>/ledger/org_…+<8 hex digits>+<base64>.`;
    throw new EvidenceFormatError(message);
  }
  return publicKeyOf(vkey);
}

function isVerifierKey(vkey: string): boolean {
  const bytes = Buffer.from(publicKeyOf(vkey), 'base64');
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
