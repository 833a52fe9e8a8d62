import { decideIntent, type Intent } from '../domain/decide-intent.ts';
import type { Decided, DecisionFrame } from './decision-frame.ts';
import { type CertificateAuthorityRow, type IssuanceIntentRow, insertRow } from './ports.ts';

/** How long the server that committed an approval has for issuing, before any server's sweep takes it up, in ms. */
const SWEEP_AFTER_MS = 10_000;

export interface PreparedIntent {
  readonly row: IssuanceIntentRow;
  readonly spkiSha256: string;
  /** Whose key signs it. */
  readonly authority: CertificateAuthorityRow;
}

/** An intent as the domain judges it. */
export function intentOf({ row, spkiSha256 }: PreparedIntent): Intent {
  const { serial, notBefore, notAfter, tbsSha256, certificateAuthorityId } = row;
  return { serial, notBefore, notAfter, tbsSha256, certificateAuthorityId, spkiSha256 };
}

/**
 * The same decision, now leading to a certificate: with what is about to be signed, record and row, in the one commit, where
 * the key is known already; else only with the time at which a sweep would take it up.
 */
export function withIntent(
  decided: Decided,
  intent: PreparedIntent | null,
  frame: Pick<DecisionFrame, 'now'>,
): Decided {
  const moved = { ...decided.moved, nextAttemptAt: new Date(frame.now.getTime() + SWEEP_AFTER_MS) };
  if (intent === null) return { ...decided, moved };
  const intended = decideIntent(decided.change.next, intentOf(intent), frame.now);
  return {
    moved,
    change: {
      next: intended.next,
      decision: decided.change.decision,
      records: [...decided.change.records, ...intended.records],
    },
    extraWrites: (stamp) => [...(decided.extraWrites?.(stamp) ?? []), insertRow('IssuanceIntent', intent.row)],
  };
}
