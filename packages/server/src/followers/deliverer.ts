import type { FollowerPlaces } from '../store/follower-places.ts';
import { type CertificateSink, deliverCertificate } from '../usecases/deliver-certificate.ts';
import type { CommittedRecord, Deps } from '../usecases/ports.ts';
import { type RepeatingTask, startRepeatingTask } from './repeating-task.ts';

export interface DelivererOptions {
  readonly deps: Deps;
  readonly places: FollowerPlaces;
  readonly sink: CertificateSink;
  /** Records of a ledger from `seq` on. */
  readonly read: (ledger: string, seq: number) => Promise<readonly CommittedRecord[]>;
}

const FOLLOWER = 'deliverer';
const EVERY_MS = 5_000;

/**
 * Writes what is issued to the known path. It follows the ledgers and moves on only once a certificate is written, so that
 * a full disk or a crash delays a delivery and loses none.
 */
export async function startDeliverer(options: DelivererOptions): Promise<RepeatingTask> {
  const { deps, places, sink, read } = options;
  await places.startAtHeads(FOLLOWER);
  return startRepeatingTask({
    name: 'writing certificates to the known path',
    everyMs: EVERY_MS,
    log: deps.log,
    async run() {
      const behind = await places.behind(FOLLOWER);
      if (behind.length > 0) await places.alone(FOLLOWER, followAll);
    },
  });

  /** What stands in the way of one organization's certificates stops no other's. */
  async function followAll(): Promise<void> {
    for (const { ledger, next, size } of await places.behind(FOLLOWER)) {
      try {
        await follow(ledger, next, size);
      } catch (error) {
        deps.log('a certificate could not be written to the known path; it is tried again', {
          ledger,
          error: error instanceof Error ? error.message : String(error),
        });
      }
    }
  }

  async function follow(ledger: string, from: number, size: number): Promise<void> {
    for (let next = from; ; ) {
      const records = await read(ledger, next);
      const last = records.at(-1);
      // Where its end was cut off, there is nothing to wait for.
      if (last === undefined) return places.moveTo(FOLLOWER, ledger, size);
      for (const record of records) {
        if (record.type !== 'certificate.issued') continue;
        await deliverCertificate(deps, sink, record.subjectId);
        await places.moveTo(FOLLOWER, ledger, record.seq + 1);
      }
      next = last.seq + 1;
      await places.moveTo(FOLLOWER, ledger, next);
    }
  }
}
