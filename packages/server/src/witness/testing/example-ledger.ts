import { createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { renderCheckpointBody, signCheckpoint, verifierKey } from '../../domain/checkpoint.ts';
import { consistencyProof, rootOfLeaves } from '../../domain/merkle.ts';

export interface ExampleLedger {
  readonly origin: string;
  readonly vkey: string;
  readonly privateKey: KeyObject;
  rootHex(size: number): string;
  /** A signed checkpoint. */
  note(size: number, extension?: string): string;
  /** Lower-case hex. */
  proof(from: number, to: number): string[];
  /** What is posted to a witness. */
  request(oldSize: number, size: number): Buffer;
}

/** A ledger of records that say nothing. Two of the same origin and key, each with its own words, are a fork. */
export function exampleLedger(
  origin: string,
  { privateKey = generateKeyPairSync('ed25519').privateKey, word = 'record', sharedRecords = 0 } = {},
): ExampleLedger {
  const leaf = (seq: number) => hash('sha256', `\u0000${seq < sharedRecords ? 'record' : word} ${seq}`, 'hex');
  const leaves = (start: number, end: number) => Array.from({ length: end - start }, (_, at) => leaf(start + at));
  const rootHex = (size: number) => rootOfLeaves(leaves(0, size));
  const note = (size: number, extension = '') => {
    const body = renderCheckpointBody({ origin, size, rootHex: rootHex(size) }) + extension;
    return signCheckpoint(body, { name: origin, privateKey });
  };
  const proof = (from: number, to: number) =>
    consistencyProof(from, to, ({ start, end }) => rootOfLeaves(leaves(start, end)));
  return {
    origin,
    vkey: verifierKey(origin, createPublicKey(privateKey)),
    privateKey,
    rootHex,
    note,
    proof,
    request: (oldSize, size) => addCheckpointBody(oldSize, proof(Math.min(oldSize, size), size), note(size)),
  };
}

/** Hashes as lower-case hex. */
export function addCheckpointBody(oldSize: number | string, proof: readonly string[], note: string): Buffer {
  const lines = proof.map((node) => `${Buffer.from(node, 'hex').toString('base64')}\n`);
  return Buffer.from(`old ${oldSize}\n${lines.join('')}\n${note}`);
}
