import { fromHex } from '../bytes.ts';

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
 * The texts that something dropped or pasted may be meant as: as it is, and undone what mail programs, editors and browsers
 * do to a text (encodings of mail bodies, HTML, quoting of replies, invisible characters). The one that was meant is among them.
 */
export function textsOfFile(raw: Uint8Array): string[] {
  const text = decode(raw);
  const bodies = [...text.matchAll(BASE64_BODY)].map(([, body = '']) => decode(bytesOfBody(body)));
  return [text, decodeQuotedPrintable(text), ...bodies]
    .flatMap((one) => [one, textOfHtml(one)])
    .map((one) => one.replaceAll(INVISIBLE, '').replaceAll(QUOTING, ''));
}

/** UTF-16 where the file says so, UTF-8, or what is left: Windows-1252, in which everything is a text. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Of a body in lines; nothing where it is none after all. */
function bytesOfBody(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** RFC 2045 §6.7. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/gi, (run) => decode(fromHex(run.replaceAll('=', ''))));
}

function textOfHtml(html: string): string {
  return html.replaceAll(LINE_TAG, '\n').replaceAll(TAG, '').replaceAll(ENTITY, characterOf);
}

function characterOf(entity: string, decimal?: string, hex?: string, name = ''): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (Number.isNaN(code)) return NAMED[name.toLowerCase()] ?? entity;
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity;
}
