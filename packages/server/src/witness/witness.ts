import { createPublicKey } from 'node:crypto';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { type Cosigner, cosignCheckpoint, witnessKey } from '../domain/cosignature.ts';
import { EMPTY_ROOT, verifyConsistency } from '../domain/merkle.ts';
import { ed25519SignaturesBy, type SignedNote, type Verifier } from '../domain/signed-note.ts';
import { type AddCheckpointRequest, parseAddCheckpoint } from './add-checkpoint-request.ts';
import { type CosignedCheckpoint, type CosignedFolder, originHash } from './cosigned-folder.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { TrustedLedgers } from './trusted-ledgers.ts';

export interface WitnessAnswer {
  /** Of HTTP. */
  readonly status: number;
  /** Ended by a newline. */
  readonly text: string;
  /** Absent: plain text. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WitnessOptions {
  readonly cosigner: Cosigner;
  readonly ledgers: () => Promise<TrustedLedgers>;
  readonly folder: CosignedFolder;
  /** POSIX seconds. */
  readonly now: () => number;
}

export const SIZE_CONTENT_TYPE = 'text/x.tlog.size';

/** Cosigns a checkpoint only if it continues the one that it cosigned before (C2SP tlog-witness, add-checkpoint). */
export class Witness {
  readonly vkey: string;
  readonly #options: WitnessOptions;
  readonly #byOrigin = new OneAtATime();

  constructor(options: WitnessOptions) {
    this.#options = options;
    this.vkey = witnessKey(options.cosigner.name, createPublicKey(options.cosigner.privateKey));
  }

  /** What it cosigned is durable before this answers. Throws only where it cannot be made so. */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    let request: AddCheckpointRequest;
    try {
      request = parseAddCheckpoint(body);
    } catch (error) {
      return refused(400, error instanceof Error ? error.message : String(error));
    }
    const { origin } = request.checkpoint;
    const keys = (await this.#options.ledgers()).keysOf(origin);
    if (keys.length === 0) return refused(404, `This witness does not watch ${origin}.`);
    const verified = signaturesOf(request.note, keys);
    if (typeof verified === 'string') return refused(403, verified);
    return this.#byOrigin.run(origin, () => this.#cosignIfConsistent(request, verified));
  }

  async #cosignIfConsistent(request: AddCheckpointRequest, signatures: readonly string[]): Promise<WitnessAnswer> {
    const { folder, cosigner, now } = this.#options;
    const { checkpoint, note } = request;
    const newest = await folder.newest(checkpoint.origin);
    const refusal = inconsistency(request, newest);
    if (refusal !== null) return refusal;
    const cosignature = cosignCheckpoint(note.body, cosigner, now());
    const cosigned = `${note.body}\n${signatures.map((line) => `${line}\n`).join('')}${cosignature}`;
    await folder.keep({ ...checkpoint, note: cosigned });
    return { status: 200, text: cosignature };
  }

  /** The newest note that it cosigned of the ledger with this origin, or with the SHA-256 of it; null where there is none. */
  async newestNote(originOrHash: string): Promise<string | null> {
    const { folder } = this.#options;
    const isHash = /^[0-9a-f]{64}$/.test(originOrHash);
    const hashed = isHash ? folder.all().find(({ origin }) => originHash(origin) === originOrHash) : undefined;
    const named = hashed?.origin ?? originOrHash;
    return (await folder.newest(named))?.note ?? null;
  }

  /** Who it is and what it watches, for whoever looks. */
  async page(): Promise<string> {
    const { names } = await this.#options.ledgers();
    const cosigned = this.#options.folder.all().map(({ origin, size }) => `  ${origin}: ${size} records`);
    return [
      `This is the witness ${this.#options.cosigner.name}. It cosigns a checkpoint of a ledger that continues the one before.`,
      `Its verifier key: ${this.vkey}`,
      '',
      'It watches:',
      ...names.map((name) => `  ${name}`),
      '',
      'It has cosigned:',
      ...(cosigned.length === 0 ? ['  nothing yet'] : cosigned),
      '',
    ].join('\n');
  }
}

/** The lines signed by a trusted key, or why the note is not to be taken. */
function signaturesOf(note: SignedNote, keys: readonly Verifier[]): readonly string[] | string {
  try {
    const lines = new Set(keys.flatMap((key) => ed25519SignaturesBy(key, note)).map(({ line }) => line));
    return lines.size > 0 ? [...lines] : 'The checkpoint is not signed by a key that this witness trusts for it.';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The refusal of a checkpoint that does not continue the newest one; null where it does. */
function inconsistency(
  { oldSize, proof, checkpoint }: AddCheckpointRequest,
  newest: CosignedCheckpoint | null,
): WitnessAnswer | null {
  const { size, rootHex }: Pick<Checkpoint, 'size' | 'rootHex'> = newest ?? { size: 0, rootHex: EMPTY_ROOT };
  const conflict = { status: 409, text: `${size}\n`, contentType: SIZE_CONTENT_TYPE };
  if (oldSize !== size) return conflict;
  if (checkpoint.size === 0 && checkpoint.rootHex !== EMPTY_ROOT) {
    return refused(422, 'A checkpoint of size zero has the root of the empty tree.');
  }
  if (oldSize === checkpoint.size && rootHex !== checkpoint.rootHex) return conflict;
  const isConsistent = verifyConsistency({
    from: oldSize,
    to: checkpoint.size,
    fromRootHex: rootHex,
    toRootHex: checkpoint.rootHex,
    proof,
  });
  return isConsistent
    ? null
    : refused(422, `The proof does not show that the checkpoint continues that of size ${oldSize}.`);
}

function refused(status: number, why: string): WitnessAnswer {
  return { status, text: `${why}\n` };
}
