/** PEM as RFC 7468 has it, read strictly: canonical base64, nothing but white space around the block. */

export class PemError extends Error {
  override readonly name = 'PemError';
}

export function pemEncode(label: string, der: Buffer): string {
  const base64 = der.toString('base64');
  const lines: string[] = [];
  for (let i = 0; i < base64.length; i += 64) lines.push(base64.slice(i, i + 64));
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The bytes of the only block in `text`, whose label is one of `labels`. Throws PemError. */
export function pemDecode(text: string, ...labels: readonly string[]): Buffer {
  const trimmed = text.trim();
  if (trimmed === '') throw new PemError('it is empty');
  const begins = trimmed.split('-----BEGIN ').length - 1;
  if (begins === 0) throw new PemError(`it has no “-----BEGIN ${labels[0]}-----” line`);
  if (begins > 1) throw new PemError('it holds more than one PEM block');
  const [, label, body, endLabel] =
    /^-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*)-----END ([A-Z0-9 ]{1,64})-----$/.exec(trimmed) ?? [];
  if (label === undefined || body === undefined) throw new PemError('it holds more, or less, than one whole PEM block');
  if (label !== endLabel) throw new PemError('its BEGIN and END lines differ');
  if (!labels.includes(label)) throw new PemError(`it is a block of “${label}”, not “${labels[0]}”`);
  const base64 = body.replace(/[ \t\r\n]/g, '');
  const der = Buffer.from(base64, 'base64');
  if (base64 === '' || der.toString('base64') !== base64) throw new PemError('its base64 is malformed');
  return der;
}
