import { hash } from 'node:crypto';
import pg from 'pg';
import { VerifierThread } from '../packages/server/src/ledger/verifier.ts';
import { interleaved, type Sample } from './measure.ts';

export interface VerificationWork {
  readonly url: string;
  readonly ledger: string;
  readonly rounds: number;
}

export interface VerificationMeasured {
  readonly bytes: number;
  /** Milliseconds of a whole verification, and of one SHA-256 over the same bytes. */
  readonly verificationMs: number;
  readonly hashMs: number;
  /** From before the thread was there to the highest that the process ever stood, bytes. */
  readonly rssGrowth: number;
}

/** A process of its own, so that nothing but the verification counts as its memory. */
process.once('message', (work: VerificationWork) => {
  void run(work);
});

async function run({ url, ledger, rounds }: VerificationWork): Promise<void> {
  const before = process.memoryUsage.rss();
  const thread = new VerifierThread(url);
  const verify = async () => {
    const verdict = await thread.verify({ ledger, checkpoints: [] });
    if (!verdict.ok) throw new Error(`the ledger of the bench does not verify: ${verdict.explanation}`);
  };
  await verify();
  const rssGrowth = process.resourceUsage().maxRSS * 1_024 - before;
  const bytes = await readEntries(url, ledger);
  const once = async (one: () => Promise<void> | void): Promise<Sample> => {
    const started = performance.now();
    await one();
    const took = performance.now() - started;
    return { perSecond: 1_000 / took, p50: took, p99: took };
  };
  const measured = await interleaved(rounds, {
    hash: () => once(() => void hash('sha256', bytes, 'hex')),
    verification: () => once(verify),
  });
  await thread.end();
  const answer: VerificationMeasured = {
    bytes: bytes.length,
    verificationMs: measured.verification.p50,
    hashMs: measured.hash.p50,
    rssGrowth,
  };
  process.send?.(answer);
  process.disconnect();
}

async function readEntries(url: string, ledger: string): Promise<Buffer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const step = 20_000;
  const parts: Buffer[] = [];
  for (let from = 0; ; from += step) {
    const { rows } = await client.query<{ entries: string | null }>(
      `select string_agg(entry, '' order by seq) as entries from ledger_record where ledger = $1 and seq >= $2 and seq < $3`,
      [ledger, from, from + step],
    );
    const entries = rows[0]?.entries ?? null;
    if (entries === null) break;
    parts.push(Buffer.from(entries));
  }
  await client.end();
  return Buffer.concat(parts);
}
