import { Worker } from 'node:worker_threads';
import { commits } from './give-way.ts';
import type { LedgerVerdict, VerificationJob, VerificationProgress, WorkerAnswer, WorkerInput } from './verdict.ts';

export type { LedgerVerdict, VerificationJob, VerificationProgress } from './verdict.ts';

/** The verification was cut short. */
export class VerificationCancelled extends Error {
  override readonly name = 'VerificationCancelled';
}

/** Beside this module, written as it is or compiled as it is. */
const WORKER = new URL(`./verifier-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Verifies ledgers one after the other in a thread of its own, so that nobody else waits. End it when done. */
export class VerifierThread {
  readonly #worker: Worker;
  #ended: Error | null = null;
  #settle: ((error: Error) => void) | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(databaseUrl: string) {
    this.#worker = new Worker(WORKER, { workerData: { databaseUrl, commits } satisfies WorkerInput });
    this.#worker.unref();
    const end = (error: Error) => {
      this.#ended ??= error;
      this.#settle?.(this.#ended);
    };
    this.#worker.on('error', (error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => end(new VerificationCancelled('The verification was cut short.')));
  }

  /** Throws where the ledger cannot be read at all; a ledger that does not verify is an answer. */
  verify(
    job: VerificationJob,
    onProgress: (progress: VerificationProgress) => void = () => {},
  ): Promise<LedgerVerdict> {
    const result = this.#running.then(() => this.#ask(job, onProgress));
    this.#running = result.catch(() => undefined);
    return result;
  }

  /** Cuts short what is under way. */
  async end(): Promise<void> {
    this.#ended ??= new VerificationCancelled('The verification was cut short.');
    this.#settle?.(this.#ended);
    await this.#worker.terminate();
  }

  #ask(job: VerificationJob, onProgress: (progress: VerificationProgress) => void): Promise<LedgerVerdict> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) {
        reject(this.#ended);
        return;
      }
      const settle = (act: () => void) => {
        this.#worker.off('message', listen);
        this.#settle = null;
        act();
      };
      const listen = (answer: WorkerAnswer) => {
        if (answer.kind === 'progress') onProgress(answer.progress);
        else if (answer.kind === 'verdict') settle(() => resolve(answer.verdict));
        else settle(() => reject(new Error(answer.message)));
      };
      this.#settle = (error) => settle(() => reject(error));
      this.#worker.on('message', listen);
      this.#worker.postMessage(job);
    });
  }
}

/** Verifies one ledger; `signal` cuts it short (VerificationCancelled). */
export async function verifyInThread(
  databaseUrl: string,
  job: VerificationJob,
  options: { onProgress?: (progress: VerificationProgress) => void; signal?: AbortSignal } = {},
): Promise<LedgerVerdict> {
  const thread = new VerifierThread(databaseUrl);
  const cut = () => void thread.end();
  options.signal?.addEventListener('abort', cut, { once: true });
  try {
    if (options.signal?.aborted) throw new VerificationCancelled('The verification was cut short.');
    return await thread.verify(job, options.onProgress);
  } finally {
    options.signal?.removeEventListener('abort', cut);
    await thread.end();
  }
}
