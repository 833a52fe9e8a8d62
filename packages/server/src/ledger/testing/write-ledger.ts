import { EARLIER, writeRows } from '../../store/testing/example-rows.ts';
import type { OpenTestDatabase } from '../../store/testing/open-test-database.ts';
import { Committer } from '../committer.ts';
import { exampleCommand, exampleDraft, exampleLedger } from './ledger-scene.ts';

/** A ledger of so many records, the last a second after the others. Answers its name. */
export async function writeLedger(
  { database, schema }: OpenTestDatabase,
  ledger: string,
  size: number,
): Promise<string> {
  await writeRows(database, schema, exampleLedger(ledger));
  const committer = new Committer({ database, schema, onCommitted: () => undefined });
  await Promise.all(
    Array.from({ length: size - 1 }, (_, index) =>
      committer.commit(
        exampleCommand(ledger, {
          now: new Date(EARLIER.getTime() + (index === size - 2 ? 1_000 : 0)),
          records: [exampleDraft({ subject: { kind: 'request', id: `apr_${index}` } })],
        }),
      ),
    ),
  );
  return ledger;
}
