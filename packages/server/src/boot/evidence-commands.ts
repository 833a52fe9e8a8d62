import fs from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { readEvidenceCertificate } from '../ca/evidence-certificate.ts';
import { type EvidenceFindings, verifyEvidence } from '../domain/evidence.ts';
import { type EvidenceBundle, EvidenceFormatError, parseEvidence } from '../domain/evidence-bundle.ts';
import { findNotes } from '../domain/find-notes.ts';

/** What `verify` ends with when the evidence does not hold, and when there is nothing to be verified. */
const EXIT_BROKEN = 1;
const EXIT_UNREADABLE = 2;

/** `countersign evidence …`: for whoever holds a bundle and this program; no server, database or network is asked. */
export function evidenceCommands(outcome: { code: number }): Command {
  const evidence = new Command('evidence')
    .exitOverride()
    .description('verifies the evidence bundle of a request, anywhere');
  evidence
    .command('verify')
    .description(
      'says what a bundle proves and what it does not; ends with 1 if something in it does not hold, 2 if it cannot be read',
    )
    .argument('<file>', 'the bundle; - is standard input')
    .option('--vkey <key>', 'a verifier key that you have from elsewhere; may be given again', append, [])
    .option('--checkpoint <file>', 'a checkpoint that you kept, from a mail perhaps; may be given again', append, [])
    .action(async (file: string, options: { vkey: string[]; checkpoint: string[] }) => {
      try {
        const bundle = parseEvidence((await readFile(file)).toString('utf8'));
        const kept = await Promise.all(options.checkpoint.map(readFile));
        const findings = verifyEvidence(bundle, {
          vkeys: options.vkey.map((key) => key.trim()),
          checkpoints: kept.flatMap((raw) => notesIn(raw, bundle)),
          readCertificate: readEvidenceCertificate,
        });
        process.stdout.write(report(bundle.request, findings, options.vkey.length > 0));
        if (!findings.ok) outcome.code = EXIT_BROKEN;
      } catch (error) {
        if (!(error instanceof EvidenceFormatError)) throw error;
        process.stderr.write(`${shown(error.message)}\n`);
        outcome.code = EXIT_UNREADABLE;
      }
    });
  return evidence;
}

function append(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

async function readFile(file: string): Promise<Buffer> {
  try {
    if (file !== '-') return await fs.readFile(file);
    return await buffer(process.stdin);
  } catch (error) {
    throw new EvidenceFormatError(`${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`);
  }
}

/** Every checkpoint of the bundle's ledgers in a mail, or in any text; a file without one is taken as a note, and judged. */
function notesIn(raw: Buffer, { ledgers }: EvidenceBundle): string[] {
  const found = ledgers.flatMap(({ origin }) => findNotes(raw, origin).notes);
  if (found.length === 0) return [`${raw.toString('utf8').replaceAll('\r\n', '\n').trim()}\n`];
  return found.map(({ body, signatures }) => `${body}\n${signatures.map(({ line }) => `${line}\n`).join('')}`);
}

function report(request: string, findings: EvidenceFindings, hasGivenKeys: boolean): string {
  const { facts, timeline, proves, doesNotProve } = findings;
  return [
    `Evidence of the request ${request}`,
    ...section(
      'Looked at',
      facts.map(
        ({ claim, holds, why }) => `${holds ? 'holds ' : 'BROKEN'}  ${shown(claim)}\n            ${shown(why)}`,
      ),
    ),
    ...section(
      'What happened, by the clock of the server',
      timeline.map(({ ts, sentence }) => `${shown(ts)}  ${shown(sentence)}`),
    ),
    ...section('What this proves', proves.map(asItem)),
    ...section('What this does not prove', doesNotProve.map(asItem)),
    '',
    verdict(findings, hasGivenKeys),
    '',
  ].join('\n');
}

function verdict({ ok, facts }: EvidenceFindings, hasGivenKeys: boolean): string {
  if (!ok) {
    const broken = facts.filter(({ holds }) => !holds).map(({ claim }) => shown(claim));
    return `THE EVIDENCE DOES NOT HOLD. Broken: ${broken.join('; ')}.`;
  }
  return hasGivenKeys
    ? 'THE EVIDENCE HOLDS.'
    : 'THE EVIDENCE HOLDS, if the key is the installation’s: no --vkey was given.';
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function asItem(sentence: string): string {
  return `- ${shown(sentence)}`;
}

/** What others wrote cannot begin a line of its own, move the cursor or turn the text around. */
function shown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
