import { hash } from 'node:crypto';

/** What is kept of a secret that we hand out: its SHA-256. They are random and long, so no salt and no stretching is needed. */
export function secretSha256(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** 256 random bits behind a prefix that says what it is, for people and for secret scanners. */
export function renderSecret(prefix: string, random: Buffer): string {
  return `${prefix}_${random.toString('base64url')}`;
}
