/** What a row of patterns comes to, as one types it: the server judges it again when it is saved. */
export interface PatternVerdict {
  readonly state: 'ok' | 'idle' | 'wrong';
  readonly words: string;
}

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

const wrong = (words: string): PatternVerdict => ({ state: 'wrong', words });

/** Of a pattern that covers names; null while its row is empty. */
export function patternWords(rows: readonly string[], index: number): PatternVerdict | null {
  const pattern = clean(rows[index]);
  if (pattern === '') return null;
  const fault = shapeFault(pattern) ?? twiceFault(rows, index);
  if (fault !== null) return wrong(fault);
  if (!pattern.startsWith('*.')) return { state: 'ok', words: 'This name alone.' };
  const rest = pattern.slice(2);
  return { state: 'ok', words: `Such as api.${rest}; not ${rest} itself.` };
}

/** Of an exception, against the patterns that it is carved out of. */
export function exceptionWords(
  rows: readonly string[],
  index: number,
  patterns: readonly string[],
): PatternVerdict | null {
  const exception = clean(rows[index]);
  if (exception === '') return null;
  const fault = shapeFault(exception) ?? twiceFault(rows, index);
  if (fault !== null) return wrong(fault);
  const from = patterns.map(clean).filter((pattern) => pattern !== '' && intersects(pattern, exception));
  if (from.length === 0) return { state: 'idle', words: 'No pattern covers it, so it takes nothing away.' };
  return { state: 'ok', words: `Taken out of ${from.join(', ')}; another profile may have it.` };
}

function shapeFault(pattern: string): string | null {
  if (/[/:@\s]/.test(pattern)) return 'Give the host name alone, without scheme, port or path.';
  const labels = pattern.replace(/\.$/, '').split('.');
  const [first, ...rest] = labels;
  const plain = first === '*' ? rest : labels;
  if (plain.some((label) => label.includes('*'))) return '* stands for a whole first label and for nothing else.';
  if (plain.length < 2) return 'Give a whole name, such as *.internal.corp.com.';
  const odd = plain.find((label) => !LABEL.test(label));
  if (odd === '') return 'There is an empty label: two dots stand side by side.';
  return odd === undefined ? null : `“${odd}” is no label of a host name: letters, digits and inner hyphens.`;
}

function twiceFault(rows: readonly string[], index: number): string | null {
  const pattern = clean(rows[index]);
  return rows.some((row, other) => other < index && clean(row) === pattern)
    ? 'It stands above already. Remove one of the two.'
    : null;
}

/** Whether some name is in both. */
function intersects(one: string, other: string): boolean {
  return one === other || covers(one, other) || covers(other, one);
}

function covers(pattern: string, name: string): boolean {
  if (!pattern.startsWith('*.') || name.startsWith('*.')) return false;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}

const clean = (row: string | undefined): string => (row ?? '').trim().toLowerCase();

/** The rows as they are sent leave empty ones out: which row the server means by a place in what was sent. */
export function rowOf(rows: readonly string[], sent: number): number {
  const filled = rows.flatMap((row, index) => (clean(row) === '' ? [] : [index]));
  return filled[sent] ?? -1;
}
