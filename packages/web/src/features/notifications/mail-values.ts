import type { MailServerFragment, MailTls } from '../../gql/generated/graphql.ts';

/** The mail server as a form holds it: an empty port is text, as its field gives it. */
export interface MailValues {
  readonly enabled: boolean;
  readonly host: string;
  readonly port: number | string;
  readonly tls: string;
  readonly allowPlaintext: boolean;
  readonly username: string;
  /** Empty: the one that is kept stays. */
  readonly password: string;
  readonly fromName: string;
  readonly fromAddress: string;
}

const MODES: readonly string[] = ['STARTTLS', 'TLS', 'NONE'] satisfies readonly MailTls[];
export const isMailTls = (value: string): value is MailTls => MODES.includes(value);
export const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host.trim());

export function mailValuesOf(settings: MailServerFragment): MailValues {
  const { source, enabled, host, port, tls, allowPlaintext, username, fromName, fromAddress } = settings;
  return {
    enabled: source === 'NONE' || enabled,
    host: host ?? '',
    port: port ?? 587,
    tls: tls ?? (isThisMachine(host ?? '') ? 'NONE' : 'STARTTLS'),
    allowPlaintext,
    username: username ?? '',
    password: '',
    fromName,
    fromAddress,
  };
}

const WORDS: Readonly<Record<keyof MailValues, string>> = {
  enabled: 'sending',
  host: 'host',
  port: 'port',
  tls: 'encryption',
  allowPlaintext: 'without encryption',
  username: 'user',
  password: 'password',
  fromName: 'name of the sender',
  fromAddress: 'address of the sender',
};
const isField = (field: string): field is keyof MailValues => field in WORDS;

/** What of it is otherwise than it is saved, in words. */
export function changedMail(before: MailValues, after: MailValues): string[] {
  return Object.keys(WORDS).flatMap((field) =>
    isField(field) && String(before[field]).trim() !== String(after[field]).trim() ? [WORDS[field]] : [],
  );
}
