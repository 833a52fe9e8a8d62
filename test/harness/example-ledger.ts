import { createPublicKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';

/** A ledger of records that say nothing, with notes and proofs made here and not by the server's code. */
export interface ExampleLedger {
  readonly origin: string;
  readonly privateKey: KeyObject;
  /** Verifier key under its own name, or under another. */
  vkey(name?: string): string;
  note(size: number): string;
  /** Body of POST /add-checkpoint. */
  request(oldSize: number, size: number): string;
}

const sha256 = (...parts: Buffer[]) => hash('sha256', Buffer.concat(parts), 'buffer');

/** Two of the same origin and key that share their first records are a fork. */
export function exampleLedger(
  origin: string,
  { privateKey = generateKeyPairSync('ed25519').privateKey, word = 'record', sharedRecords = 0 } = {},
): ExampleLedger {
  const rawKey = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
  const typed = Buffer.concat([Buffer.of(1), rawKey]);
  const keyId = (name: string) => sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  const leaf = (seq: number) => sha256(Buffer.from(`\0${seq < sharedRecords ? 'record' : word} ${seq}`));

  const root = (start: number, end: number): Buffer => {
    if (end - start <= 1) return end === start ? sha256() : leaf(start);
    const middle = start + splitOf(end - start);
    return sha256(Buffer.of(1), root(start, middle), root(middle, end));
  };
  /** SUBPROOF(m, D[start:end], isWhole) of RFC 6962 §2.1.2. */
  const proof = (size: number, start: number, end: number, isWhole: boolean): Buffer[] => {
    if (size === end - start) return isWhole ? [] : [root(start, end)];
    const split = splitOf(end - start);
    return size <= split
      ? [...proof(size, start, start + split, isWhole), root(start + split, end)]
      : [...proof(size - split, start + split, end, false), root(start, start + split)];
  };
  const note = (size: number) => {
    const body = `${origin}\n${size}\n${root(0, size).toString('base64')}\n`;
    const blob = Buffer.concat([keyId(origin), sign(null, Buffer.from(body), privateKey)]);
    return `${body}\n— ${origin} ${blob.toString('base64')}\n`;
  };
  return {
    origin,
    privateKey,
    vkey: (name = origin) => `${name}+${keyId(name).toString('hex')}+${typed.toString('base64')}`,
    note,
    request(oldSize, size) {
      const hashes = oldSize > 0 && oldSize < size ? proof(oldSize, 0, size, true) : [];
      return `old ${oldSize}\n${hashes.map((node) => `${node.toString('base64')}\n`).join('')}\n${note(size)}`;
    },
  };
}

/** The largest power of two below n. */
function splitOf(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
