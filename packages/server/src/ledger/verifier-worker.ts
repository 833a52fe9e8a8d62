import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { GivingWay } from './give-way.ts';
import { lowerBackendPriority, lowerThreadPriority } from './low-priority.ts';
import type { VerificationJob, VerificationProgress, WorkerAnswer, WorkerInput } from './verdict.ts';
import { verifyLedger } from './verify-ledger.ts';

/** The thread's side of VerifierThread: verifies one ledger after another on a connection of its own. */
const port = parentPort;
if (port === null) throw new Error('the verifier runs in a thread of its own');
lowerThreadPriority();
const input: unknown = workerData;
if (!isInput(input)) throw new Error('the verifier was not told where its database is');
const { databaseUrl, commits } = input;
const givingWay = new GivingWay(commits);
const say = (answer: WorkerAnswer) => port.postMessage(answer);

function isJob(message: unknown): message is VerificationJob {
  return typeof message === 'object' && message !== null && 'ledger' in message && 'checkpoints' in message;
}

function isInput(value: unknown): value is WorkerInput {
  return typeof value === 'object' && value !== null && 'databaseUrl' in value && 'commits' in value;
}

async function verify(job: VerificationJob): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'countersign verifier' });
  // A connection that breaks fails the query at hand.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await lowerBackendPriority(client);
    const report = (progress: VerificationProgress) => say({ kind: 'progress', progress });
    const verdict = await verifyLedger(client, job, report, (worked) => givingWay.afterWork(worked));
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
