import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createServerIdentity } from '../ca/server-identity.ts';
import type { Config } from '../config.ts';
import { createSecretFile, readSecretFile } from '../store/secret-file.ts';

const RENEW_BEFORE_MS = 30 * 86_400_000;

export interface DevicePortIdentity {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** The CA of an identity that we made; null where one was given. */
  readonly caPem: string | null;
}

/** The device port's own certificate: as configured, else one of our own for the public host, kept in the data folder. */
export async function devicePortIdentity(config: Config, now: Date): Promise<DevicePortIdentity> {
  if (config.tlsCertificateFile !== null && config.tlsKeyFile !== null) {
    return {
      certificatePem: fs.readFileSync(config.tlsCertificateFile, 'utf8'),
      keyPem: fs.readFileSync(config.tlsKeyFile, 'utf8'),
      caPem: null,
    };
  }
  const hostNames = [...new Set([config.publicUrl.hostname.replace(/^\[|\]$/g, ''), 'localhost', '127.0.0.1', '::1'])];
  const file = path.join(config.dataFolder, 'keys', 'device-port-identity.json');
  const kept = readKept(file, hostNames, now);
  if (kept !== null) return kept;
  const identity = await createServerIdentity({ hostNames, now });
  // Nobody else has made it where the other keys are given as settings.
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  fs.rmSync(file, { force: true });
  createSecretFile(file, `${JSON.stringify({ ...identity, hostNames })}\n`);
  return identity;
}

function readKept(file: string, hostNames: readonly string[], now: Date): DevicePortIdentity | null {
  const text = readSecretFile(file);
  if (text === null) return null;
  const kept = JSON.parse(text) as { caPem: string; certificatePem: string; keyPem: string; hostNames: string[] };
  const notAfter = new Date(new X509Certificate(kept.certificatePem).validTo);
  const fits = kept.hostNames.join() === hostNames.join() && notAfter.getTime() - now.getTime() > RENEW_BEFORE_MS;
  return fits ? kept : null;
}
