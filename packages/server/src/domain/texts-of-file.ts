const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
const QUOTING = /^[^\S\n]*(?:[>|][^\S\n]*)+/gm;
/** Tags at which a line ends. */
const LINE_TAG = /<\/?(?:br|p|div|pre|td|tr|li|blockquote)\b[^<>]*>/gi;
const TAG = /<[^<>]*>/g;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', mdash: '—' };
const LAST_CODE_POINT = 0x10_ff_ff;
const BASE64_BODY = /^content-transfer-encoding:[^\S\n]*base64\b[\s\S]*?\n\r?\n((?:[A-Za-z0-9+/=]+\r?(?:\n|$))+)/gim;

/**
 * The texts that a file may be meant as: as it is, and undone what mail programs, editors and browsers do to a text
 * (encodings of mail bodies, HTML, quoting of replies, invisible characters). Some of them are nonsense; the one that was
 * meant is among them.
 */
export function textsOfFile(raw: Buffer): string[] {
  const text = decode(raw);
  const bodies = [...text.matchAll(BASE64_BODY)].map(([, body = '']) => decode(Buffer.from(body, 'base64')));
  const texts = [text, decodeQuotedPrintable(text), ...bodies];
  return texts
    .flatMap((one) => [one, textOfHtml(one)])
    .map((one) => one.replaceAll(INVISIBLE, '').replaceAll(QUOTING, ''));
}

/** UTF-16 where the file says so, UTF-8, or what is left: Windows-1252, in which everything is a text. */
function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff')
    return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** RFC 2045 §6.7. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/gi, (run) => decode(Buffer.from(run.replaceAll('=', ''), 'hex')));
}

function textOfHtml(html: string): string {
  return html.replaceAll(LINE_TAG, '\n').replaceAll(TAG, '').replaceAll(ENTITY, characterOf);
}

function characterOf(entity: string, decimal?: string, hex?: string, name = ''): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (Number.isNaN(code)) return NAMED[name.toLowerCase()] ?? entity;
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity;
}
