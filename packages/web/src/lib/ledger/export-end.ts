import { formatCount } from '../time.ts';
import type { ChainBreak, ChainCheck, KnownRoot } from './chain-check.ts';
import { readCheckpointBody } from './checkpoint.ts';
import { type ExportClosing, ExportUnreadable } from './export-lines.ts';
import type { HeldCheckpoint } from './held-checkpoints.ts';
import type { KeptHashes } from './kept-hashes.ts';
import type { LedgerOpening } from './ledger-opening.ts';
import {
  judgeNote,
  type NoteJudgement,
  parseSignedNote,
  parseVerifierKey,
  type SignedNote,
  type VerifierKey,
} from './signed-note.ts';
import type { ExportVerdict } from './verify-export.ts';

/** Something that was looked at. `warn`: what could not be told, and why. */
export interface Finding {
  readonly state: 'pass' | 'warn' | 'fail';
  readonly text: string;
}

/** All that was read of an export. */
export interface ExportEnd {
  readonly chain: ChainCheck;
  /** What record 0 says, if it is right. */
  readonly opening: LedgerOpening | null;
  readonly closing: ExportClosing | null;
  /** Keys from somewhere else than the export. */
  readonly given: readonly VerifierKey[];
  readonly held: readonly HeldCheckpoint[];
  readonly kept: KeptHashes | null;
}

interface Closing extends KnownRoot {
  readonly origin: string;
  readonly note: SignedNote;
  readonly judged: NoteJudgement;
}

/** Holds the records to the checkpoint in the last line, and to those that somebody kept. */
export async function judgeEnd(end: ExportEnd): Promise<ExportVerdict> {
  const { chain, opening, given } = end;
  const origin = opening?.origin ?? null;
  const keys = (given.length > 0 ? given : closingKeys(end)).filter(({ name }) => name === origin);
  const closing = await readClosing(end, keys);
  const held = await Promise.all(end.held.map(async (one) => ({ ...one, judged: await judgeNote(one.note, keys) })));
  const broken =
    held.map((one) => strangeHeld(one, given.length > 0)).find((one) => one !== null) ??
    chain.finish() ??
    (closing === null ? noClosing(chain) : brokenAtEnd(chain, closing, origin, given.length > 0));
  const findings = [
    ...(broken === null ? findingsOfWhole(end, closing) : []),
    ...held.filter(({ size }) => size <= chain.size && broken?.seq !== size - 1).map(heldFinding),
  ];
  const covering = [...held, ...(closing === null ? [] : [closing])]
    .filter(({ judged, ...known }) => judged === 'right' && end.kept?.isCoveredBy(known) === true)
    .map(({ size }) => size);
  return {
    ledger: chain.ledger,
    origin,
    size: chain.size,
    root: chain.root(),
    findings,
    broken: broken && {
      ...broken,
      namedByNext: end.kept?.namedByNext ?? false,
      coveredBy: covering.length === 0 ? null : Math.min(...covering),
    },
    exportKey: end.closing?.vkey ?? null,
  };
}

/** Throws ExportUnreadable, in plain words, for what is no verifier key. */
export function readKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    throw new ExportUnreadable(error instanceof Error ? error.message : String(error));
  }
}

const closingKeys = ({ closing }: ExportEnd): VerifierKey[] => (closing === null ? [] : [readKey(closing.vkey)]);

async function readClosing({ closing }: ExportEnd, keys: readonly VerifierKey[]): Promise<Closing | null> {
  if (closing === null) return null;
  // A note without a signature is one that nobody signed, which is said later.
  const note = closing.checkpoint.endsWith('\n\n')
    ? { body: closing.checkpoint.slice(0, -1), signatures: [] }
    : parseSignedNote(closing.checkpoint);
  const body = note && readCheckpointBody(note.body);
  if (!body) throw new ExportUnreadable('Its last line holds no checkpoint.');
  return { origin: body.origin, size: Number(body.size), root: body.root, note, judged: await judgeNote(note, keys) };
}

function strangeHeld({ size, from, judged }: HeldCheckpoint & { judged: NoteJudgement }, areGiven: boolean) {
  if (judged === 'right' || judged === 'unchecked' || (judged === 'unknown' && !areGiven)) return null;
  const what = judged === 'wrong' ? 'a wrong signature' : 'no signature';
  return inCheckpoint(
    `The checkpoint of size ${formatCount(size)} in ${from} has ${what} of the key that it was checked with.`,
  );
}

function noClosing(chain: ChainCheck): ChainBreak {
  return {
    ...inCheckpoint('The export has no checkpoint at its end: it is not whole, or nothing was signed of this ledger.'),
    seq: chain.size,
    what: 'cut off',
  };
}

function brokenAtEnd(chain: ChainCheck, closing: Closing, origin: string | null, areGiven: boolean): ChainBreak | null {
  const { size, root, judged } = closing;
  if (closing.origin !== origin) {
    return inCheckpoint(
      `Its checkpoint is of ${closing.origin}, but this ledger was opened as ${origin ?? 'nothing'}.`,
    );
  }
  if (size !== chain.size) {
    const explanation = `The checkpoint is of ${records(size)}; the export has ${formatCount(chain.size)}.`;
    const what = size > chain.size ? 'cut off' : 'rewritten';
    return { ...inCheckpoint(explanation), seq: Math.min(size, chain.size), what };
  }
  if (root !== chain.root()) {
    return {
      ...inCheckpoint('The records give another root than the one that was signed: they were rewritten.'),
      expected: root,
      found: chain.root(),
    };
  }
  const whose = areGiven ? 'that you gave' : 'in the export';
  if (judged === 'wrong') return inCheckpoint(`The checkpoint has a wrong signature of the key ${whose}.`);
  if (judged === 'unknown') return inCheckpoint(`The checkpoint has no signature of the key ${whose}.`);
  return null;
}

function findingsOfWhole({ chain, opening, given }: ExportEnd, closing: Closing | null): Finding[] {
  const epoch = opening?.epoch ?? null;
  return [
    {
      state: 'pass',
      text: `${chain.size === 1 ? 'The only record is' : `All ${records(chain.size)} are`} canonical, give the hash that is kept, and name the one before: the last is of ${chain.time}.`,
    },
    ...(epoch === null ? [] : [{ state: 'warn', text: epoch } as const]),
    { state: 'pass', text: 'Their Merkle root is the one in the checkpoint at the end of the export.' },
    signatureFinding(closing, given.length > 0),
  ];
}

function signatureFinding(closing: Closing | null, areGiven: boolean): Finding {
  if (closing?.judged !== 'right') return { state: 'warn', text: UNCHECKED };
  if (areGiven) return { state: 'pass', text: 'The signature of that checkpoint is right, by the key that you trust.' };
  return {
    state: 'warn',
    text: 'The signature of that checkpoint is right, but by the key that the export itself names: compare that key with one that you got another way.',
  };
}

const UNCHECKED =
  'Who signed the checkpoint was not checked: this browser lacks Ed25519, or the page did not come over https. Everything else was checked; take a newer browser, or tools/verify_ledger.py, for the signature.';

function heldFinding({ size, from, judged }: HeldCheckpoint & { judged: NoteJudgement }): Finding {
  const agrees = `The checkpoint of size ${formatCount(size)} in ${from} has the root of these records`;
  if (judged === 'right') return { state: 'pass', text: `${agrees}, and its signature is right.` };
  return {
    state: 'warn',
    text: `${agrees}; its signature ${judged === 'unknown' ? 'is of another key, which you have to give' : 'could not be checked in this browser'}.`,
  };
}

function inCheckpoint(explanation: string): ChainBreak {
  return { seq: null, what: null, explanation, expected: null, found: null, entry: null };
}

const records = (size: number): string => (size === 1 ? '1 record' : `${formatCount(size)} records`);
