/** Which of an organization's ledgers: the first, or one that was opened after an earlier one did not verify. */
export interface LedgerName {
  /** Or `platform`. */
  readonly organizationId: string;
  /** Counts from 1. */
  readonly epoch: number;
}

/** The place of a record among everything that was ever recorded of an organization. */
export interface EpochSequence {
  readonly epoch: number;
  readonly seq: number;
}

/** What records carry as `org`: the organization's id, with `/n` from its second epoch on. */
export function ledgerName({ organizationId, epoch }: LedgerName): string {
  return epoch === 1 ? organizationId : `${organizationId}/${epoch}`;
}

export function parseLedgerName(ledger: string): LedgerName {
  const [organizationId = '', epoch] = ledger.split('/');
  return { organizationId, epoch: epoch === undefined ? 1 : Number(epoch) };
}

/** `17` in the first epoch, `2/17` in the second. */
export function renderSequence({ epoch, seq }: EpochSequence): string {
  return epoch === 1 ? String(seq) : `${epoch}/${seq}`;
}

/** Null where the text is none. `-1` stands before the first record. */
export function parseSequence(text: string): EpochSequence | null {
  const [, epoch = '1', seq = ''] = /^(?:([1-9]\d{0,8})\/)?(-1|\d{1,15})$/.exec(text) ?? [];
  return seq === '' ? null : { epoch: Number(epoch), seq: Number(seq) };
}
