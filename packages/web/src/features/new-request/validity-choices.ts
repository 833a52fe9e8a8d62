interface Limits {
  readonly defaultValidityDays: number;
  readonly maxValidityDays: number;
}

const USUAL = [7, 14, 30, 60, 90, 180, 365];

/** Lengths of validity to choose from: the usual ones within the profile's limit, its default and its longest. */
export function validityChoices(limits: Limits): { readonly value: string; readonly label: string }[] {
  const days = new Set([...USUAL, limits.defaultValidityDays, limits.maxValidityDays]);
  return [...days]
    .filter((length) => length <= limits.maxValidityDays)
    .sort((one, other) => one - other)
    .map((length) => ({
      value: String(length),
      label: `${length} ${length === 1 ? 'day' : 'days'}${remark(length, limits)}`,
    }));
}

function remark(days: number, { defaultValidityDays, maxValidityDays }: Limits): string {
  if (days === defaultValidityDays) return days === maxValidityDays ? ', the longest' : ', as usual';
  return days === maxValidityDays ? ', the longest' : '';
}
