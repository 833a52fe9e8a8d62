import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

const VERSION = 1;
const SALT_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + SALT_BYTES + NONCE_BYTES;
const CIPHER = 'aes-256-gcm';
const PURPOSE = 'countersign key vault 1';

/** The entry was sealed under another storage key or another id, or was changed since. */
export class KeyVaultError extends Error {
  override readonly name = 'KeyVaultError';
}

/**
 * Seals private keys for storage: AES-256-GCM under a data key of the entry's own (HKDF-SHA-256, RFC 5869, from the
 * storage key and a random salt), with version and key id as associated data, so no entry passes for another.
 * Layout: version (1 byte), salt (32), nonce (12), ciphertext, tag (16).
 */
export class KeyVault {
  readonly #storageKey: KeyObject;

  /** `storageKey` is 32 bytes. */
  constructor(storageKey: Buffer) {
    if (storageKey.length !== 32) throw new KeyVaultError('The storage key is not 32 bytes long.');
    this.#storageKey = createSecretKey(storageKey);
  }

  seal(keyId: string, plaintext: Buffer): Buffer {
    const header = Buffer.concat([Buffer.from([VERSION]), randomBytes(SALT_BYTES + NONCE_BYTES)]);
    const cipher = createCipheriv(CIPHER, this.#dataKey(header), nonceOf(header), { authTagLength: TAG_BYTES });
    cipher.setAAD(associatedData(keyId));
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([header, ciphertext, cipher.getAuthTag()]);
  }

  /** Throws KeyVaultError. */
  open(keyId: string, sealed: Buffer): Buffer {
    if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] !== VERSION) {
      throw new KeyVaultError(`The stored key ${keyId} has an unknown format.`);
    }
    const header = sealed.subarray(0, HEADER_BYTES);
    const decipher = createDecipheriv(CIPHER, this.#dataKey(header), nonceOf(header), { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(keyId));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw new KeyVaultError(
        `The stored key ${keyId} cannot be opened: it was changed, or the storage key is another.`,
      );
    }
  }

  #dataKey(header: Buffer): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#storageKey, header.subarray(1, 1 + SALT_BYTES), PURPOSE, 32));
  }
}

const nonceOf = (header: Buffer): Buffer => header.subarray(1 + SALT_BYTES, HEADER_BYTES);
const associatedData = (keyId: string): Buffer => Buffer.concat([Buffer.from([VERSION]), Buffer.from(keyId, 'utf8')]);
