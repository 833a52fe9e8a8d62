import type { HeldText } from '../../lib/ledger/held-checkpoints.ts';
import type { ChosenHeld } from './held-field.tsx';

/** What was pasted and dropped, as the verifier takes it. */
export async function heldTexts({ pasted, files }: ChosenHeld): Promise<HeldText[]> {
  const dropped = await Promise.all(
    files.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
  );
  if (pasted.trim() === '') return dropped;
  return [{ name: 'what you pasted', content: new TextEncoder().encode(`${pasted}\n`) }, ...dropped];
}
