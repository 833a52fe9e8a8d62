import type { RecordDraft } from '../../domain/audit-record-types.ts';
import { openLedger } from '../../domain/ledger-genesis.ts';
import type { StateWrite } from '../../store/state-write.ts';
import { insertRow } from '../../store/state-write.ts';
import { EARLIER, exampleHead } from '../../store/testing/example-rows.ts';
import type { Command } from '../committer.ts';

/** A ledger with its first record, as the use cases make one. */
export function exampleLedger(ledger: string): StateWrite[] {
  const { origin } = exampleHead(ledger);
  const { draft, entry, hash } = openLedger({ organizationId: ledger, name: ledger, origin, now: EARLIER });
  return [
    insertRow('LedgerHead', exampleHead(ledger, { size: 1, hash })),
    insertRow('LedgerRecord', {
      ledger,
      seq: 0,
      hash,
      entry,
      type: draft.type,
      subjectId: draft.subject.id,
      actorId: draft.actor.id,
    }),
  ];
}

export function exampleDraft(over: Partial<RecordDraft> = {}): RecordDraft {
  return {
    type: 'request.commented',
    actor: { kind: 'user', id: 'usr_mara', name: 'mara@corp.com' },
    subject: { kind: 'request', id: 'apr_1' },
    detail: { text: 'Grüße, "quoted" \\ tab\tnewline\nemoji 🔏 — done' },
    ...over,
  };
}

/** A command of one record that writes no state. */
export function exampleCommand(organizationId: string, over: Partial<Command> = {}): Command {
  return { organizationId, authority: null, now: EARLIER, records: [exampleDraft()], writes: () => [], ...over };
}
