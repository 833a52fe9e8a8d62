import type { ChainRecord } from '../domain/chain.ts';

/** The file is no export, or what was handed in with it cannot be used. */
export class ExportFormatError extends Error {
  override readonly name = 'ExportFormatError';
}

/** The last line of an export. */
export interface ExportClosing {
  readonly checkpoint: string;
  readonly vkey: string;
}

export type ExportLine = { readonly record: ChainRecord } | { readonly closing: ExportClosing };

/** An entry has 65,535 bytes at most, each of which JSON may write as six characters. */
const MAX_LINE_LENGTH = 1_000_000;

/** The text as lines, without their ends, holding one at a time. Throws ExportFormatError where it is no text. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decodeChunk(decoder, chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > MAX_LINE_LENGTH) {
      throw new ExportFormatError(`One of its lines is longer than ${MAX_LINE_LENGTH} characters.`);
    }
  }
  rest += decodeChunk(decoder, null);
  if (rest !== '') yield rest;
}

/** Throws ExportFormatError where the line is neither a record nor the checkpoint at the end. */
export function parseExportLine(number: number, line: string): ExportLine {
  const value = parseJson(line);
  if (hasMembers(value, 2, 'checkpoint', 'vkey')) {
    const { checkpoint, vkey } = value;
    if (typeof checkpoint === 'string' && typeof vkey === 'string') return { closing: { checkpoint, vkey } };
  }
  if (hasMembers(value, 3, 'seq', 'hash', 'entry')) {
    const { seq, hash, entry } = value;
    if (typeof seq === 'number' && Number.isInteger(seq) && typeof hash === 'string' && typeof entry === 'string') {
      return { record: { seq, hash, entry } };
    }
  }
  throw new ExportFormatError(`Line ${number} is neither a record nor the checkpoint at the end.`);
}

function decodeChunk(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new ExportFormatError('It is no text in UTF-8.', { cause: error });
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function hasMembers<Name extends string>(
  value: unknown,
  count: number,
  ...names: readonly Name[]
): value is Record<Name, unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== count) return false;
  return names.every((name) => Object.hasOwn(value, name));
}
