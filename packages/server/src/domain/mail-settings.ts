import { isEmailAddress } from './email-address.ts';
import { DomainError } from './errors.ts';

export const MAIL_TLS = ['NONE', 'STARTTLS', 'TLS'] as const;
/** `STARTTLS` is demanded, not merely tried: a server that does not offer it is sent nothing. */
export type MailTls = (typeof MAIL_TLS)[number];

/** A mail server and who writes, without the password. */
export interface MailSettings {
  readonly enabled: boolean;
  readonly host: string;
  readonly port: number;
  readonly tls: MailTls;
  /** Mails, and the password, may cross a network readable by anybody on it. */
  readonly allowPlaintext: boolean;
  readonly username: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
}

const HOST =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$|^[0-9a-f:]*:[0-9a-f:.]*$/i;
const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|::1)$/i;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** As they are to be kept; throws INVALID_INPUT for the first that is wrong. */
export function checkMailSettings(input: MailSettings): MailSettings {
  const host = input.host.trim().toLowerCase();
  if (!HOST.test(host)) {
    throw wrong('host', 'Give the name or address of the mail server alone, such as mail.example.com.');
  }
  if (!Number.isInteger(input.port) || input.port < 1 || input.port > 65_535) {
    throw wrong('port', 'A port is a number from 1 to 65535: often 587 with STARTTLS, 465 with TLS.');
  }
  if (input.tls === 'NONE' && !input.allowPlaintext && !isLoopback(host)) {
    throw wrong(
      'tls',
      `Without TLS everybody on the way to ${host} can read the mails and the password. Choose STARTTLS or TLS, or allow mail without encryption expressly.`,
    );
  }
  const username = input.username?.trim() || null;
  if (username !== null && (username.length > 254 || UNPRINTABLE.test(username))) {
    throw wrong('username', 'A user name has up to 254 printable characters.');
  }
  const fromName = input.fromName.trim().normalize('NFC');
  if (fromName === '' || fromName.length > 100 || UNPRINTABLE.test(fromName)) {
    throw wrong('fromName', 'Give a name of 1 to 100 printable characters.');
  }
  const fromAddress = input.fromAddress.trim();
  if (!isEmailAddress(fromAddress)) {
    throw wrong('fromAddress', 'Give one mail address, such as countersign@example.com.');
  }
  return { ...input, host, username, fromName, fromAddress };
}

/** Whether what is sent there never leaves the machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function wrong(field: keyof MailSettings, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field: [field] });
}
