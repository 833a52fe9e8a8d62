import { type AuditEntry, scanPlace } from '../domain/audit-record.ts';
import { type ChainRecord, ChainVerifier, hashEntry, ZERO_HASH } from '../domain/chain.ts';
import { judgeNote } from '../domain/judge-note.ts';
import { parseVerifierKey, SIGNATURE_TYPE, type Verifier } from '../domain/signed-note.ts';
import { counted } from '../domain/wording.ts';
import { describeEpoch } from './describe-epoch.ts';
import { checkEnd, type ExportBreak, inCheckpoint } from './export-end.ts';
import { type ExportClosing, ExportFormatError, parseExportLine } from './export-lines.ts';
import { type HeldCheckpoint, type HeldFile, readHeldCheckpoints, strangeSignature } from './held-checkpoints.ts';

export interface ExportVerdict {
  /** What was found to be right, a line each. */
  readonly facts: readonly string[];
  readonly broken: ExportBreak | null;
}

export interface ExportVerification {
  /** From somewhere else than the export; none takes the key in the export. */
  readonly verifiers: readonly Verifier[];
  readonly held: readonly HeldFile[];
}

/** What record 0 says, once it is known to be right. */
interface Opening {
  readonly ledger: string;
  readonly origin: string | null;
  readonly epoch: string | null;
}

/**
 * Verifies an export as somebody who trusts nothing of the server that wrote it: one pass over its lines, bounded memory.
 * Throws ExportFormatError where it is no export, or where a held file has no checkpoint of this ledger.
 */
export async function verifyExport(lines: AsyncIterable<string>, given: ExportVerification): Promise<ExportVerdict> {
  const verifier = new ExportVerifier(given);
  for await (const line of lines) {
    if (verifier.take(line)) break;
  }
  return verifier.finish();
}

class ExportVerifier {
  readonly #given: ExportVerification;
  readonly #facts: string[] = [];
  readonly #say = (fact: string) => void this.#facts.push(fact);
  #number = 0;
  #chain: ChainVerifier | null = null;
  #opening: Opening | null = null;
  #held: readonly HeldCheckpoint[] = [];
  #strange: string | null = null;
  #closing: ExportClosing | null = null;

  constructor(given: ExportVerification) {
    this.#given = given;
  }

  /** True once nothing that follows can change the verdict. */
  take(line: string): boolean {
    this.#number++;
    if (this.#chain?.broken) return this.#takeAfterBreak(this.#chain, line);
    if (this.#closing !== null) throw new ExportFormatError(`Line ${this.#number} stands behind the checkpoint.`);
    const parsed = parseExportLine(this.#number, line);
    if ('closing' in parsed) {
      this.#closing = parsed.closing;
      return false;
    }
    this.#chain ??= this.#open(parsed.record);
    const broken = this.#chain.push(parsed.record);
    return this.#strange !== null || (broken !== null && broken.what !== 'missing');
  }

  finish(): ExportVerdict {
    const broken = this.#check();
    return { facts: this.#facts, broken };
  }

  /** Only whether a record that seemed missing comes later is still of interest. */
  #takeAfterBreak(chain: ChainVerifier, line: string): boolean {
    try {
      const parsed = parseExportLine(this.#number, line);
      if ('record' in parsed) chain.push(parsed.record);
    } catch (error) {
      if (!(error instanceof ExportFormatError)) throw error;
    }
    return chain.broken?.what !== 'missing';
  }

  #open(record: ChainRecord): ChainVerifier {
    const opening = readOpening(record);
    // It breaks at this record, whatever the name.
    if (opening === null) return new ChainVerifier({ ledger: scanPlace(record.entry)?.ledger ?? '' });
    const { ledger, origin } = opening;
    this.#opening = opening;
    this.#held = readHeldCheckpoints(this.#given.held, origin ?? 'a ledger without an origin', this.#say);
    const own = ownKeys(this.#given.verifiers, origin);
    if (own.length > 0) {
      this.#strange = this.#held.map((one) => strangeSignature(one, own)).find((why) => why !== null) ?? null;
    }
    return new ChainVerifier({ ledger, checkpoints: this.#held });
  }

  #check(): ExportBreak | null {
    if (this.#strange !== null) return inCheckpoint(this.#strange);
    const chain = this.#chain;
    if (chain === null) throw new ExportFormatError('It holds no record.');
    if (chain.broken) return chain.broken;
    this.#sayChain(chain);
    const origin = this.#opening?.origin ?? null;
    const given = this.#given.verifiers;
    const verifiers = ownKeys(given.length > 0 ? given : closingKeys(this.#closing), origin);
    const end = { chain, origin, closing: this.#closing, verifiers, areGiven: given.length > 0 };
    return chain.finish() ?? this.#checkHeld(verifiers) ?? checkEnd(end, this.#say);
  }

  #sayChain(chain: ChainVerifier): void {
    const records = `${counted(chain.size, 'record')} of ${this.#opening?.ledger ?? '?'}`;
    this.#say(`chain: ${records}, the last of ${chain.position().ts}, each linked to the one before it`);
    const epoch = this.#opening?.epoch ?? null;
    if (epoch !== null) this.#say(epoch);
  }

  /** Their roots were compared as the chain passed them; their signatures may need the key in the last line. */
  #checkHeld(verifiers: readonly Verifier[]): ExportBreak | null {
    for (const one of this.#held) {
      const judged = judgeNote(one.note, verifiers);
      if (judged === 'wrong') return inCheckpoint(strangeSignature(one, verifiers) ?? '');
      const how = judged === 'right' ? 'right' : 'of another key; give that with --vkey';
      this.#say(
        `held: the checkpoint of size ${one.size} in ${one.file} has the root of these records; its signature is ${how}`,
      );
    }
    return null;
  }
}

function readOpening(record: ChainRecord): Opening | null {
  const place = hashEntry(record.entry) === record.hash ? scanPlace(record.entry) : null;
  if (place === null || record.seq !== 0 || place.seq !== 0 || place.prev !== ZERO_HASH) return null;
  const { detail } = JSON.parse(record.entry) as Pick<AuditEntry, 'detail'>;
  const origin = typeof detail.origin === 'string' ? detail.origin : null;
  return { ledger: place.ledger, origin, epoch: describeEpoch(place.ledger, detail) };
}

function closingKeys(closing: ExportClosing | null): Verifier[] {
  if (closing === null) return [];
  try {
    return [parseVerifierKey(closing.vkey, SIGNATURE_TYPE.ed25519)];
  } catch (error) {
    throw new ExportFormatError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function ownKeys(verifiers: readonly Verifier[], origin: string | null): Verifier[] {
  return verifiers.filter(({ name }) => name === origin);
}
