import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type LedgerWorld, newId, openLedgerWorld } from './ledger-world.ts';
import type { BenchOptions, Figure } from './measure.ts';
import type { VerificationMeasured, VerificationWork } from './verifier-process.ts';

const AT_ONCE = 1_000;
const MEBIBYTE = 1_024 * 1_024;

/** P5: the product's verifier over a whole ledger, against one SHA-256 of the same bytes in memory. */
export async function measureVerification({ rounds, records }: BenchOptions & { records: number }): Promise<Figure[]> {
  const world = await openLedgerWorld();
  try {
    await fill(world, records - 1);
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
    ];
  } finally {
    await world.close();
  }
}

/** Records like those of decisions, through the committer. */
async function fill(world: LedgerWorld, count: number): Promise<void> {
  const committer = world.newCommitter();
  for (let left = count; left > 0; left -= AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(left, AT_ONCE) }, () =>
        committer.commit({
          ledger: world.ledger,
          authority: null,
          now: new Date(),
          records: [
            {
              type: 'request.approved',
              actor: { kind: 'user', id: 'usr_01jd9m2c8xe7rbx5w9n4t6q3he', name: 'mara@corp.example' },
              subject: { kind: 'request', id: newId('apr') },
              detail: {
                approvals: 1,
                required: 1,
                reason: null,
                revision: 1,
                domains: ['api.internal.corp.com'],
                environment: 'production',
                justification: 'New service deployment — ticket #1234',
                outcome: 'approved',
              },
            },
          ],
          writes: () => [],
        }),
      ),
    );
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
