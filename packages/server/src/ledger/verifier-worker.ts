import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { lowerBackendPriority, lowerThreadPriority } from './low-priority.ts';
import type { VerificationJob, WorkerAnswer } from './verdict.ts';
import { verifyLedger } from './verify-ledger.ts';

/** The thread's side of VerifierThread: verifies one ledger after another on a connection of its own. */
const port = parentPort;
if (port === null) throw new Error('the verifier runs in a thread of its own');
lowerThreadPriority();
const say = (answer: WorkerAnswer) => port.postMessage(answer);

function isJob(message: unknown): message is VerificationJob {
  return typeof message === 'object' && message !== null && 'ledger' in message && 'checkpoints' in message;
}

async function verify(job: VerificationJob): Promise<void> {
  const client = new pg.Client({ connectionString: String(workerData), application_name: 'countersign verifier' });
  // A connection that breaks fails the query at hand.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await lowerBackendPriority(client);
    const verdict = await verifyLedger(client, job, (progress) => say({ kind: 'progress', progress }));
    await client.end();
    say({ kind: 'verdict', verdict });
  } catch (error) {
    await client.end().catch(() => undefined);
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

port.on('message', (message: unknown) => {
  if (isJob(message)) void verify(message);
});
