import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parseVerifierKey, SIGNATURE_TYPE } from '../domain/signed-note.ts';
import { ExportFormatError, linesOf } from '../ledger/export-lines.ts';
import type { HeldFile } from '../ledger/held-checkpoints.ts';
import { type ExportVerdict, type ExportVerification, verifyExport } from '../ledger/verify-export.ts';

/** Options of `countersign ledger verify` for exports; none of them needs a database. */
export interface VerifyExportOptions {
  readonly file?: readonly string[];
  readonly vkey?: readonly string[];
  readonly checkpoint?: readonly string[];
}

export function addExportOptions(verify: Command): Command {
  return verify
    .option('--file <file...>', 'an export instead of the database, or - for standard input; ends with 2 if it is none')
    .option('--vkey <key...>', 'with --file: a verifier key that you got elsewhere than in the export')
    .option('--checkpoint <file...>', 'with --file: a mail, or any text, with checkpoints of the ledger that you hold');
}

const EXIT_BROKEN = 1;
const EXIT_UNREADABLE = 2;

/** Whether an export is to be verified. Throws where an option for exports is given without one. */
export function isOfExport({ file, vkey, checkpoint }: VerifyExportOptions): boolean {
  if (file !== undefined) return true;
  if (vkey === undefined && checkpoint === undefined) return false;
  throw new Error(
    '--vkey and --checkpoint go with --file: the database is held to the checkpoints that the server kept.',
  );
}

/** Prints what holds and the verdict on each file, and answers with the worst exit code: 0, 1 (broken), 2 (unreadable). */
export async function verifyExportFiles({
  file = [],
  vkey = [],
  checkpoint = [],
}: VerifyExportOptions): Promise<number> {
  let code = 0;
  for (const name of file) {
    try {
      const given = { verifiers: vkey.map(readVkey), held: await Promise.all(checkpoint.map(readHeld)) };
      const verdict = await verifyExport(linesOf(openFile(name)), given);
      say(name, verdict);
      if (verdict.broken !== null) code = Math.max(code, EXIT_BROKEN);
    } catch (error) {
      if (!(error instanceof ExportFormatError)) throw error;
      process.stderr.write(`${name}: This cannot be verified. ${printable(error.message)}\n`);
      code = EXIT_UNREADABLE;
    }
  }
  return code;
}

function say(name: string, { facts, broken }: ExportVerdict): void {
  for (const fact of facts) process.stdout.write(`${printable(fact)}\n`);
  process.stdout.write(`${name}: ${printable(words(broken))}\n`);
}

function words(broken: ExportVerdict['broken']): string {
  if (broken === null) return 'The ledger verifies.';
  const { seq, what, explanation } = broken;
  const where = seq === null ? 'in the checkpoint' : `at record ${seq}`;
  return `BROKEN ${where}${what === null ? '' : ` (${what})`}: ${explanation}`;
}

function readVkey(text: string): ExportVerification['verifiers'][number] {
  try {
    return parseVerifierKey(text, SIGNATURE_TYPE.ed25519);
  } catch (error) {
    throw new ExportFormatError(`${text}: ${messageOf(error)}`, { cause: error });
  }
}

async function readHeld(name: string): Promise<HeldFile> {
  try {
    return { name, content: await readFile(name) };
  } catch (error) {
    throw new ExportFormatError(`${name} cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

async function* openFile(name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of name === '-' ? process.stdin : fs.createReadStream(name)) yield chunk;
  } catch (error) {
    throw new ExportFormatError(`It cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

/** What comes out of an export moves no cursor and colours nothing. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '\ufffd');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
