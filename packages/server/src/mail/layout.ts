/** How it stands, by colour; the words always say it too. */
export type MailTone = 'act' | 'good' | 'bad' | 'quiet';

export interface MailFact {
  readonly label: string;
  /** Several lines are kept. */
  readonly value: string;
  /** `host`: names of hosts, in mono. `said`: what somebody wrote. */
  readonly kind?: 'host' | 'said';
  /** Where it leads, if it is another place than the mail's own link. */
  readonly url?: string;
  /** What somebody wrote, below it. */
  readonly under?: string;
}

/** A mail as parts, rendered as text and as HTML. Everything in it is text; nothing is ever taken as markup. */
export interface MailParts {
  readonly tone: MailTone;
  /** One or two words above the heading. */
  readonly state: string;
  readonly heading: string;
  readonly lead: string;
  /** What mail programs show beside the subject. */
  readonly preview: string;
  readonly facts: readonly MailFact[];
  readonly link: { readonly label: string; readonly url: string };
  readonly closing: string;
  /** The newest checkpoint of the ledger, as a signed note; null where there is none. */
  readonly checkpoint: string | null;
}

const SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/** Inline, since many mail programs take no other; the dark ones are a style sheet's, for those that do. */
const LIGHT = {
  text: '#17181E',
  second: '#4C4F5B',
  quiet: '#656875',
  line: '#E7E7EC',
  ground: '#F8F8FA',
  ink: '#3C49C6',
};
const TONES = {
  act: { text: '#3C49C6', ground: '#F0F2FE' },
  good: { text: '#19693F', ground: '#E9F6EF' },
  bad: { text: '#AB1F2A', ground: '#FDEDED' },
  quiet: { text: '#4C4F5B', ground: '#F2F2F5' },
} as const satisfies Record<MailTone, { text: string; ground: string }>;
const DARK_TONES = {
  act: 'color:#A5B0F7!important;background:#21253D!important',
  good: 'color:#7CD3A1!important;background:#15291F!important',
  bad: 'color:#F79A9B!important;background:#2E1B1F!important',
  quiet: 'color:#C4C6CF!important;background:#2B2D36!important',
} as const satisfies Record<MailTone, string>;

const STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (max-width:480px){.fact td{display:block!important;width:auto!important}.label{padding:12px 0 0!important}',
  '.value{padding:2px 0 12px!important;border-top:0!important}.go{display:block!important;text-align:center!important}}',
  '@media (prefers-color-scheme:dark){body,.page{background:#121317!important;color:#EDEEF2!important}',
  '.label,.second{color:#C4C6CF!important}.quiet,.note{color:#9DA0AD!important}.mark{color:#A5B0F7!important}',
  '.label,.value,.facts,.note,.foot{border-color:#2B2D36!important}.note{background:#191A1F!important}',
  '.go{background:#505FDB!important}.host{color:#EDEEF2!important}}',
].join('');

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

/** Keeps mail programs from making links of addresses in what somebody wrote: only our own link is to be followed. */
function unlinked(text: string): string {
  return text.replaceAll(/(?<=\S)([.@]|:\/\/)(?=\S)/g, '\u2060$1\u2060');
}

function htmlValue(fact: MailFact, mailUrl: string): string {
  const { value, kind, url = mailUrl, under } = fact;
  if (kind === 'said') return lines(escapeHtml(unlinked(value)));
  if (kind !== 'host') return lines(escapeHtml(value));
  // Inside a link of ours no mail program makes another one of a host name, and the name can still be copied as it is.
  const name = `<a class="host" href="${escapeHtml(url)}" style="color:${LIGHT.text};text-decoration:none;font:14px/22px ${MONO}">${lines(escapeHtml(value))}</a>`;
  return under === undefined
    ? name
    : `${name}<br><span class="second" style="color:${LIGHT.second}">${escapeHtml(unlinked(under))}</span>`;
}

const lines = (html: string) => html.replaceAll('\n', '<br>');

const CHECKPOINT_WORDS =
  'Keep this mail: below is a signed checkpoint of the audit ledger. With it anybody can prove later that nothing before it was changed.';

export function renderText(parts: MailParts): string {
  const width = Math.max(0, ...parts.facts.map(({ label }) => label.length)) + 2;
  const facts = parts.facts.map(({ label, value, under, url }) => {
    const [first = '', ...rest] = [value, ...(under === undefined ? [] : [under]), ...(url === undefined ? [] : [url])]
      .join('\n')
      .split('\n');
    return [`${label.padEnd(width)}${first}`, ...rest.map((line) => `${' '.repeat(width)}${line}`)].join('\n');
  });
  const foot = parts.checkpoint === null ? [] : ['-- ', CHECKPOINT_WORDS, '', parts.checkpoint.trimEnd()];
  return `${[parts.heading, '', parts.lead, '', ...facts, '', `${parts.link.label}:`, parts.link.url, '', parts.closing, '', ...foot].join('\n').trimEnd()}\n`;
}

function factRow(fact: MailFact, url: string): string {
  const border = `border-top:1px solid ${LIGHT.line};vertical-align:top`;
  return (
    `<tr class="fact"><td class="label" style="${border};width:112px;padding:12px 16px 12px 0;color:${LIGHT.second}">${escapeHtml(fact.label)}</td>` +
    `<td class="value" style="${border};padding:12px 0;word-break:break-word;overflow-wrap:anywhere">${htmlValue(fact, url)}</td></tr>`
  );
}

function checkpointFoot(checkpoint: string): string {
  return (
    `<div class="foot" style="margin-top:40px;padding-top:20px;border-top:1px solid ${LIGHT.line}">` +
    `<p class="quiet" style="margin:0 0 12px;color:${LIGHT.quiet};font-size:12px;line-height:18px">${escapeHtml(CHECKPOINT_WORDS)}</p>` +
    `<pre class="note" style="margin:0;padding:12px 14px;border:1px solid ${LIGHT.line};border-radius:6px;background:${LIGHT.ground};` +
    `font:11px/17px ${MONO};white-space:pre-wrap;word-break:break-all;color:${LIGHT.quiet}">${escapeHtml(checkpoint.trimEnd())}</pre></div>`
  );
}

export function renderHtml(parts: MailParts): string {
  const { tone, link } = parts;
  const chip = TONES[tone];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    `<title>${escapeHtml(parts.heading)}</title><style>${STYLE}@media (prefers-color-scheme:dark){.state{${DARK_TONES[tone]}}}</style></head>`,
    `<body class="page" style="margin:0;padding:32px 20px;background:#FFFFFF;font:15px/24px ${SANS};color:${LIGHT.text};-webkit-text-size-adjust:100%">`,
    `<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(unlinked(parts.preview))}</div>`,
    '<div style="max-width:560px;margin:0 auto">',
    `<p style="margin:0 0 32px;font-size:14px;line-height:20px;font-weight:600"><span class="mark" style="color:${LIGHT.ink}">✓✓</span>&ensp;Countersign</p>`,
    `<p style="margin:0 0 12px;line-height:20px"><span class="state" style="display:inline-block;padding:2px 10px;border-radius:10px;font-size:12px;line-height:18px;font-weight:600;color:${chip.text};background:${chip.ground}">${escapeHtml(parts.state)}</span></p>`,
    `<h1 style="margin:0 0 8px;font-size:22px;line-height:30px;font-weight:600;letter-spacing:-0.2px">${escapeHtml(parts.heading)}</h1>`,
    `<p class="second" style="margin:0 0 24px;color:${LIGHT.second}">${escapeHtml(unlinked(parts.lead))}</p>`,
    `<table class="facts" role="presentation" cellspacing="0" cellpadding="0" border="0" style="width:100%;border-collapse:collapse;font-size:14px;line-height:22px;border-bottom:1px solid ${LIGHT.line}">`,
    ...parts.facts.map((fact) => factRow(fact, link.url)),
    '</table>',
    `<p style="margin:28px 0 24px"><a class="go" href="${escapeHtml(link.url)}" style="display:inline-block;padding:11px 22px;border-radius:6px;background:${LIGHT.ink};color:#FFFFFF;text-decoration:none;font-size:15px;line-height:22px;font-weight:600">${escapeHtml(link.label)}</a></p>`,
    `<p class="quiet" style="margin:0;color:${LIGHT.quiet};font-size:13px;line-height:20px">${escapeHtml(parts.closing)}</p>`,
    parts.checkpoint === null ? '' : checkpointFoot(parts.checkpoint),
    '</div></body></html>',
  ].join('');
}
