import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isSignedBy } from './checkpoint.ts';

interface Vectors {
  readonly vkey: string;
  readonly checkpoints: readonly { readonly note: string }[];
}

const vectors = JSON.parse(
  fs.readFileSync(new URL('../../../../server/src/domain/testdata/ledger/checkpoints.json', import.meta.url), 'utf8'),
) as Vectors;
const { vkey } = vectors;
const notes = vectors.checkpoints.map(({ note }) => note);

describe('the signature of a checkpoint, checked in the browser', () => {
  beforeAll(() => void vi.stubGlobal('isSecureContext', true));
  afterAll(() => void vi.unstubAllGlobals());

  it('is right on every checkpoint of the ledger', async () => {
    expect(notes.length).toBeGreaterThan(1);
    for (const note of notes) expect(await isSignedBy(note, [vkey])).toBe(true);
  });

  it('is not right once a character above it was changed', async () => {
    for (const note of notes) expect(await isSignedBy(note.replace(/\n(\d)/, '\n1$1'), [vkey])).toBe(false);
  });

  it('is found among other signatures and other keys', async () => {
    const [note = ''] = notes;
    const other = vkey.replace('countersign.example', 'other.example');
    const [body, signatures] = note.split('\n\n');
    expect(await isSignedBy(`${body}\n\n— witness.example k8EOHrJh\n${signatures}`, [other, vkey])).toBe(true);
  });

  it('cannot be told without a key of a signer, or where the browser lends no cryptography', async () => {
    const [note = ''] = notes;
    expect(await isSignedBy(note, [])).toBeNull();
    expect(await isSignedBy(note, [vkey.replace('countersign.example', 'other.example')])).toBeNull();
    vi.stubGlobal('isSecureContext', false);
    expect(await isSignedBy(note, [vkey])).toBeNull();
    vi.stubGlobal('isSecureContext', true);
  });
});
