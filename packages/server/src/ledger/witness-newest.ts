import { hash } from 'node:crypto';
import { openCosignature } from '../domain/cosignature.ts';
import { boundedText, reasonOf, type WitnessAddress } from './witness-client.ts';

const TIMEOUT_MS = 5_000;

/**
 * The newest note of a ledger that a witness has cosigned (C2SP tlog-witness, `GET /<SHA-256 of the origin>/checkpoint`), its
 * cosignature verified; null: it has cosigned none. Throws an Error in plain words where no answer came in time.
 */
export async function newestCosigned(
  witness: WitnessAddress,
  origin: string,
  timeoutMs: number = TIMEOUT_MS,
): Promise<string | null> {
  const base = witness.url.href.replace(/\/$/, '');
  try {
    const response = await fetch(`${base}/${hash('sha256', origin, 'hex')}/checkpoint`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await boundedText(response);
    if (response.status === 404) return null;
    if (response.status !== 200 || text === null) throw new Error(`it answered ${response.status}`);
    openCosignature(text, witness.vkey);
    return text;
  } catch (error) {
    throw new Error(
      `The witness ${witness.name} at ${witness.url.href} did not say what it has seen of ${origin}: ${reasonOf(error)}.`,
      { cause: error },
    );
  }
}
