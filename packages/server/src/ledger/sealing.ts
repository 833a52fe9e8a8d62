import type { SealedVerdict } from '../domain/ledger-verdict.ts';
import type { Database, Statement } from '../store/database.ts';

/** A ledger that does not verify, and is to be sealed for it. */
export interface Sealing {
  readonly organizationId: string;
  readonly ledger: string;
  /** In words, without a full stop. */
  readonly because: string;
  readonly verdict: SealedVerdict;
  readonly at: Date;
}

const SEAL: Statement = {
  name: 'ledger-seal',
  text: `update ledger_head set sealed_at = $2, sealed_because = $3, sealed_verdict = $4
    where ledger = $1 and sealed_at is null returning ledger`,
};
/** Not where it was sealed while the verification ran: what that saw is of before. */
const RESEAL: Statement = {
  name: 'ledger-reseal',
  text: `update ledger_head set sealed_because = $2, sealed_verdict = $3
    where ledger = $1 and sealed_at is not null and sealed_at < $4`,
};
const MEASURE: Statement = {
  name: 'ledger-measure-sealed',
  text: `update ledger_head set sealed_verdict = coalesce(sealed_verdict, jsonb_build_object(
      'firstBroken', null, 'what', null, 'explanation', sealed_because, 'expected', null, 'found', null
    )) || jsonb_build_object('size', $2::bigint, 'root', $3::text)
    where ledger = $1 and sealed_at is not null and sealed_at < $4 and sealed_verdict ->> 'root' is null`,
};

/** Seals without a record of it: for the platform's own ledger, or where that is sealed. Whether it was open before. */
export async function sealSilently(database: Database, { ledger, at, because, verdict }: Sealing): Promise<boolean> {
  const sealed = await database.query(SEAL, [ledger, at, because, JSON.stringify(verdict)]);
  return sealed.length > 0;
}

/** What a verification of the whole found of a ledger that is sealed already says more than what sealed it. */
export async function sayMoreOfSealed(
  database: Database,
  { ledger, because, verdict }: Sealing,
  startedAt: Date,
): Promise<void> {
  await database.query(RESEAL, [ledger, because, JSON.stringify(verdict), startedAt]);
}

/** The same where the whole of it verifies, as after somebody put the records back: how much is right of it. */
export async function measureSealed(
  database: Database,
  ledger: string,
  { size, root }: { readonly size: number; readonly root: string },
  startedAt: Date,
): Promise<void> {
  await database.query(MEASURE, [ledger, size, root, startedAt]);
}
