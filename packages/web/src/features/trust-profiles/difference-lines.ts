/** What of a field comes and goes, as lines: of a list only what differs, of anything else both values. */
export interface DifferenceLines {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** Items of a list that stay. */
  readonly kept: number;
}

const LISTS = new Set([
  'domains',
  'exceptDomains',
  'environments',
  'allowedUserIds',
  'allowedDeviceIds',
  'keyAlgorithms',
  'extendedKeyUsages',
  'escalationContacts',
]);
/** Fields whose items are host names, set as a machine compares them. */
export const NAME_FIELDS: ReadonlySet<string> = new Set(['domains', 'exceptDomains']);

export function differenceLines(difference: {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}): DifferenceLines {
  const { field, before, after } = difference;
  if (!LISTS.has(field)) return { removed: [before], added: [after], kept: 0 };
  const [old, current] = [itemsOf(before), itemsOf(after)];
  return {
    removed: old.length === 0 ? [before] : old.filter((item) => !current.includes(item)),
    added: current.length === 0 ? [after] : current.filter((item) => !old.includes(item)),
    kept: current.filter((item) => old.includes(item)).length,
  };
}

function itemsOf(text: string): string[] {
  return text === 'none' ? [] : text.split(', ');
}
