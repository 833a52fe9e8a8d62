/**
 * What a spreadsheet may take for a formula: text that begins with one of `= + - @`, plain or full width, even after
 * blanks, quotes and characters that cannot be seen; and text that begins with a tab or a line end.
 */
const FORMULA = /^(?:'*[\t\r\n]|[\s"'`“”‘’\p{Cf}]*[=+\-@＝＋－＠])/u;
/** Control characters other than tab and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const CONTROL_PICTURES = 0x2400;

/** A cell that no spreadsheet runs: what looks like a formula gets an apostrophe before it. */
export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that was defused: an apostrophe goes if what comes after it would have got one. */
export function undoDefusing(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Control characters as something that can be seen: their pictures (U+2400…); those without one as U+FFFD. */
export function showControls(text: string): string {
  return text.replaceAll(CONTROL, (found) => {
    const code = found.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** A row of RFC 4180, with its line end; each cell defused. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(defuse(showControls(cell)))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
