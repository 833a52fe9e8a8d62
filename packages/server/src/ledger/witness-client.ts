import { openCosignature } from '../domain/cosignature.ts';
import { parseSignedNote } from '../domain/signed-note.ts';

/** Where a witness is found, and what its answers are checked with. */
export interface WitnessAddress {
  readonly name: string;
  /** Verifier key of its cosignatures. */
  readonly vkey: string;
  /** What comes before `/add-checkpoint`. */
  readonly url: URL;
}

export interface CheckpointSubmission {
  /** Signed by its ledger. */
  readonly note: string;
  /** Of the checkpoint that the witness is thought to have cosigned last; 0 if none is known of. */
  readonly oldSize: number;
  /** From there to the note, lower-case hex; empty from 0, and to the same size. */
  readonly proof: readonly string[];
}

export type WitnessReply =
  /** The witness's signature line, ended by a newline; verified. */
  | { readonly kind: 'cosigned'; readonly line: string }
  /** It has cosigned this size last, or, where that is the old size given, another root of it. */
  | { readonly kind: 'behind'; readonly size: number }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

export interface SubmitOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** A witness may sign with several keys, some with long signatures. */
const MAX_REPLY_BYTES = 64 * 1024;
const SIZE_TYPE = 'text/x.tlog.size';
const SIZE = /^(0|[1-9]\d{0,15})\n$/;
const MAX_MESSAGE_LENGTH = 200;

/** One POST of add-checkpoint (C2SP tlog-witness). Throws an Error in plain words where no whole answer came in time. */
export async function submitCheckpoint(
  witness: WitnessAddress,
  submission: CheckpointSubmission,
  { signal, timeoutMs = TIMEOUT_MS }: SubmitOptions = {},
): Promise<WitnessReply> {
  const { note, oldSize, proof } = submission;
  const lines = proof.map((node) => `${Buffer.from(node, 'hex').toString('base64')}\n`);
  const signals = [AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
  try {
    const response = await fetch(`${witness.url.href.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: `old ${oldSize}\n${lines.join('')}\n${note}`,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      // Where a checkpoint goes is said by the setting, and by nobody else.
      redirect: 'manual',
      signal: AbortSignal.any(signals),
    });
    return replyOf(witness, note, response, await boundedText(response));
  } catch (error) {
    throw new Error(`The witness ${witness.name} at ${witness.url.href} did not answer: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

function replyOf(witness: WitnessAddress, note: string, response: Response, text: string | null): WitnessReply {
  const { status } = response;
  if (text === null) return { kind: 'refused', status, message: `answered more than ${MAX_REPLY_BYTES} bytes` };
  if (status === 200) return cosigned(witness, note, text);
  const size =
    response.headers.get('content-type')?.split(';')[0]?.trim() === SIZE_TYPE ? SIZE.exec(text)?.[1] : undefined;
  if (status === 409 && size !== undefined && Number.isSafeInteger(Number(size))) {
    return { kind: 'behind', size: Number(size) };
  }
  return { kind: 'refused', status, message: oneLine(text) };
}

function cosigned(witness: WitnessAddress, note: string, text: string): WitnessReply {
  try {
    const { body } = parseSignedNote(note);
    return { kind: 'cosigned', line: openCosignature(`${body}\n${text}`, witness.vkey).line };
  } catch (error) {
    return {
      kind: 'refused',
      status: 200,
      message: `its answer is not its cosignature of the checkpoint: ${reasonOf(error)}`,
    };
  }
}

/** What a witness answered. Null where it is too long; then the rest is not read. */
export async function boundedText(response: Response): Promise<string | null> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What comes from outside goes into a log line. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_MESSAGE_LENGTH);
}

/** `fetch` hides what went wrong in its cause. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
