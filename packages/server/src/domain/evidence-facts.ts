import type { AuditEntry } from './audit-record.ts';
import type { JsonObject } from './audit-record-types.ts';
import type { EvidenceCertificate } from './evidence-certificate.ts';

/** One thing that was looked at, and what was found. */
export interface EvidenceFact {
  readonly claim: string;
  readonly holds: boolean;
  /** What it rests on; where it does not hold, what is wrong. */
  readonly why: string;
}

/** The records of a bundle once they are known to be the ledger's own, and what stands in the certificate beside them. */
export interface EvidenceStory {
  readonly request: string;
  /** In the order of the bundle. */
  readonly entries: readonly AuditEntry[];
  /** The first of them. */
  readonly submission: AuditEntry;
  readonly certificate: EvidenceCertificate | null;
}

/** A fact that holds because of `why`, unless there is a problem. */
export function fact(claim: string, problem: string | null | undefined, why: string): EvidenceFact {
  const holds = problem === null || problem === undefined;
  return { claim, holds, why: holds ? why : problem };
}

/** The first problem, or null. */
export function firstProblem<Item>(items: Iterable<Item>, problemOf: (item: Item) => string | null): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}

/** A member of a record's detail that is a text; null for anything else. */
export function textOf(detail: JsonObject, name: string): string | null {
  const value = detail[name];
  return typeof value === 'string' ? value : null;
}

/** A member of a record's detail that is a whole number; null for anything else. */
export function numberOf(detail: JsonObject, name: string): number | null {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
}

/** A member of a record's detail that is a list of texts; null for anything else. */
export function textsOf(detail: JsonObject, name: string): readonly string[] | null {
  const value = detail[name];
  if (!Array.isArray(value)) return null;
  const texts = value.filter((item) => typeof item === 'string');
  return texts.length === value.length ? texts : null;
}

/** `record 7 of org_… (request.approved)`. */
export function named(entry: Pick<AuditEntry, 'seq' | 'org' | 'type'>): string {
  return `record ${entry.seq} of ${entry.org} (${entry.type})`;
}
