import type { AuditEntry } from './audit-record.ts';
import type { EvidenceBundle } from './evidence-bundle.ts';
import type { EvidenceCertificate, ReadEvidenceCertificate } from './evidence-certificate.ts';
import { type EvidenceFact, type EvidenceStory, fact, firstProblem, named, textOf } from './evidence-facts.ts';
import { checkIssuance } from './evidence-issuance.ts';
import { checkKeys, compareKept, type ProvenLedger } from './evidence-keys.ts';
import { checkLedger } from './evidence-ledger.ts';
import { checkLife, checkSubjects, describeStates } from './evidence-life.ts';
import { provenBy, unprovenBy } from './evidence-limits.ts';
import { type EvidenceMoment, timelineOf } from './evidence-timeline.ts';
import { checkSameAsked, checkVotes } from './evidence-votes.ts';

export interface EvidenceOptions {
  /** Verifier keys that the reader has from elsewhere. */
  readonly vkeys?: readonly string[];
  /** Checkpoints that the reader kept, signed notes. */
  readonly checkpoints?: readonly string[];
  readonly readCertificate: ReadEvidenceCertificate;
}

export interface EvidenceFindings {
  /** Every fact holds. */
  readonly ok: boolean;
  readonly facts: readonly EvidenceFact[];
  /** Empty where the records are not the ledger's: what they tell is worth nothing then. */
  readonly timeline: readonly EvidenceMoment[];
  /** In sentences; empty unless everything holds. */
  readonly proves: readonly string[];
  /** In sentences. */
  readonly doesNotProve: readonly string[];
}

/**
 * Checks a bundle with nothing but itself and what the reader has kept: first that the records are the ledger's own, then that
 * they fit each other and the certificate. Throws EvidenceFormatError for a key or checkpoint of the reader's that is none.
 */
export function verifyEvidence(bundle: EvidenceBundle, options: EvidenceOptions): EvidenceFindings {
  const { vkeys = [], checkpoints = [], readCertificate } = options;
  const ledgers = bundle.ledgers.map((bundled) => ({ vkey: bundled.vkey, ...checkLedger(bundled) }));
  const proven: ProvenLedger[] = ledgers.flatMap(({ vkey, checkpoint }) =>
    checkpoint === null ? [] : [{ vkey, checkpoint }],
  );
  const kept = compareKept(proven, checkpoints);
  const ofLedgers = [...ledgers.flatMap(({ facts }) => facts), ...checkKeys(bundle.ledgers, vkeys), ...kept.facts];
  const entries = ledgers.flatMap((ledger) => ledger.entries);
  const [submission] = entries;
  if (submission === undefined || !ofLedgers.every(({ holds }) => holds)) {
    return {
      ok: false,
      facts: ofLedgers,
      timeline: [],
      proves: [],
      doesNotProve: ['Anything: the records are not shown to be a ledger’s.'],
    };
  }
  const read = readOf(bundle, readCertificate);
  const story: EvidenceStory = { request: bundle.request, entries, submission, certificate: read.certificate };
  const life = checkLife(entries);
  const votes = checkVotes(submission, entries);
  const facts = [
    ...ofLedgers,
    checkSubjects(bundle.request, entries),
    life.fact,
    ...checkSameAsked(submission, entries),
    ...(votes.fact === null ? [] : [votes.fact]),
    ...(read.fact === null ? checkIssuance(story) : [read.fact]),
    ...revocationFacts(entries),
  ];
  const ok = facts.every(({ holds }) => holds);
  const state = describeStates(life.states);
  const scope = { bundle, ledgers: proven, hasGivenKeys: vkeys.length > 0, story, votes, state, facts };
  return {
    ok,
    facts,
    timeline: timelineOf(entries),
    proves: ok ? provenBy(scope) : [],
    doesNotProve: [...unprovenBy(scope), ...kept.notCompared],
  };
}

interface CertificateReading {
  readonly certificate: EvidenceCertificate | null;
  /** Where it cannot be read. */
  readonly fact: EvidenceFact | null;
}

function readOf({ certificate, chain }: EvidenceBundle, read: ReadEvidenceCertificate): CertificateReading {
  if (certificate === null || chain === null) return { certificate: null, fact: null };
  try {
    return { certificate: read(certificate, chain), fact: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'It cannot be read.';
    return { certificate: null, fact: fact('The certificate and its chain can be read', problem, '') };
  }
}

/** Nothing to say where no record says that it was revoked: that none does proves nothing. */
function revocationFacts(entries: readonly AuditEntry[]): EvidenceFact[] {
  const revocations = entries.filter(({ type }) => type === 'certificate.revoked');
  const issued = entries.find(({ type }) => type === 'certificate.issued');
  const [first, second] = revocations;
  if (first === undefined) return [];
  const serial = issued === undefined ? null : textOf(issued.detail, 'serial');
  const otherSerial = firstProblem(revocations, (entry) =>
    serial !== null && textOf(entry.detail, 'serial') === serial ? null : `${named(entry)} is of another serial.`,
  );
  const again = second === undefined ? null : `It is revoked again by ${named(second)}.`;
  const why = `At ${first.ts}, in the ledger ${first.org}.`;
  return [fact('The certificate that was revoked is the one that was issued, once', otherSerial ?? again, why)];
}
