/** Where the requests and certificates that a figure counts are listed; as addresses, since other screens read them. */
type Given = Readonly<Record<string, string | true | null | undefined>>;

function address(path: string, given: Given): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    if (value !== null && value !== undefined) query.set(name, String(value));
  }
  const asked = query.toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** From a moment on, and up to another: as the figures of the range say them. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Pending ones: those for the viewer where there are any, else those that wait for others. */
export function pendingAddress(profile: string | null | undefined, forViewer: number): string {
  return address('/approvals', { tab: forViewer > 0 ? 'for-me' : 'waiting', profile });
}

export type LinkedOutcome = 'approved' | 'rejected' | 'withdrawn' | 'voided' | 'expired';

/** What ended in a range. */
export function decidedAddress(
  { from, to }: Span,
  of: { readonly profile?: string | null | undefined; readonly outcome?: LinkedOutcome; readonly escalated?: boolean },
): string {
  const { profile, outcome, escalated } = of;
  return address('/approvals', {
    tab: 'decided',
    profile,
    outcome,
    escalated: escalated === true ? true : undefined,
    from,
    to,
  });
}

/** Certificates that end on certain days, the last one included. */
export function expiringAddress({ from, to }: Span, profile: string | undefined): string {
  const last = new Date(Date.parse(to) - 1).toISOString();
  return address('/certificates', { expiresFrom: from.slice(0, 10), expiresTo: last.slice(0, 10), profile });
}

/** What somebody did, as the ledger has it. */
export function recordsAddress(actor: string, { from, to }: Span): string {
  const last = new Date(Date.parse(to) - 1).toISOString();
  return address('/records', { actor, type: 'all:Requests', from: from.slice(0, 10), to: last.slice(0, 10) });
}
