import type { KeyObject } from 'node:crypto';
import { Command } from 'commander';
import { checkpointKeyId } from '../ledger/checkpoint-key.ts';
import { checkpointKeyPaths } from '../ledger/checkpoint-key-files.ts';
import { type KeyRotation, rotateCheckpointKey } from '../ledger/rotate-checkpoint-key.ts';
import { SecretFileError } from '../store/secret-file.ts';

/** `countersign ledger rotate-key`: a new key for the checkpoints of every ledger. `file` holds the current one. */
export function rotateKeyCommand(file: string): Command {
  return new Command('rotate-key')
    .exitOverride()
    .description('makes a new key to sign checkpoints with; the old one signs beside it until the next rotation')
    .option('--compromised', 'somebody else may have the old key: it signs nothing any more from now on', false)
    .action(({ compromised }: { compromised: boolean }) => {
      process.stdout.write(report(file, rotate(file, compromised)));
    });
}

function rotate(file: string, compromised: boolean): KeyRotation {
  try {
    return rotateCheckpointKey(file, { compromised });
  } catch (error) {
    if (error instanceof SecretFileError || !(error instanceof Error)) throw error;
    const message = `The key files could not be written (${error.message}). Mend that and run this again: it goes on where it stopped.`;
    throw new Error(message, { cause: error });
  }
}

function report(file: string, { old, new: made, oldSigns }: KeyRotation): string {
  const { previous, retired } = checkpointKeyPaths(file);
  const fate = oldSigns
    ? `The old key signs beside the new one until the next rotation. It is in ${previous}.`
    : `The old key is retired: it signs nothing any more, and what it signed is still accepted. Its public half is in ${retired}.`;
  return [
    `old key: ${checkpointKeyId(old)}, in a verifier key …+${verifierKeyPart(old)}`,
    `new key: ${checkpointKeyId(made)}, in a verifier key …+${verifierKeyPart(made)}`,
    fate,
    `Now restart every server, each with the same files: ${file} and those beside it.`,
    'Then give auditors the new verifier key: it stands in the last line of "countersign ledger export". ' +
      `"countersign ledger checkpoint" prints notes signed by ${oldSigns ? 'both keys' : 'the new key'}.`,
    '',
  ].join('\n');
}

/** The end of a C2SP verifier key, which is the same for every ledger: signature type Ed25519 (1) and the public key. */
function verifierKeyPart(publicKey: KeyObject): string {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(1), Buffer.from(x, 'base64url')]).toString('base64');
}
