import path from 'node:path';
import {
  type Environment,
  fileOf,
  hostOf,
  integerOf,
  KNOWN_VARIABLES,
  type PlainName,
  pathOf,
  plainOf,
  portOf,
  type SecretName,
  secretOf,
  wrong,
} from './config-values.ts';
import { nearMisses } from './near-misses.ts';
import { webhookAllowOf } from './webhook-allow-setting.ts';
import { type WitnessSetting, witnessesOf } from './witnesses-setting.ts';

export { ConfigError } from './config-values.ts';
export type { WitnessSetting } from './witnesses-setting.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const SESSION_DOCUMENTS = ['any', 'known'] as const;

/** Everything that can be set from outside. Paths are absolute; null means unset. */
export interface Config {
  /** Web port; 0 takes any free one. */
  readonly httpPort: number;
  /** Port of the devices' door (mutual TLS); 0 takes any free one. */
  readonly mtlsPort: number;
  readonly host: string;
  /** Where browsers and mails find this server. Its port is 0 where neither it nor a real web port was given. */
  readonly publicUrl: URL;
  readonly dataFolder: string;
  /** Null: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  /** The role that owns the schema. Null: `databaseUrl` does. */
  readonly migrationDatabaseUrl: string | null;
  readonly tlsCertificateFile: string | null;
  readonly tlsKeyFile: string | null;
  readonly checkpointFolder: string;
  /** Null: a key in the data folder. */
  readonly checkpointKeyFile: string | null;
  /** Others that are asked to cosign the checkpoints. */
  readonly witnesses: readonly WitnessSetting[];
  /** How many proxies in front add to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** 32 bytes. Null: a file in the data folder. */
  readonly storageKey: Buffer | null;
  readonly adminEmail: string | null;
  readonly adminPassword: string | null;
  /** Where issued certificates are put, besides the download. */
  readonly deliveryFolder: string | null;
  readonly smtpUrl: string | null;
  /** Hosts, addresses and networks that webhooks may reach although they are not on the Internet. */
  readonly webhookAllow: readonly string[];
  /** Which GraphQL documents may be sent with a session: any, or the web app's own alone. */
  readonly sessionDocuments: (typeof SESSION_DOCUMENTS)[number];
  readonly logLevel: LogLevel;
  /** Lines for the operator about variables that have no effect. */
  readonly warnings: readonly string[];
}

const DATABASE_EXAMPLE = 'postgresql://countersign_server:password@localhost:5432/countersign';
const CERTIFICATE_EXAMPLE = '/etc/countersign/tls.crt';
const KEY_EXAMPLE = '/etc/countersign/tls.key';
const EMAIL_EXAMPLE = 'admin@example.com';

/** Reads the environment. An empty variable counts as unset. Throws ConfigError for the first wrong one. */
export function readConfig(env: Environment): Config {
  const httpPort = portOf(env, 'COUNTERSIGN_HTTP_PORT', 8080);
  const mtlsPort = portOf(env, 'COUNTERSIGN_MTLS_PORT', 8443);
  if (httpPort !== 0 && httpPort === mtlsPort) {
    throw wrong(
      'COUNTERSIGN_MTLS_PORT',
      `is ${mtlsPort}, which is the web port too (COUNTERSIGN_HTTP_PORT); devices need one of their own`,
      String(httpPort === 8443 ? 8444 : 8443),
    );
  }

  const dataFolder = pathOf(env, 'COUNTERSIGN_DATA_DIR') ?? path.resolve('data');
  const tlsCertificateFile = fileOf(env, 'COUNTERSIGN_TLS_CERT_FILE', CERTIFICATE_EXAMPLE);
  const tlsKeyFile = fileOf(env, 'COUNTERSIGN_TLS_KEY_FILE', KEY_EXAMPLE);
  requireBoth(
    { name: 'COUNTERSIGN_TLS_CERT_FILE', value: tlsCertificateFile, example: CERTIFICATE_EXAMPLE },
    { name: 'COUNTERSIGN_TLS_KEY_FILE', value: tlsKeyFile, example: KEY_EXAMPLE },
  );

  const databaseUrl = databaseUrlOf(env, 'DATABASE_URL', DATABASE_EXAMPLE);
  const migrationExample = DATABASE_EXAMPLE.replace('countersign_server', 'countersign_owner');
  const migrationDatabaseUrl = databaseUrlOf(env, 'COUNTERSIGN_MIGRATION_DATABASE_URL', migrationExample);
  if (migrationDatabaseUrl !== null && databaseUrl === null) {
    throw wrong('DATABASE_URL', 'must be set too when COUNTERSIGN_MIGRATION_DATABASE_URL is', DATABASE_EXAMPLE);
  }

  const adminEmail = emailOf(env, 'COUNTERSIGN_ADMIN_EMAIL');
  const adminPassword = secretOf(env, 'COUNTERSIGN_ADMIN_PASSWORD');
  requireBoth(
    { name: 'COUNTERSIGN_ADMIN_EMAIL', value: adminEmail, example: EMAIL_EXAMPLE },
    { name: 'COUNTERSIGN_ADMIN_PASSWORD', value: adminPassword, example: "'correct horse battery staple'" },
  );

  return {
    httpPort,
    mtlsPort,
    host: hostOf(env, 'COUNTERSIGN_HOST') ?? '127.0.0.1',
    publicUrl: publicUrlOf(env) ?? new URL(`${tlsKeyFile === null ? 'http' : 'https'}://localhost:${httpPort}`),
    dataFolder,
    databaseUrl,
    migrationDatabaseUrl,
    tlsCertificateFile,
    tlsKeyFile,
    checkpointFolder: pathOf(env, 'COUNTERSIGN_CHECKPOINT_DIR') ?? path.join(dataFolder, 'checkpoints'),
    checkpointKeyFile: pathOf(env, 'COUNTERSIGN_CHECKPOINT_KEY_FILE'),
    witnesses: witnessesOf(env),
    trustedProxies: integerOf(env, 'COUNTERSIGN_TRUSTED_PROXIES', {
      from: 0,
      to: 16,
      preset: 0,
      note: '0 trusts none',
      example: '1',
    }),
    storageKey: storageKeyOf(env),
    adminEmail,
    adminPassword,
    deliveryFolder: pathOf(env, 'COUNTERSIGN_DELIVERY_DIR'),
    smtpUrl: smtpUrlOf(env),
    webhookAllow: webhookAllowOf(env),
    sessionDocuments: oneOf(env, 'COUNTERSIGN_SESSION_DOCUMENTS', SESSION_DOCUMENTS, 'any'),
    logLevel: oneOf(env, 'COUNTERSIGN_LOG_LEVEL', LOG_LEVELS, 'info'),
    warnings: unknownVariables(env),
  };
}

function publicUrlOf(env: Environment): URL | null {
  const value = plainOf(env, 'COUNTERSIGN_PUBLIC_URL');
  if (value === null) return null;
  const url = URL.parse(value);
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url !== null && plain && url.pathname === '/' && ['http:', 'https:'].includes(url.protocol)) return url;
  throw wrong(
    'COUNTERSIGN_PUBLIC_URL',
    'must be an http or https address of a host and, where needed, a port, and nothing behind them',
    'https://countersign.example.com',
  );
}

function databaseUrlOf(env: Environment, name: 'DATABASE_URL' | 'COUNTERSIGN_MIGRATION_DATABASE_URL', example: string) {
  const value = secretOf(env, name);
  if (value === null) return null;
  const url = URL.parse(value);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw wrong(
      name,
      'must be an address of a PostgreSQL database (special characters in its password written as %40 and the like)',
      example,
    );
  }
  if (url.pathname.length < 2) throw wrong(name, 'does not say which database', example);
  return value;
}

function smtpUrlOf(env: Environment): string | null {
  const value = secretOf(env, 'COUNTERSIGN_SMTP_URL');
  if (value === null) return null;
  const url = URL.parse(value);
  if (url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '') return value;
  throw wrong(
    'COUNTERSIGN_SMTP_URL',
    'must be an smtp or smtps address of a mail server',
    'smtp://user:password@mail.example.com:587',
  );
}

function storageKeyOf(env: Environment): Buffer | null {
  const value = secretOf(env, 'COUNTERSIGN_STORAGE_KEY')?.trim();
  if (value === undefined) return null;
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  const found = /^[0-9a-f]*$/i.test(value) ? `has ${value.length}` : 'has other characters';
  throw wrong('COUNTERSIGN_STORAGE_KEY', `must be 32 bytes in hex, 64 digits, but ${found}`, '$(openssl rand -hex 32)');
}

function emailOf(env: Environment, name: PlainName): string | null {
  const value = plainOf(env, name);
  if (value === null || (/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(value) && value.length <= 254)) return value;
  throw wrong(name, `is "${value}" but must be one mail address`, EMAIL_EXAMPLE);
}

function oneOf<Choice extends string>(
  env: Environment,
  name: PlainName,
  choices: readonly Choice[],
  preset: Choice,
): Choice {
  const value = plainOf(env, name);
  const choice = value === null ? preset : choices.find((known) => known === value.toLowerCase());
  if (choice !== undefined) return choice;
  throw wrong(name, `is "${value}" but must be one of ${choices.join(', ')}`, preset);
}

interface Setting {
  readonly name: PlainName | SecretName;
  readonly value: string | null;
  readonly example: string;
}

function requireBoth(first: Setting, second: Setting): void {
  if ((first.value === null) === (second.value === null)) return;
  const [missing, given] = first.value === null ? [first, second] : [second, first];
  throw wrong(missing.name, `must be set too when ${given.name} is`, missing.example);
}

function unknownVariables(env: Environment): string[] {
  return Object.keys(env)
    .filter(
      (name) =>
        name.startsWith('COUNTERSIGN_') && !name.startsWith('COUNTERSIGN_TEST_') && !KNOWN_VARIABLES.includes(name),
    )
    .sort()
    .map((name) => {
      const meant = nearMisses(name, KNOWN_VARIABLES, 'COUNTERSIGN_');
      return `${name} is not a setting and has no effect${meant.length === 0 ? '' : `; did you mean ${meant.join(' or ')}?`}`;
    });
}
