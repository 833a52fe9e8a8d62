/** A mail as parts, rendered as text and as HTML. Everything in it is text; nothing is ever taken as markup. */
export interface MailParts {
  readonly heading: string;
  readonly lead: string;
  /** Label and value; several lines are kept. Host names and hashes are shown in mono. */
  readonly facts: readonly { readonly label: string; readonly value: string; readonly mono?: boolean }[];
  readonly link: { readonly label: string; readonly url: string };
  readonly closing: string;
  /** The newest checkpoint of the ledger, as a signed note; null where there is none. */
  readonly checkpoint: string | null;
}

const INK = '#3C49C6';
const TEXT = '#17181E';
const QUIET = '#656875';
const LINE = '#E7E7EC';
const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";
/** Keeps mail programs from making links of host names in text: only our own link is to be followed. */
const WORD_JOINER = '\u2060';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function htmlValue(value: string, mono: boolean): string {
  const escaped = escapeHtml(value).replaceAll('\n', '<br>');
  if (!mono) return escaped;
  return `<span style="font-family:${MONO};font-size:13px">${escaped.replaceAll('.', `${WORD_JOINER}.`)}</span>`;
}

const CHECKPOINT_WORDS =
  'Keep this: it is a signed checkpoint of the audit ledger. With it anybody can prove later that nothing before it was changed.';

export function renderText(parts: MailParts): string {
  const width = Math.max(...parts.facts.map(({ label }) => label.length));
  const facts = parts.facts.map(({ label, value }) => {
    const [first = '', ...rest] = value.split('\n');
    return [`${label.padEnd(width)}  ${first}`, ...rest.map((line) => `${' '.repeat(width)}  ${line}`)].join('\n');
  });
  const foot = parts.checkpoint === null ? [] : ['--', CHECKPOINT_WORDS, '', parts.checkpoint.trimEnd()];
  return `${[parts.heading, '', parts.lead, '', ...facts, '', `${parts.link.label}: ${parts.link.url}`, '', parts.closing, '', ...foot].join('\n').trimEnd()}\n`;
}

export function renderHtml(parts: MailParts): string {
  const facts = parts.facts
    .map(
      ({ label, value, mono }) =>
        `<tr><td style="padding:8px 16px 8px 0;border-top:1px solid ${LINE};color:${QUIET};vertical-align:top;white-space:nowrap">${escapeHtml(label)}</td>` +
        `<td style="padding:8px 0;border-top:1px solid ${LINE};vertical-align:top;word-break:break-word">${htmlValue(value, mono === true)}</td></tr>`,
    )
    .join('');
  const checkpoint =
    parts.checkpoint === null
      ? ''
      : `<p style="margin:32px 0 8px;color:${QUIET};font-size:12px;line-height:18px">${escapeHtml(CHECKPOINT_WORDS)}</p>` +
        `<pre style="margin:0;padding:12px;border:1px solid ${LINE};border-radius:6px;font:11px/16px ${MONO};white-space:pre-wrap;word-break:break-all;color:${QUIET}">${escapeHtml(parts.checkpoint.trimEnd())}</pre>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    `<title>${escapeHtml(parts.heading)}</title></head>`,
    `<body style="margin:0;padding:24px 16px;font:14px/22px ${SANS};color:${TEXT}">`,
    '<div style="max-width:560px;margin:0 auto">',
    `<p style="margin:0 0 24px;font-weight:600"><span>✓</span><span style="color:${INK}">✓</span> Countersign</p>`,
    `<h1 style="margin:0 0 8px;font-size:20px;line-height:28px;font-weight:600">${escapeHtml(parts.heading)}</h1>`,
    `<p style="margin:0 0 24px">${escapeHtml(parts.lead)}</p>`,
    `<table role="presentation" cellspacing="0" cellpadding="0" style="width:100%;border-collapse:collapse;font-size:14px;line-height:20px;border-bottom:1px solid ${LINE}">${facts}</table>`,
    `<p style="margin:24px 0"><a href="${escapeHtml(parts.link.url)}" style="display:inline-block;padding:10px 20px;border-radius:6px;background:${INK};color:#FFFFFF;text-decoration:none;font-weight:600">${escapeHtml(parts.link.label)}</a></p>`,
    `<p style="margin:0;color:${QUIET};font-size:13px;line-height:20px">${escapeHtml(parts.closing)}</p>`,
    checkpoint,
    '</div></body></html>',
  ].join('');
}
