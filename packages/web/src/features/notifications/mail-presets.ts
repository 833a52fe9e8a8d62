import type { MailTls } from '../../gql/generated/graphql.ts';

export interface MailPreset {
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly tls: MailTls;
  /** What is to be done there, too. */
  readonly hint: string;
}

/** Mail servers that many have; what they are reached by is published by each of them. */
export const MAIL_PRESETS: readonly MailPreset[] = [
  {
    label: 'Google Workspace',
    host: 'smtp-relay.gmail.com',
    port: 587,
    tls: 'STARTTLS',
    hint: 'Allow this server’s address under Gmail, Routing, SMTP relay service in the admin console.',
  },
  {
    label: 'Microsoft 365',
    host: 'smtp.office365.com',
    port: 587,
    tls: 'STARTTLS',
    hint: 'The mailbox that sends needs Authenticated SMTP turned on; the user is its address.',
  },
  {
    label: 'Amazon SES',
    host: 'email-smtp.eu-central-1.amazonaws.com',
    port: 587,
    tls: 'STARTTLS',
    hint: 'Put in your region. User and password are SMTP credentials of SES, not access keys.',
  },
  {
    label: 'This machine',
    host: '127.0.0.1',
    port: 25,
    tls: 'NONE',
    hint: 'A relay on the same machine takes it from here; nothing crosses a network unencrypted.',
  },
];

/** The preset that a form stands at; null: none, or something of it was changed. */
export function presetOf(values: { readonly host: string; readonly port: number | string; readonly tls: string }) {
  return (
    MAIL_PRESETS.find(
      ({ host, port, tls }) => host === values.host.trim() && port === Number(values.port) && tls === values.tls,
    ) ?? null
  );
}
