import { createHash } from 'node:crypto';

/** Jobs of this queue are mails, each to one person. */
export const MAIL_QUEUE = 'mail';

/** Names a bare address among those who are told; the same for the same address, however it is written. */
export function contactKey(address: string): string {
  return `contact_${createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 32)}`;
}
/** Mails that carry a one-time link. Their jobs are forgotten a minute after they have ended. */
export const ACCOUNT_MAIL_QUEUE = 'account-mail';

/** A UUID that only these parts make (RFC 9562 §5.8): however often a mail is queued, it is queued once. */
export function mailJobId(...parts: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(parts.join(':')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
