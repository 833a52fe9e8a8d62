import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { DomainError } from '../domain/errors.ts';
import { parseCsr } from './csr.ts';
import { oid, sequence, set } from './der.ts';
import {
  type CsrKey,
  type CsrParts,
  csrDer,
  csrKey,
  csrPem,
  extension,
  extensionRequest,
  namesExtension,
  OID_SUBJECT_ALTERNATIVE_NAME,
} from './testing/example-csr.ts';

let key: CsrKey;
beforeAll(async () => {
  key = await csrKey('ECDSA_P256');
});

const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
/** Nonsense at every depth of what a CSR asks for: from the list of attributes down to a single name. */
const attribute = fc.oneof(
  bytes,
  bytes.map((content) => sequence(content)),
  bytes.map((content) => sequence(oid('1.2.3'), set(content))),
  bytes.map((content) => extensionRequest(content)),
  bytes.map((content) => extensionRequest(sequence(content))),
  bytes.map((content) => extensionRequest(extension('2.5.29.19', content))),
  bytes.map((content) => extensionRequest(extension(OID_SUBJECT_ALTERNATIVE_NAME, content))),
  bytes.map((content) => extensionRequest(namesExtension(content))),
);

/** A CSR that is signed well is read or refused as documented; what is read names nothing that could mislead. */
async function isReadOrRefused(changes: Partial<CsrParts>): Promise<void> {
  const der = csrDer(key, changes);
  try {
    const parsed = await parseCsr(csrPem(der));
    expect(parsed.der.equals(der)).toBe(true);
    expect(parsed.spki.equals(key.spki)).toBe(true);
    for (const name of parsed.dnsNames) expect(name).toMatch(/^[\x21-\x7e]{1,253}$/);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect([error.code, error.field]).toEqual(['INVALID_CSR', ['csr']]);
  }
}

describe('a CSR that is signed well is read or refused as documented', { timeout: 30_000 }, () => {
  test('whatever its attributes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attribute, { maxLength: 3 }), (attributes) => isReadOrRefused({ attributes })),
      { numRuns: 1_000 },
    );
  });

  test('whatever its subject and its version are', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.boolean(), (subject, version, whole) =>
        isReadOrRefused(whole ? { subject: sequence(subject) } : { subject, version }),
      ),
      { numRuns: 500 },
    );
  });
});
