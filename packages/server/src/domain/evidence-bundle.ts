import type { ChainRecord } from './chain.ts';
import { parseTypeId } from './id.ts';

/** What a bundle says it is, and the only version there is. */
export const EVIDENCE_FORMAT = 'countersign-evidence/1';

const PLATFORM = 'platform';

/** A record as stored, with the hashes that lead from it to the root that the ledger's checkpoint signs (RFC 6962 §2.1.1). */
export interface EvidenceRecord extends ChainRecord {
  readonly proof: readonly string[];
}

/** The records about the request in one ledger (or one epoch of it), and the checkpoint that they are proven against. */
export interface EvidenceLedger {
  /** As the `org` member of its entries has it: `org_…`, `org_…/2`, `platform`. */
  readonly ledger: string;
  readonly origin: string;
  /** Verifier key in the signed-note format. */
  readonly vkey: string;
  /** A signed note (C2SP tlog-checkpoint). */
  readonly checkpoint: string;
  /** In the order of the ledger, at least one. */
  readonly records: readonly EvidenceRecord[];
}

export interface EvidenceBundle {
  readonly request: string;
  readonly organization: string;
  /** The organization's, epoch after epoch, then the platform's. */
  readonly ledgers: readonly EvidenceLedger[];
  /** PEM; null where none was issued. */
  readonly certificate: string | null;
  /** PEM, the issuing CA first, the root last; null without a certificate. */
  readonly chain: string | null;
}

/** The file is no evidence bundle; the message says what is wrong and where. */
export class EvidenceFormatError extends Error {
  override readonly name = 'EvidenceFormatError';
}

/** The file of a bundle: one text for the same evidence, always. */
export function buildEvidence(content: {
  readonly request: string;
  readonly organization: string;
  readonly ledgers: readonly EvidenceLedger[];
  readonly certificatePem: string | null;
  readonly chainPem: string | null;
}): string {
  const { request, organization, certificatePem, chainPem } = content;
  const ledgers = content.ledgers.map(({ ledger, origin, vkey, checkpoint, records }) => ({
    ledger,
    origin,
    vkey,
    checkpoint,
    records: records.map(({ seq, hash, entry, proof }) => ({ seq, hash, entry, proof })),
  }));
  const bundle = {
    format: EVIDENCE_FORMAT,
    request,
    organization,
    ledgers,
    certificate: certificatePem,
    chain: chainPem,
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

/** Reads the file of a bundle. Throws EvidenceFormatError for anything that is not exactly one; proves nothing yet. */
export function parseEvidence(text: string): EvidenceBundle {
  const value = parseJson(text);
  const file = membersOf(value, 'The file');
  const format = file.get('format');
  if (format !== EVIDENCE_FORMAT) {
    const found = typeof format === 'string' ? `It is of the format ${JSON.stringify(format)}` : 'It does not say so';
    throw new EvidenceFormatError(`The file is no evidence bundle of the format ${EVIDENCE_FORMAT}. ${found}.`);
  }
  requireMembers(file, 'The file', ['format', 'request', 'organization', 'ledgers', 'certificate', 'chain']);
  const request = textAt(file.get('request'), 'request');
  if (parseTypeId(request, 'apr') === null)
    throw new EvidenceFormatError('“request” is not the id of a request (apr_…).');
  const organization = textAt(file.get('organization'), 'organization');
  if (parseTypeId(organization, 'org') === null)
    throw new EvidenceFormatError('“organization” is not the id of an organization (org_…).');
  const ledgers = listAt(file.get('ledgers'), 'ledgers').map((ledger, i) => ledgerAt(ledger, `ledgers[${i}]`));
  requireLedgersOf(organization, ledgers);
  const certificate = textOrNullAt(file.get('certificate'), 'certificate');
  const chain = textOrNullAt(file.get('chain'), 'chain');
  if ((certificate === null) !== (chain === null))
    throw new EvidenceFormatError('“certificate” and “chain” come together, or both are null.');
  return { request, organization, ledgers, certificate, chain };
}

const STRING_OR_SPACE = /"[^"\\]*(?:\\.[^"\\]*)*"|[ \t\r\n]+/g;

function parseJson(text: string): unknown {
  let value: unknown;
  let rewritten: string;
  try {
    value = JSON.parse(text);
    rewritten = JSON.stringify(value);
  } catch {
    throw new EvidenceFormatError('The file is not JSON: it was cut short, changed, or is another file altogether.');
  }
  const compact = text.replaceAll(STRING_OR_SPACE, (token) =>
    token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : '',
  );
  // A member that is given twice is read one way here and perhaps another way elsewhere.
  if (compact !== rewritten)
    throw new EvidenceFormatError('The file gives a member twice, or writes a number in an odd way.');
  return value;
}

function ledgerAt(value: unknown, where: string): EvidenceLedger {
  const members = membersOf(value, `“${where}”`);
  requireMembers(members, `“${where}”`, ['ledger', 'origin', 'vkey', 'checkpoint', 'records']);
  const text = (name: string) => textAt(members.get(name), `${where}.${name}`);
  const records = listAt(members.get('records'), `${where}.records`);
  return {
    ledger: text('ledger'),
    origin: text('origin'),
    vkey: text('vkey'),
    checkpoint: text('checkpoint'),
    records: records.map((record, i) => recordAt(record, `${where}.records[${i}]`)),
  };
}

function recordAt(value: unknown, where: string): EvidenceRecord {
  const members = membersOf(value, `“${where}”`);
  requireMembers(members, `“${where}”`, ['seq', 'hash', 'entry', 'proof']);
  const seq = members.get('seq');
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0)
    throw new EvidenceFormatError(`“${where}.seq” is not the number of a record.`);
  const proof = members.get('proof');
  if (!Array.isArray(proof)) throw new EvidenceFormatError(`“${where}.proof” is not a list.`);
  return {
    seq,
    hash: textAt(members.get('hash'), `${where}.hash`),
    entry: textAt(members.get('entry'), `${where}.entry`),
    proof: proof.map((sibling, i) => textAt(sibling, `${where}.proof[${i}]`)),
  };
}

/** Each ledger once, and in order: what comes later in the bundle happened later. */
function requireLedgersOf(organization: string, ledgers: readonly EvidenceLedger[]): void {
  let last = 0;
  for (const { ledger } of ledgers) {
    const place = placeOf(ledger, organization);
    if (place === null) {
      const message = `${JSON.stringify(ledger)} is neither a ledger of the organization ${organization} nor the platform's.`;
      throw new EvidenceFormatError(message);
    }
    if (place <= last)
      throw new EvidenceFormatError('“ledgers” are not the organization’s, epoch after epoch, then the platform’s.');
    last = place;
  }
}

/** True for the platform's own ledger, in any epoch. */
export function isPlatformLedger(ledger: string): boolean {
  return ledger === PLATFORM || ledger.startsWith(`${PLATFORM}/`);
}

const AFTER_EVERY_EPOCH = 1_000_000;

/** Where a ledger belongs in a bundle, from 1; null for one that does not. */
function placeOf(ledger: string, organization: string): number | null {
  const [name, epochText, ...more] = ledger.split('/');
  const epoch = Number(epochText ?? '1');
  const isEpoch = epochText === undefined || (/^[1-9]\d{0,4}$/.test(epochText) && epoch > 1);
  if (!isEpoch || more.length > 0) return null;
  if (name === organization) return epoch;
  return name === PLATFORM ? AFTER_EVERY_EPOCH + epoch : null;
}

function membersOf(value: unknown, what: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new EvidenceFormatError(`${what} is not a JSON object.`);
  return new Map(Object.entries(value));
}

function requireMembers(members: ReadonlyMap<string, unknown>, what: string, names: readonly string[]): void {
  const missing = names.find((name) => !members.has(name));
  if (missing !== undefined) throw new EvidenceFormatError(`${what} lacks “${missing}”.`);
  const unknown = [...members.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new EvidenceFormatError(`${what} holds ${JSON.stringify(unknown)}, which does not belong there.`);
}

function textAt(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new EvidenceFormatError(`“${where}” is not a text.`);
  return value;
}

function textOrNullAt(value: unknown, where: string): string | null {
  return value === null ? null : textAt(value, where);
}

function listAt(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new EvidenceFormatError(`“${where}” is not a list.`);
  if (value.length === 0) throw new EvidenceFormatError(`“${where}” is empty.`);
  return value;
}
