import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let folder: string;
const file = (name: string, content: string) => {
  const written = path.join(folder, name);
  fs.writeFileSync(written, content);
  return written;
};
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-config-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const messageOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('without any variable', () => {
  it('the server runs on this machine alone, with everything in ./data', () => {
    expect(readConfig({})).toEqual({
      httpPort: 8080,
      mtlsPort: 8443,
      host: '127.0.0.1',
      publicUrl: new URL('http://localhost:8080'),
      dataFolder: path.resolve('data'),
      databaseUrl: null,
      migrationDatabaseUrl: null,
      tlsCertificateFile: null,
      tlsKeyFile: null,
      checkpointFolder: path.resolve('data/checkpoints'),
      checkpointKeyFile: null,
      witnesses: [],
      trustedProxies: 0,
      storageKey: null,
      adminEmail: null,
      adminPassword: null,
      deliveryFolder: null,
      smtpUrl: null,
      webhookAllow: [],
      sessionDocuments: 'any',
      logLevel: 'info',
      warnings: [],
    });
  });

  it('an empty one counts as unset', () => {
    const empty = { COUNTERSIGN_HTTP_PORT: '', DATABASE_URL: '', DATABASE_URL_FILE: '', COUNTERSIGN_LOG_LEVEL: ' ' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

describe('every variable', () => {
  it('is read', () => {
    const certificate = file('tls.crt', 'certificate');
    const key = file('tls.key', 'key');
    expect(
      readConfig({
        COUNTERSIGN_HTTP_PORT: '0',
        COUNTERSIGN_MTLS_PORT: '65535',
        COUNTERSIGN_HOST: '::',
        COUNTERSIGN_PUBLIC_URL: 'https://countersign.example.com:8443/',
        COUNTERSIGN_DATA_DIR: 'elsewhere',
        DATABASE_URL: 'postgres://server:p%40ss@db/countersign',
        COUNTERSIGN_MIGRATION_DATABASE_URL: 'postgresql://owner@db/countersign',
        COUNTERSIGN_TLS_CERT_FILE: certificate,
        COUNTERSIGN_TLS_KEY_FILE: key,
        COUNTERSIGN_CHECKPOINT_DIR: '/witness',
        COUNTERSIGN_CHECKPOINT_KEY_FILE: '/witness/key',
        COUNTERSIGN_TRUSTED_PROXIES: '2',
        COUNTERSIGN_STORAGE_KEY: 'Ab'.repeat(32),
        COUNTERSIGN_ADMIN_EMAIL: 'ada@example.com',
        COUNTERSIGN_ADMIN_PASSWORD: ' kept as it is ',
        COUNTERSIGN_DELIVERY_DIR: '/srv/certificates',
        COUNTERSIGN_SMTP_URL: 'smtps://mail.example.com',
        COUNTERSIGN_WEBHOOK_ALLOW: 'Hooks.Internal, 10.0.0.0/8,::1',
        COUNTERSIGN_SESSION_DOCUMENTS: 'known',
        COUNTERSIGN_LOG_LEVEL: 'Debug',
      }),
    ).toEqual({
      httpPort: 0,
      mtlsPort: 65535,
      host: '::',
      publicUrl: new URL('https://countersign.example.com:8443'),
      dataFolder: path.resolve('elsewhere'),
      databaseUrl: 'postgres://server:p%40ss@db/countersign',
      migrationDatabaseUrl: 'postgresql://owner@db/countersign',
      tlsCertificateFile: certificate,
      tlsKeyFile: key,
      checkpointFolder: '/witness',
      checkpointKeyFile: '/witness/key',
      witnesses: [],
      trustedProxies: 2,
      storageKey: Buffer.alloc(32, 0xab),
      adminEmail: 'ada@example.com',
      adminPassword: ' kept as it is ',
      deliveryFolder: '/srv/certificates',
      smtpUrl: 'smtps://mail.example.com',
      webhookAllow: ['hooks.internal', '10.0.0.0/8', '::1'],
      sessionDocuments: 'known',
      logLevel: 'debug',
      warnings: [],
    });
  });

  it('that holds a secret can come from a file, whose last line end does not count', () => {
    const config = readConfig({
      DATABASE_URL_FILE: file('server-url', 'postgresql://server@db/countersign\n'),
      COUNTERSIGN_MIGRATION_DATABASE_URL_FILE: file('owner-url', 'postgresql://owner@db/countersign\r\n'),
      COUNTERSIGN_STORAGE_KEY_FILE: file('storage-key', `${'01'.repeat(32)}\n`),
      COUNTERSIGN_ADMIN_EMAIL: 'ada@example.com',
      COUNTERSIGN_ADMIN_PASSWORD_FILE: file('password', 'two lines\n\n'),
      COUNTERSIGN_SMTP_URL_FILE: file('smtp-url', 'smtp://mail'),
    });
    expect(config).toMatchObject({
      databaseUrl: 'postgresql://server@db/countersign',
      migrationDatabaseUrl: 'postgresql://owner@db/countersign',
      storageKey: Buffer.alloc(32, 1),
      adminPassword: 'two lines\n',
      smtpUrl: 'smtp://mail',
      warnings: [],
    });
  });

  it('follows the others where it is unset: the address says https with a certificate, and the web port', () => {
    const [certificate, key] = [file('tls.crt', 'certificate'), file('tls.key', 'key')];
    const tls = {
      COUNTERSIGN_TLS_CERT_FILE: certificate,
      COUNTERSIGN_TLS_KEY_FILE: key,
      COUNTERSIGN_HTTP_PORT: '9000',
    };
    expect(readConfig(tls).publicUrl.href).toBe('https://localhost:9000/');
    expect(readConfig({ COUNTERSIGN_HTTP_PORT: '0' }).publicUrl.port).toBe('0');
    expect(readConfig({ COUNTERSIGN_DATA_DIR: '/srv/data' }).checkpointFolder).toBe('/srv/data/checkpoints');
  });
});

describe('a wrong value is one line that names the variable, what is wrong and an example', () => {
  const port = 'but must be a whole number from 0 to 65535 (0 takes any free port), for example';
  const address =
    'COUNTERSIGN_PUBLIC_URL must be an http or https address of a host and, where needed, a port, and nothing behind them, for example COUNTERSIGN_PUBLIC_URL=https://countersign.example.com';
  const host = 'but must be an IP address or a host name, without a port, for example COUNTERSIGN_HOST=0.0.0.0';
  const database =
    'must be an address of a PostgreSQL database (special characters in its password written as %40 and the like), for example';
  const server = 'DATABASE_URL=postgresql://countersign_server:password@localhost:5432/countersign';
  const storageKey = 'COUNTERSIGN_STORAGE_KEY must be 32 bytes in hex, 64 digits, but';
  const random = 'for example COUNTERSIGN_STORAGE_KEY=$(openssl rand -hex 32)';
  const smtp =
    'COUNTERSIGN_SMTP_URL must be an smtp or smtps address of a mail server, for example COUNTERSIGN_SMTP_URL=smtp://user:password@mail.example.com:587';
  const email = 'but must be one mail address, for example COUNTERSIGN_ADMIN_EMAIL=admin@example.com';

  it.each<[NodeJS.ProcessEnv, string]>([
    ...['eighty', '65536', '-1', '80.5', '0x50', '1e3', '1234567'].map((value): [NodeJS.ProcessEnv, string] => [
      { COUNTERSIGN_HTTP_PORT: value },
      `COUNTERSIGN_HTTP_PORT is "${value}" ${port} COUNTERSIGN_HTTP_PORT=8080`,
    ]),
    [{ COUNTERSIGN_MTLS_PORT: 'x' }, `COUNTERSIGN_MTLS_PORT is "x" ${port} COUNTERSIGN_MTLS_PORT=8443`],
    [
      { COUNTERSIGN_HTTP_PORT: '8443' },
      'COUNTERSIGN_MTLS_PORT is 8443, which is the web port too (COUNTERSIGN_HTTP_PORT); devices need one of their own, for example COUNTERSIGN_MTLS_PORT=8444',
    ],
    ...['0.0.0.0:80', '[::1]', '300.1.1.1', 'a b', 'http://host', '-a'].map((value): [NodeJS.ProcessEnv, string] => [
      { COUNTERSIGN_HOST: value },
      `COUNTERSIGN_HOST is "${value}" ${host}`,
    ]),
    ...['example.com', 'ftp://h', 'https://u:p@h', 'https://h/path', 'https://h?q', 'https://h#f', 'https://'].map(
      (value): [NodeJS.ProcessEnv, string] => [{ COUNTERSIGN_PUBLIC_URL: value }, address],
    ),
    ...['mysql://h/db', 'localhost', 'host=/run dbname=x'].map((value): [NodeJS.ProcessEnv, string] => [
      { DATABASE_URL: value },
      `DATABASE_URL ${database} ${server}`,
    ]),
    [{ DATABASE_URL: 'postgresql://h' }, `DATABASE_URL does not say which database, for example ${server}`],
    [
      { DATABASE_URL: 'postgresql://h/db', COUNTERSIGN_MIGRATION_DATABASE_URL: 'h' },
      `COUNTERSIGN_MIGRATION_DATABASE_URL ${database} COUNTERSIGN_MIGRATION_DATABASE_URL=postgresql://countersign_owner:password@localhost:5432/countersign`,
    ],
    [
      { COUNTERSIGN_MIGRATION_DATABASE_URL: 'postgresql://h/db' },
      `DATABASE_URL must be set too when COUNTERSIGN_MIGRATION_DATABASE_URL is, for example ${server}`,
    ],
    [
      { COUNTERSIGN_TLS_CERT_FILE: '/nowhere/tls.crt' },
      "COUNTERSIGN_TLS_CERT_FILE names a file that cannot be read (ENOENT: no such file or directory, access '/nowhere/tls.crt'), for example COUNTERSIGN_TLS_CERT_FILE=/etc/countersign/tls.crt",
    ],
    [
      { COUNTERSIGN_TLS_CERT_FILE: import.meta.filename },
      'COUNTERSIGN_TLS_KEY_FILE must be set too when COUNTERSIGN_TLS_CERT_FILE is, for example COUNTERSIGN_TLS_KEY_FILE=/etc/countersign/tls.key',
    ],
    [
      { COUNTERSIGN_TLS_KEY_FILE: import.meta.filename },
      'COUNTERSIGN_TLS_CERT_FILE must be set too when COUNTERSIGN_TLS_KEY_FILE is, for example COUNTERSIGN_TLS_CERT_FILE=/etc/countersign/tls.crt',
    ],
    [
      { COUNTERSIGN_TLS_KEY_FILE: import.meta.dirname },
      `COUNTERSIGN_TLS_KEY_FILE names ${import.meta.dirname}, which is not a file, for example COUNTERSIGN_TLS_KEY_FILE=/etc/countersign/tls.key`,
    ],
    [
      { COUNTERSIGN_TRUSTED_PROXIES: 'all' },
      'COUNTERSIGN_TRUSTED_PROXIES is "all" but must be a whole number from 0 to 16 (0 trusts none), for example COUNTERSIGN_TRUSTED_PROXIES=1',
    ],
    [{ COUNTERSIGN_STORAGE_KEY: 'ab'.repeat(16) }, `${storageKey} has 32, ${random}`],
    [{ COUNTERSIGN_STORAGE_KEY: 'z'.repeat(64) }, `${storageKey} has other characters, ${random}`],
    [{ COUNTERSIGN_ADMIN_EMAIL: 'ada', COUNTERSIGN_ADMIN_PASSWORD: 'x' }, `COUNTERSIGN_ADMIN_EMAIL is "ada" ${email}`],
    [{ COUNTERSIGN_ADMIN_EMAIL: 'a@b.c, d@e.f' }, `COUNTERSIGN_ADMIN_EMAIL is "a@b.c, d@e.f" ${email}`],
    [{ COUNTERSIGN_ADMIN_EMAIL: 'a@b.c\r\nBcc: d@e.f' }, `COUNTERSIGN_ADMIN_EMAIL is "a@b.c Bcc: d@e.f" ${email}`],
    [
      { COUNTERSIGN_ADMIN_EMAIL: 'ada@example.com' },
      "COUNTERSIGN_ADMIN_PASSWORD must be set too when COUNTERSIGN_ADMIN_EMAIL is, for example COUNTERSIGN_ADMIN_PASSWORD='correct horse battery staple'",
    ],
    [
      { COUNTERSIGN_ADMIN_PASSWORD: 'x' },
      'COUNTERSIGN_ADMIN_EMAIL must be set too when COUNTERSIGN_ADMIN_PASSWORD is, for example COUNTERSIGN_ADMIN_EMAIL=admin@example.com',
    ],
    ...['mail.example.com', 'http://mail', 'smtp://'].map((value): [NodeJS.ProcessEnv, string] => [
      { COUNTERSIGN_SMTP_URL: value },
      smtp,
    ]),
    ...[
      '10.0.0.0/33',
      '10.0.0',
      'fd00::/129',
      'fe80::1%eth0',
      'http://hooks',
      'hooks:8443',
      '*.hooks',
      '10.0.0.0/8/8',
    ].map((value): [NodeJS.ProcessEnv, string] => [
      { COUNTERSIGN_WEBHOOK_ALLOW: `hooks.internal,${value}` },
      `COUNTERSIGN_WEBHOOK_ALLOW has "${value}", which is no host name, address or network (CIDR); separate them by commas and leave out ports, for example COUNTERSIGN_WEBHOOK_ALLOW=hooks.internal.example,10.20.0.0/16`,
    ]),
    [
      { COUNTERSIGN_LOG_LEVEL: 'loud' },
      'COUNTERSIGN_LOG_LEVEL is "loud" but must be one of fatal, error, warn, info, debug, trace, silent, for example COUNTERSIGN_LOG_LEVEL=info',
    ],
    [
      { DATABASE_URL_FILE: '/nowhere/url' },
      "DATABASE_URL_FILE names a file that cannot be read (ENOENT: no such file or directory, open '/nowhere/url'), for example DATABASE_URL_FILE=/run/secrets/database_url",
    ],
    [
      { DATABASE_URL_FILE: '/dev/null' },
      'DATABASE_URL_FILE names an empty file (/dev/null), for example DATABASE_URL_FILE=/run/secrets/database_url',
    ],
    [
      { COUNTERSIGN_STORAGE_KEY: 'x', COUNTERSIGN_STORAGE_KEY_FILE: '/run/key' },
      'COUNTERSIGN_STORAGE_KEY_FILE is set and so is COUNTERSIGN_STORAGE_KEY; keep one of them, for example COUNTERSIGN_STORAGE_KEY_FILE=/run/secrets/countersign_storage_key',
    ],
  ])('%j', (env, line) => {
    expect(messageOf(env)).toBe(line);
  });

  it.each([
    'DATABASE_URL',
    'COUNTERSIGN_MIGRATION_DATABASE_URL',
    'COUNTERSIGN_STORAGE_KEY',
    'COUNTERSIGN_SMTP_URL',
    'COUNTERSIGN_ADMIN_PASSWORD',
  ])('but never the value of the secret %s', (name) => {
    const message = messageOf({ DATABASE_URL: 'postgresql://h/db', [name]: 'hunter2' });
    expect(message).toContain(name);
    expect(message).not.toContain('hunter2');
  });
});

describe('an unknown variable', () => {
  it.each([
    ['COUNTERSIGN_HTTP_PROT', '; did you mean COUNTERSIGN_HTTP_PORT?'],
    ['COUNTERSIGN_PORT', '; did you mean COUNTERSIGN_HTTP_PORT or COUNTERSIGN_MTLS_PORT?'],
    [
      'COUNTERSIGN_DATABASE_URL',
      '; did you mean DATABASE_URL or DATABASE_URL_FILE or COUNTERSIGN_MIGRATION_DATABASE_URL?',
    ],
    ['COUNTERSIGN_STORAGEKEY_FILE', '; did you mean COUNTERSIGN_STORAGE_KEY_FILE?'],
    ['COUNTERSIGN_COLOUR', ''],
  ])('%s is a warning with its near misses, not an error', (name, meant) => {
    expect(readConfig({ [name]: 'x' }).warnings).toEqual([`${name} is not a setting and has no effect${meant}`]);
  });

  it.each(['PATH', 'PORT', 'COUNTERSIGN_TEST_DATABASE_URL'])('%s is none of ours and passes in silence', (name) => {
    expect(readConfig({ [name]: 'x' }).warnings).toEqual([]);
  });
});
