import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type ChainBreak, ChainVerifier, type ChainVerifierOptions } from '../domain/chain.ts';
import { BlockVerifier } from './block-verifier.ts';
import { CopyTextReader } from './copy-text.ts';
import { BlockReader, BOUNDED_COLUMNS, copyBlocks, FIRST_SEQ } from './record-blocks.ts';
import { checkColumns } from './record-columns.ts';

/** Between two reports of progress, ms. */
const REPORT_EVERY_MS = 100;
const COLUMNS = 6;

/** Told how many records were right so far. */
type Report = (verified: number) => void;
/** Told of ms of work; may rest before it comes back. */
export type AfterWork = (milliseconds: number) => void;
interface Listener {
  readonly report: Report;
  readonly afterWork: AfterWork;
}

export interface VerifiedRecords {
  /** Stands at the last record that was right. */
  readonly chain: ChainVerifier;
  readonly broken: ChainBreak | null;
}

/**
 * Every record of a ledger, from where the options say: in blocks as long as all is right, which is fast, and from the block
 * on that is not, one by one, which tells what is wrong. `size` is what the head counts.
 */
export async function verifyRecords(
  client: pg.Client,
  options: ChainVerifierOptions,
  size: number,
  { report, afterWork }: Listener,
): Promise<VerifiedRecords> {
  const listener = { report: seldom(report), afterWork };
  const chain = await verifyBlocks(client, options, size, listener);
  // What stands behind the head is in here, too.
  const broken = await verifyOneByOne(client, options.ledger, chain, listener);
  report(chain.size);
  return { chain, broken };
}

/** Reads to the end of the blocks. The chain that it gives stands before the first block that is not right, or at the end. */
async function verifyBlocks(
  client: pg.Client,
  options: ChainVerifierOptions,
  size: number,
  { report, afterWork }: Listener,
): Promise<ChainVerifier> {
  const chain = new ChainVerifier(options);
  const blocks = new BlockVerifier(options.ledger, chain);
  const reader = new BlockReader();
  let right = chain.position();
  let isRight = chain.broken === null;
  for await (const chunk of bytesOf(client, copyBlocks(options.ledger, chain.size, size), afterWork)) {
    // Once something is wrong, the rest is only read to have the connection back.
    if (!isRight) continue;
    for (const block of reader.blocks(chunk)) {
      isRight = blocks.verify(block);
      if (!isRight) break;
      right = chain.position();
    }
    report(chain.size);
  }
  return isRight ? chain : new ChainVerifier({ ...options, resume: right });
}

/** Records from where the chain stands. */
async function verifyOneByOne(
  client: pg.Client,
  ledger: string,
  chain: ChainVerifier,
  { report, afterWork }: Listener,
): Promise<ChainBreak | null> {
  const from = chain.size === 0 ? FIRST_SEQ : chain.size;
  const where = `ledger = ${pg.escapeLiteral(ledger)} and seq >= ${from}`;
  const copy = `copy (select seq, ${BOUNDED_COLUMNS} from ledger_record where ${where} order by seq) to stdout`;
  const reader = new CopyTextReader(COLUMNS);
  let broken: ChainBreak | null = null;
  for await (const chunk of bytesOf(client, copy, afterWork)) {
    for (const row of reader.rows(chunk)) {
      const [seq = '', hash = '', type = '', subjectId = '', actorId = '', entry = ''] = row;
      const number = Number(seq);
      const before = chain.size;
      chain.push({ seq: number, hash, entry });
      if (broken === null && chain.size > before) broken = checkColumns(number, entry, { type, subjectId, actorId });
    }
    report(chain.size);
  }
  // Whichever comes first in the ledger is the first.
  if (broken !== null && (chain.broken === null || broken.seq <= chain.broken.seq)) return broken;
  return chain.broken;
}

async function* bytesOf(client: pg.Client, copy: string, afterWork: AfterWork): AsyncGenerator<Buffer> {
  for await (const chunk of client.query(copyTo(copy))) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('COPY sent something else than bytes');
    const before = performance.now();
    yield chunk;
    afterWork(performance.now() - before);
  }
}

function seldom(report: Report): Report {
  let reportAt = 0;
  return (verified) => {
    const now = performance.now();
    if (now < reportAt) return;
    reportAt = now + REPORT_EVERY_MS;
    report(verified);
  };
}
