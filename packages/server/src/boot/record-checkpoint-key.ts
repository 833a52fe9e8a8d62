import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import { SYSTEM } from '../domain/actor.ts';
import { readEntry } from '../domain/audit-record.ts';
import { DomainError } from '../domain/errors.ts';
import type { CheckpointSigner } from '../ledger/checkpoint-key.ts';
import type { Database, Statement } from '../store/database.ts';
import type { Deps } from '../usecases/ports.ts';

const SUBJECT = 'checkpointKey';
const LAST: Statement = {
  name: 'last-checkpoint-key',
  text: `select r.entry from ledger_record r join ledger_head h on h.ledger = r.ledger
    where h.organization_id = $1 and r.subject_id = $2 order by r.seq desc limit 1`,
};

/** That checkpoints are signed by another key than before stands in the platform's ledger, which both keys sign. */
export async function recordCheckpointKey(
  deps: Pick<Deps, 'ledger' | 'clock' | 'log'>,
  database: Database,
  signer: CheckpointSigner,
): Promise<void> {
  const [last] = await database.query<{ entry: string }>(LAST, [PLATFORM_TARGET_ID, SUBJECT]);
  const before = last === undefined ? null : keyIn(last.entry);
  const isChanged = before === null ? signer.vkeys(SUBJECT).length > 1 : before !== signer.keyId;
  if (!isChanged) return;
  try {
    await deps.ledger.commit({
      organizationId: PLATFORM_TARGET_ID,
      authority: null,
      now: deps.clock.now(),
      records: [
        {
          type: 'setting.changed',
          actor: SYSTEM,
          subject: { kind: 'setting', id: SUBJECT },
          detail: { before: before ?? signer.previousKeyId, after: signer.keyId, alsoSigns: signer.previousKeyId },
        },
      ],
      writes: () => [],
    });
  } catch (error) {
    // A sealed platform takes no record; the next start tells it.
    if (!(error instanceof DomainError)) throw error;
    deps.log(`that the checkpoint key has changed could not be recorded: ${error.message}`);
  }
}

/** Null also where somebody has tampered with the record: then the key is recorded again. */
function keyIn(entry: string): string | null {
  try {
    const { after } = readEntry(entry).detail;
    return typeof after === 'string' ? after : null;
  } catch {
    return null;
  }
}
