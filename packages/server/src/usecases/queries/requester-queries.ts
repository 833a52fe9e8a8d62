import type { Queries } from '../application.ts';
import { isSpent, keyAvailableUntil } from '../deliver-key.ts';
import type { CertificateRequestRow, PolicySnapshot } from '../ports.ts';
import { batched } from './batched.ts';
import type { QueryParts } from './create-queries.ts';

const YEAR_MS = 365 * 86_400_000;
/** So many requests are counted; of whoever asks more often than that it says so. */
const MOST_COUNTED = 1_000;

/** Who asked: how they stand now, how their earlier requests went, and what became of the key that was made for them. */
export function requesterQueries(
  { deps, reads }: QueryParts,
  snapshotOf: (row: CertificateRequestRow) => Promise<PolicySnapshot>,
): Pick<Queries, 'requesterHistory' | 'requesterStanding' | 'serverKey'> {
  const sinceOf = (row: CertificateRequestRow) => new Date(row.requestedAt.getTime() - YEAR_MS);
  const histories = batched(async (rows: readonly CertificateRequestRow[]) => {
    const questions = rows.map((row) => ({
      organizationId: row.organizationId,
      requesterId: row.requesterId,
      since: sinceOf(row),
      before: row.requestedAt,
    }));
    const counts = await reads.requesterHistories(questions, MOST_COUNTED + 1);
    const answers = new Map(rows.map((row, index) => [row, counts[index]]));
    return (row: CertificateRequestRow) => answers.get(row);
  });

  return {
    async requesterHistory(row) {
      const counts = await histories(row);
      if (counts === undefined) throw new Error(`the history behind ${row.id} was not read`);
      return { ...counts, since: sinceOf(row), isCut: counts.asked > MOST_COUNTED };
    },

    async requesterStanding(row) {
      const { people } = await snapshotOf(row);
      const person = people.get(row.requesterUserIds[0] ?? '') ?? null;
      return row.requesterKind === 'user' ? { role: person?.role ?? null, owner: null } : { role: null, owner: person };
    },

    async serverKey(row) {
      if (row.keyOrigin !== 'SERVER') return null;
      const key = await deps.reads.serverKey(row.id);
      if (key === null) return null;
      const isThere = key.sealedKey !== null && !isSpent(key, deps.clock.now());
      return {
        firstDeliveredAt: key.firstDeliveredAt ?? null,
        availableUntil: isThere ? keyAvailableUntil(key) : null,
        destroyedAt: key.destroyedAt ?? null,
      };
    },
  };
}
