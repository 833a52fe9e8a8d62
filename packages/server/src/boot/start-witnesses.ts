import type { Config } from '../config.ts';
import { parseSignedNote } from '../domain/signed-note.ts';
import { startRepeatingTask } from '../followers/repeating-task.ts';
import type { LedgerProofs } from '../ledger/proofs.ts';
import { Witnessing } from '../ledger/witnessing.ts';
import type { Log } from './log.ts';
import type { OpenCheckpoints } from './open-checkpoints.ts';

const EVERY_MS = 1_000;

export interface RunningWitnesses {
  /** A new checkpoint of the ledger is kept. */
  moved(ledger: string): void;
  /** What a witness has seen that does not fit what is here, in words; null: nothing. */
  divergence(): string | null;
  stop(): Promise<void>;
}

/**
 * Has each new checkpoint cosigned. What a witness has seen and this server has not is told, and looked at; a ledger is not
 * sealed on the word of a witness alone, which may be wrong.
 */
export function startWitnesses(
  config: Pick<Config, 'witnesses'>,
  parts: {
    readonly checkpoints: Pick<OpenCheckpoints, 'folder'>;
    readonly proofs: LedgerProofs;
    readonly onSuspect: (ledger: string) => Promise<void>;
    /** A witness has signed this one, too. */
    readonly onCosigned: (ledger: string, note: string) => void;
    readonly log: Log;
  },
): RunningWitnesses {
  const { checkpoints, proofs, onSuspect, onCosigned, log } = parts;
  /** By ledger and witness: another witness's cosignature says nothing about what this one has seen. */
  const divergences = new Map<string, Map<string, string>>();
  const witnessing = new Witnessing({
    witnesses: config.witnesses,
    newest: (ledger) => checkpoints.folder.newest(ledger),
    consistency: async (ledger, from, to) => [...(await proofs.consistency(ledger, from, to, null)).hashes],
    keep: async (ledger, note) => {
      for (const { name } of parseSignedNote(note).signatures) divergences.get(ledger)?.delete(name);
      await checkpoints.folder.keepCosigned(ledger, note);
      onCosigned(ledger, note);
    },
    onDivergence: async (ledger, { witness, size, why }) => {
      divergences.set(ledger, (divergences.get(ledger) ?? new Map<string, string>()).set(witness, why));
      log.error(`a witness has seen another ledger ${ledger}: ${why}`, { witness, size });
      await onSuspect(ledger);
    },
    log: log.warn,
  });
  const task = startRepeatingTask({
    name: 'asking witnesses',
    everyMs: EVERY_MS,
    log: log.error,
    run: () => witnessing.run(),
  });
  return {
    moved: (ledger) => witnessing.moved(ledger),
    divergence() {
      const told = [...divergences.values()].flatMap((byWitness) => [...byWitness.values()]);
      return told.length === 0 ? null : told.join(' ');
    },
    async stop() {
      await task.stop();
      await witnessing.stop();
    },
  };
}
