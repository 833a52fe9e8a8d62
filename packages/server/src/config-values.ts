import fs from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';

/** A variable is wrong. The message is one line: its name, what is wrong, an example. Never the value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<NodeJS.ProcessEnv>;

const PLAIN = [
  'COUNTERSIGN_HTTP_PORT',
  'COUNTERSIGN_MTLS_PORT',
  'COUNTERSIGN_HOST',
  'COUNTERSIGN_PUBLIC_URL',
  'COUNTERSIGN_DATA_DIR',
  'COUNTERSIGN_TLS_CERT_FILE',
  'COUNTERSIGN_TLS_KEY_FILE',
  'COUNTERSIGN_CHECKPOINT_DIR',
  'COUNTERSIGN_CHECKPOINT_KEY_FILE',
  'COUNTERSIGN_TRUSTED_PROXIES',
  'COUNTERSIGN_ADMIN_EMAIL',
  'COUNTERSIGN_DELIVERY_DIR',
  'COUNTERSIGN_WEBHOOK_ALLOW',
  'COUNTERSIGN_SESSION_DOCUMENTS',
  'COUNTERSIGN_LOG_LEVEL',
] as const;
/** Each may also be given as the name of a file that holds it: the same name with _FILE. */
const SECRET = [
  'DATABASE_URL',
  'COUNTERSIGN_MIGRATION_DATABASE_URL',
  'COUNTERSIGN_STORAGE_KEY',
  'COUNTERSIGN_ADMIN_PASSWORD',
  'COUNTERSIGN_SMTP_URL',
  'COUNTERSIGN_WITNESSES',
] as const;
export type PlainName = (typeof PLAIN)[number];
export type SecretName = (typeof SECRET)[number];
export const KNOWN_VARIABLES: readonly string[] = [...PLAIN, ...SECRET, ...SECRET.map((name) => `${name}_FILE`)];

type VariableName = PlainName | SecretName | `${SecretName}_FILE`;

export function wrong(name: VariableName, problem: string, example: string): ConfigError {
  return new ConfigError(`${name} ${problem.replace(/\s+/g, ' ')}, for example ${name}=${example}`);
}

/** Null where the variable is unset or empty. */
export function plainOf(env: Environment, name: PlainName): string | null {
  const value = env[name]?.trim() ?? '';
  return value === '' ? null : value;
}

/** The same, from the variable itself or from the file that its `_FILE` twin names. */
export function secretOf(env: Environment, name: SecretName): string | null {
  const value = env[name] ?? '';
  const file = env[`${name}_FILE`]?.trim() ?? '';
  if (file === '') return value === '' ? null : value;

  const example = `/run/secrets/${name.toLowerCase()}`;
  if (value !== '') throw wrong(`${name}_FILE`, `is set and so is ${name}; keep one of them`, example);
  let content: string;
  try {
    // One line's end belongs to the editor that wrote the file, not to the secret.
    content = fs.readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw wrong(`${name}_FILE`, `names a file that cannot be read (${why})`, example);
  }
  if (content === '') throw wrong(`${name}_FILE`, `names an empty file (${file})`, example);
  return content;
}

interface IntegerRange {
  readonly from: number;
  readonly to: number;
  readonly preset: number;
  readonly note: string;
  readonly example: string;
}

export function integerOf(env: Environment, name: PlainName, range: IntegerRange): number {
  const value = plainOf(env, name);
  if (value === null) return range.preset;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= range.from && number <= range.to) return number;
  throw wrong(
    name,
    `is "${value}" but must be a whole number from ${range.from} to ${range.to} (${range.note})`,
    range.example,
  );
}

export function portOf(env: Environment, name: PlainName, preset: number): number {
  return integerOf(env, name, { from: 0, to: 65535, preset, note: '0 takes any free port', example: String(preset) });
}

export function hostOf(env: Environment, name: PlainName): string | null {
  const value = plainOf(env, name);
  const hostname = /^(?!.{254})[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
  if (value === null || isIP(value) !== 0) return value;
  // Digits and dots that are no address are a mistyped address.
  if (hostname.test(value) && !/^[\d.]+$/.test(value)) return value;
  throw wrong(name, `is "${value}" but must be an IP address or a host name, without a port`, '0.0.0.0');
}

export function pathOf(env: Environment, name: PlainName): string | null {
  const value = plainOf(env, name);
  return value === null ? null : path.resolve(value);
}

export function fileOf(env: Environment, name: PlainName, example: string): string | null {
  const file = pathOf(env, name);
  if (file === null) return null;
  try {
    fs.accessSync(file, fs.constants.R_OK);
    if (fs.statSync(file).isFile()) return file;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw wrong(name, `names a file that cannot be read (${why})`, example);
  }
  throw wrong(name, `names ${file}, which is not a file`, example);
}
