/** The life of a request that nobody decides, as places on a line. */
export interface Times {
  readonly warn: number | null;
  readonly escalate: number | null;
  readonly expire: number | null;
}

export interface TimeStep {
  readonly kind: 'asked' | 'warn' | 'escalate' | 'expire';
  readonly hours: number;
  /** From 0 to 100, along the line. */
  readonly at: number;
}

/** Labels need room: two steps are never nearer than this. */
const NEAREST = 26;
/** Where the last step stands if nothing ends the waiting: the line goes on behind it. */
const OPEN_END = 82;

/** The steps in their order, early ones drawn apart. Null where an order makes no sense, which the fields say. */
export function timeSteps({ warn, escalate, expire }: Times): readonly TimeStep[] | null {
  const set = [
    { kind: 'warn' as const, hours: warn },
    { kind: 'escalate' as const, hours: escalate },
    { kind: 'expire' as const, hours: expire },
  ].flatMap(({ kind, hours }) => (hours === null ? [] : [{ kind, hours }]));
  if (set.some(({ hours }, index) => hours <= (set[index - 1]?.hours ?? 0))) return null;
  const last = set.at(-1)?.hours ?? 1;
  const end = expire === null ? OPEN_END : 100;
  const asked: TimeStep = { kind: 'asked', hours: 0, at: 0 };
  const wished = set.map(({ hours }) => Math.sqrt(hours / last) * end);
  const places: number[] = [];
  for (const [index, place] of wished.entries()) {
    // What stands behind still needs its room before the end.
    const most = end - NEAREST * (wished.length - 1 - index);
    places.push(Math.min(most, Math.max(place, (places[index - 1] ?? 0) + NEAREST)));
  }
  return [asked, ...set.map((step, index): TimeStep => ({ ...step, at: places[index] ?? end }))];
}

/** `2 h`, `3 d`, `2 d 12 h`. */
export function hoursInWords(hours: number): string {
  if (hours < 48) return `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** The same in a sentence, for whoever does not see the picture. */
export function timesInWords({ warn, escalate, expire }: Times): string {
  const parts = [
    ...(warn === null ? [] : [`reminds those who can decide after ${hoursInWords(warn)}`]),
    ...(escalate === null ? [] : [`escalates after ${hoursInWords(escalate)}`]),
    expire === null ? 'waits until somebody decides' : `expires after ${hoursInWords(expire)}`,
  ];
  return `A request that nobody decides ${parts.join(', ')}.`;
}
