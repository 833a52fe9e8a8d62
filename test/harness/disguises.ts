/** What mail programs, browsers and editors make of a text, by name. Whatever they do, the text can still be read. */
export function disguisesOf(note: string): Readonly<Record<string, Buffer>> {
  const words = 'Keep this mail: below is a signed checkpoint of the audit ledger.';
  const plain = `The certificate was issued.\n\n-- \n${words}\n\n${note}`;
  const html = `<html><body><p>The certificate was issued.</p><p>${words}</p><pre class="note">${escaped(note.trimEnd())}</pre></body></html>`;
  const texts = {
    'the note itself': note,
    'with CRLF': note.replaceAll('\n', '\r\n'),
    'among other text': `${plain}\n\nDr. Mara Smith, Security\n`,
    quoted: eachLine(plain, '> '),
    'quoted twice': `On Monday Mara <mara@corp.example> wrote:\n${eachLine(plain, '>> ')}`,
    'quoted with bars': eachLine(note, ' | '),
    indented: eachLine(note, '\t    '),
    'with non-breaking spaces': eachLine(note, '\u00a0\u00a0').replaceAll(' ', '\u00a0'),
    'with invisible characters': `\ufeff${note.replaceAll('/', '/\u200b')}`,
    'wrapped at spaces': note.replaceAll(/(?<=—.*) /g, '\n'),
    'on one line': note.replaceAll(/\n+/g, ' '),
    'wrapped anywhere': wrapped(note, 60),
    'quoted and wrapped anywhere': eachLine(wrapped(note, 70), '> > '),
    'as a page': html,
    'as a page with line breaks': `<div>${escaped(note).replaceAll('\n', '<br>\n')}</div>`,
    'as a page that quotes': `<blockquote>${escaped(eachLine(note, '> ')).replaceAll('\n', '<br/>')}</blockquote>`,
    'as a page with codes': `<p>${note.replaceAll('—', '&mdash;').replaceAll('+', '&#43;').replaceAll('=', '&#x3D;').replaceAll(' ', '&nbsp;').replaceAll('\n', '<br>')}</p>`,
    'as a page with marks': `<pre>${note.replaceAll('/', '/<wbr>').replace(/^[^/]*/, '<a href="https://example.com/">$&</a>')}</pre>`,
    'a mail, quoted-printable': mail([
      part('text/plain', plain, 'quoted-printable'),
      part('text/html', html, 'quoted-printable'),
    ]),
    'a mail, base64': mail([part('text/plain', 'See below.', '8bit'), part('text/html', html, 'base64')]),
    'a mail, as it is': mail([part('text/plain', plain, '8bit')]),
    'a forwarded mail': mail([
      part('text/plain', 'See what was attached.', '8bit'),
      `Content-Type: message/rfc822\r\n\r\n${mail([part('text/plain', plain, 'base64')], 'inner')}`,
    ]),
    'a mailbox': `From mara@corp.example Mon Nov 23 14:00:00 2026\n${mail([part('text/plain', 'Hello.', '8bit')])}\nFrom mara@corp.example Mon Nov 23 15:00:00 2026\n${mail([part('text/plain', plain, 'quoted-printable')])}`,
  };
  const asBytes = Object.entries(texts).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]);
  return {
    ...Object.fromEntries(asBytes),
    'in UTF-16': Buffer.from(`\ufeff${plain}`, 'utf16le'),
    'in Windows-1252': Buffer.from(
      mail([part('text/plain; charset=windows-1252', plain.replaceAll('—', '\u0097'), '8bit')]),
      'latin1',
    ),
  };
}

function eachLine(text: string, start: string): string {
  return text.replaceAll(/^/gm, start);
}

function wrapped(text: string, width: number): string {
  return text.replaceAll(new RegExp(`(.{${width}})(?=.)`, 'g'), '$1\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mail(parts: readonly string[], boundary = 'outer'): string {
  const head = [
    'From: Countersign <countersign@corp.example>',
    'Subject: =?UTF-8?Q?Issued=3A_api=2Einternal?=',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
  ].join('\r\n');
  return `${head}\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`;
}

function part(type: string, text: string, encoding: '8bit' | 'base64' | 'quoted-printable'): string {
  const kind = type.includes('charset') ? type : `${type}; charset=utf-8`;
  const head = `Content-Type: ${kind}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
  if (encoding === 'base64')
    return (
      head +
      Buffer.from(text)
        .toString('base64')
        .replaceAll(/(.{76})/g, '$1\r\n')
    );
  const lines = text.replaceAll('\n', '\r\n');
  return head + (encoding === '8bit' ? lines : quotedPrintable(lines));
}

/** RFC 2045 §6.7: with soft line ends well below 76 characters. */
function quotedPrintable(text: string): string {
  const coded = Array.from(Buffer.from(text), (byte) =>
    byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
  ).join('');
  return coded.replaceAll(/((?:=[0-9A-F]{2}|[^=\r\n]){60})(?=[^\r\n])/g, '$1=\r\n');
}
