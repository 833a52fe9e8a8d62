/** What each kind of break means, for whoever has to deal with it; the kinds are the ledger's own (docs/ledger.md). */
const MEANINGS: Readonly<Record<string, string>> = {
  edited:
    'Edited: the text of a record was changed after it was written, so it no longer gives the hash that was kept.',
  missing: 'Missing: a record was taken out, and the numbers no longer follow each other.',
  reordered: 'Reordered: records stand in another order than the one in which they were written.',
  'cut off': 'Cut off: the newest records are gone, as after an older backup was put back.',
  rewritten:
    'Rewritten: records were changed and hashed again so that they look right, but what was signed of them says otherwise.',
  'state edited':
    'State edited: the records are whole, but a table that follows from them was changed behind the ledger’s back.',
};

/** One sentence on what this kind of break means; null for a kind that is not known here. */
export function meaningOfBreak(what: string | null | undefined): string | null {
  return what ? (MEANINGS[what] ?? null) : null;
}

/** `Record 48,112 was edited`, as a headline. */
export function titleOfBreak(what: string | null | undefined, record: string): string {
  switch (what) {
    case 'edited':
      return `record ${record} was edited`;
    case 'missing':
      return `record ${record} is missing`;
    case 'reordered':
      return `record ${record} is out of order`;
    case 'cut off':
      return `cut off at record ${record}`;
    case 'rewritten':
      return `rewritten from record ${record} or before`;
    case 'state edited':
      return `the state was edited, record ${record} tells`;
    default:
      return `record ${record}`;
  }
}
