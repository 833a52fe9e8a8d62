/**
 * `a`, `a and b`, `a, b and c`; at most `limit` of them, then `and 95 more`, so that a sentence stays one.
 */
export function listed(items: readonly string[], limit = 5): string {
  if (items.length > limit) return `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`;
  const last = items.at(-1);
  if (last === undefined) return 'none';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 day`, `2 days`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
