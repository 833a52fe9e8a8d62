import { ExportUnreadable } from '../../lib/ledger/export-lines.ts';
import { verifyExport } from '../../lib/ledger/verify-export.ts';
import type { CheckOrder, CheckReport, CheckSource } from './check-order.ts';

const REPORT_EVERY_MS = 150;

// The page posts one order and ends the worker when it no longer wants the answer.
self.onmessage = ({ data }: MessageEvent<CheckOrder>) => void carryOut(data);

const report = (news: CheckReport): void => self.postMessage(news);

async function carryOut({ source, verifierKeys, held }: CheckOrder): Promise<void> {
  const begun = performance.now();
  let reported = begun;
  try {
    const verdict = await verifyExport(chunksOf(await open(source)), { verifierKeys, held }, (progress) => {
      const now = performance.now();
      if (now - reported < REPORT_EVERY_MS) return;
      reported = now;
      report({ kind: 'progress', ...progress });
    });
    report({ kind: 'verdict', verdict, milliseconds: performance.now() - begun });
  } catch (error) {
    report({ kind: 'failed', message: messageOf(error) });
  }
}

async function open(source: CheckSource): Promise<ReadableStream<Uint8Array>> {
  if (source.kind === 'file') return source.file.stream();
  const response = await fetch(source.address, { credentials: 'same-origin', cache: 'no-store' });
  if (response.ok && response.body) return response.body;
  throw new ExportUnreadable(`The server gave no export; it answered ${response.status}. Try again, or take a file.`);
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

function messageOf(error: unknown): string {
  if (error instanceof ExportUnreadable) return error.message;
  if (error instanceof TypeError) return 'The export stopped coming before its end. Try again, or take a file.';
  return error instanceof Error ? error.message : String(error);
}
