import { AUDIT_RECORD_TYPES, type AuditRecordType } from './audit-record-types.ts';
import { DomainError } from './errors.ts';
import { checkPlainText, shownText } from './plain-text.ts';

/** Longest address, in characters. */
const MAX_URL_LENGTH = 2_000;
const MAX_DESCRIPTION_LENGTH = 200;
const SECURE_PORT = 443;
const FIRST_FREE_PORT = 1_024;

/** Where the operator lets webhooks go that could not go there otherwise. */
export interface WebhookExceptions {
  /** By a URL's host, as the URL standard writes it. */
  readonly hasHost: (hostname: string) => boolean;
}

/** What a webhook is told of; empty: everything about requests and certificates. */
export function isToldOf(eventTypes: readonly string[], type: string): boolean {
  if (eventTypes.length > 0) return eventTypes.includes(type);
  return type.startsWith('request.') || type.startsWith('certificate.');
}

/** The types, each once and in the order of the list of all; throws INVALID_INPUT for one that there is not. */
export function checkEventTypes(types: readonly string[]): AuditRecordType[] {
  const unknown = types.find((type) => !AUDIT_RECORD_TYPES.some((known) => known === type));
  if (unknown !== undefined) {
    const message = `There is no event ${shownText(unknown)}. The query webhookEventTypes lists all that there are.`;
    throw new DomainError('INVALID_INPUT', message, { field: ['eventTypes'] });
  }
  return AUDIT_RECORD_TYPES.filter((known) => types.includes(known));
}

export function checkWebhookDescription(text: string): string {
  if (text.trim() === '') return '';
  return checkPlainText(text, { min: 1, max: MAX_DESCRIPTION_LENGTH, field: ['description'] });
}

/**
 * The address in the form of the URL standard, in which 0x7f.1, 2130706433 and 127.0.0.1 are one host. Where it leads is
 * looked at again for every connection, by the address that is connected to.
 */
export function checkWebhookUrl(text: string, exceptions: WebhookExceptions): string {
  const url = text.length > MAX_URL_LENGTH ? null : URL.parse(text.trim());
  if (url === null) {
    throw refused(
      `Give an address of at most ${MAX_URL_LENGTH} characters, such as https://hooks.example.com/countersign.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('The address must not hold a user name or password; the receiver knows the sender by the signature.');
  }
  if (url.hash !== '') throw refused('Leave out what stands behind # in the address: it is never sent.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('The address must begin with https://.');
  if (url.hostname.endsWith('.')) throw refused('Leave out the dot at the end of the host.');
  if (exceptions.hasHost(url.hostname)) return url.href;
  if (url.protocol === 'http:') {
    throw refused(
      `The address must begin with https://. Plain http is only for hosts that the server’s operator allows by COUNTERSIGN_WEBHOOK_ALLOW.`,
    );
  }
  const port = url.port === '' ? SECURE_PORT : Number(url.port);
  if (port !== SECURE_PORT && port < FIRST_FREE_PORT) {
    throw refused(`Port ${port} belongs to another service. Use 443, or one from ${FIRST_FREE_PORT} on.`);
  }
  return url.href;
}

function refused(message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field: ['url'] });
}
