import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fillLedger } from './fill-ledger.ts';
import { openLedgerWorld } from './ledger-world.ts';
import type { BenchOptions, Figure } from './measure.ts';
import { measureBesideVerification } from './p5-beside-decisions.ts';
import { measureProofs } from './p5-proofs.ts';
import type { VerificationMeasured, VerificationWork } from './verifier-process.ts';

const MEBIBYTE = 1_024 * 1_024;

/** P5: the product's verifier over a whole ledger, against one SHA-256 of the same bytes in memory; and what others feel of it. */
export async function measureVerification(options: BenchOptions & { records: number }): Promise<Figure[]> {
  const { rounds, records } = options;
  const world = await openLedgerWorld();
  try {
    await fillLedger(world, records);
    const measured = await inProcess({ url: world.postgres.serverUrl, ledger: world.ledger, rounds });
    const ratio = measured.hashMs / measured.verificationMs;
    const growth = measured.rssGrowth / MEBIBYTE;
    const perSecond = Math.round(records / (measured.verificationMs / 1_000));
    return [
      {
        id: 'P5',
        what: `verification of ${records} records / one SHA-256 of their bytes`,
        ratio,
        goal: '≥ 0.25',
        met: ratio >= 0.25,
        detail: `${perSecond} records/s; ${measured.verificationMs.toFixed(0)} ms against ${measured.hashMs.toFixed(0)} ms for ${(measured.bytes / MEBIBYTE).toFixed(0)} MiB`,
      },
      {
        id: 'P5 memory',
        what: 'growth of its process / 128 MiB',
        ratio: growth / 128,
        goal: '≤ 1',
        met: growth <= 128,
        detail: `${growth.toFixed(0)} MiB`,
      },
      ...(await measureProofs(world, options)),
      ...(await measureBesideVerification(world, options)),
    ];
  } finally {
    await world.close();
  }
}

function inProcess(work: VerificationWork): Promise<VerificationMeasured> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('verifier-process.ts', import.meta.url)), [], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message) => resolve(message as VerificationMeasured));
    child.on('error', reject);
    child.on('exit', (code) => code !== 0 && reject(new Error(`the verifying process ended with ${code}`)));
    child.send(work);
  });
}
