import { randomBytes } from 'node:crypto';
import { parseTypeId, typeId, uuidv7 } from '../../../../domain/id.ts';

/** An id, or a secret, of the same shape that never named anything. */
export function neverWas(id: string): string {
  if (id.includes(':')) {
    const [ledger = '', seq = ''] = id.split(':');
    return `${neverWas(ledger)}:${seq}`;
  }
  const prefix = parseTypeId(id)?.prefix ?? 'org';
  return id.startsWith('cs') ? `${id}x` : typeId(prefix, uuidv7(Date.now(), randomBytes(10)));
}
