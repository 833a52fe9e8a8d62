import { type Difference, type ExpectedRow, type FoundRow, saysAll, sourceOf } from '../domain/rebuild/claims.ts';
import { compareRows } from '../domain/rebuild/compare-rows.ts';
import { objectIn, type ToldRecord, textIn } from '../domain/rebuild/told-record.ts';
import { recordsAbout } from './state-records.ts';
import { CLOSED_EPOCHS } from './state-rows.ts';
import { byKey, noRecord, type StateScope } from './state-scope.ts';

/**
 * That an epoch is closed makes everything that it tells of acknowledged, so its row is worth as much: the one before the
 * ledger that is open is as the first record of that pins it, and earlier ones as the platform's ledger tells of their end.
 */
export async function verifyClosedEpochs(scope: StateScope): Promise<Difference | null> {
  const { client, organizationId, first, platformLedgers } = scope;
  const found = byKey((await client.query<FoundRow>(CLOSED_EPOCHS, [organizationId])).rows);
  const expected = new Map<string, ExpectedRow>();
  const isPlatformWhole = platformLedgers.length === 1;
  if (isPlatformWhole) {
    const about = (await recordsAbout(client, platformLedgers, [organizationId])).get(organizationId) ?? [];
    for (const record of about) if (record.type === 'ledger.unsealed') expected.set(...toldByPlatform(record));
  }
  const previous = objectIn(first.detail, 'previous');
  if (previous !== null) {
    const { size, root, firstBroken, what, explanation, checkpoint: lastCheckpoint } = previous;
    const sealedVerdict = { size, root, firstBroken, what, explanation };
    const [ledger, row] = rowOf(textIn(previous, 'ledger') ?? '', first);
    expected.set(ledger, {
      ...row,
      claims: { ...row.claims, ...saysAll({ sealedVerdict, lastCheckpoint }, row.newest) },
    });
  }
  // Where the platform's own ledger was once closed, it may have lost what it told of the others.
  const mayBeUntold = previous !== null && !isPlatformWhole;
  const difference = compareRows(expected, found, (ledger) =>
    mayBeUntold ? null : noRecord(`The closed epoch ${ledger}`, sourceOf(first)),
  );
  return difference === null ? null : { own: sourceOf(first), ...difference };
}

function toldByPlatform(record: ToldRecord): [string, ExpectedRow] {
  return rowOf(textIn(record.detail, 'closed') ?? '', record);
}

function rowOf(ledger: string, record: ToldRecord): [string, ExpectedRow] {
  const { id: closedById, kind: closedByKind, name: closedByName } = record.actor;
  const newest = sourceOf(record);
  const claims = saysAll({ closedById, closedByKind, closedByName, reason: record.detail.reason }, newest);
  return [ledger, { thing: `The closed epoch ${ledger}`, newest, claims }];
}
