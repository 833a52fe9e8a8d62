/** What record 0 says of its ledger. */
export interface LedgerOpening {
  /** What its checkpoints are named by; null where it says none. */
  readonly origin: string | null;
  /** Of the ledger that this one took the place of, in a sentence; null where it was the first. */
  readonly epoch: string | null;
}

/** Of the canonical text of record 0. */
export function readOpening(ledger: string, entry: string): LedgerOpening {
  const { detail } = JSON.parse(entry) as { readonly detail: Readonly<Record<string, unknown>> };
  return { origin: typeof detail.origin === 'string' ? detail.origin : null, epoch: describeEpoch(ledger, detail) };
}

function describeEpoch(ledger: string, { previous, reason }: Readonly<Record<string, unknown>>): string | null {
  const epoch = Number(ledger.split('/')[1] ?? 1);
  if (!(epoch > 1) || typeof previous !== 'object' || previous === null) return null;
  const { size, what, explanation }: Partial<Record<string, unknown>> = { ...previous };
  return (
    `This is epoch ${epoch}. Epoch ${epoch - 1} ended at ${said(size)} records, because it did not verify ` +
    `(${said(what)}): ${said(explanation)} It was opened anew because: ${said(reason)}`
  );
}

function said(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'not said';
}
