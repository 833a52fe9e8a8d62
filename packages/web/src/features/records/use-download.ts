import { useCallback, useRef, useState } from 'react';

/** A file on its way, or what became of it. */
export type Download =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly format: string; readonly bytes: number }
  | { readonly state: 'done'; readonly format: string; readonly bytes: number }
  | { readonly state: 'failed'; readonly message: string };

export interface Downloads {
  readonly current: Download;
  readonly start: (address: string, format: string) => void;
  readonly stop: () => void;
}

/** Fetches a file with its progress shown, and saves it once all of it is there. */
export function useDownload(): Downloads {
  const [current, setCurrent] = useState<Download>({ state: 'none' });
  const running = useRef<AbortController | null>(null);

  const start = useCallback((address: string, format: string) => {
    running.current?.abort();
    const leaving = new AbortController();
    running.current = leaving;
    setCurrent({ state: 'running', format, bytes: 0 });
    const onBytes = (bytes: number): void => setCurrent({ state: 'running', format, bytes });
    fetchFile(address, leaving.signal, onBytes).then(
      ({ blob, name }) => {
        save(blob, name);
        setCurrent({ state: 'done', format, bytes: blob.size });
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setCurrent({ state: 'failed', message: error instanceof Error ? error.message : 'The file did not come.' });
      },
    );
  }, []);
  const stop = useCallback(() => {
    running.current?.abort();
    setCurrent({ state: 'none' });
  }, []);
  return { current, start, stop };
}

async function fetchFile(address: string, signal: AbortSignal, onBytes: (bytes: number) => void) {
  const response = await fetch(address, { signal });
  if (!response.ok || response.body === null) throw new Error(await refusalIn(response));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
    onBytes(bytes);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'records';
  return { blob: new Blob(parts, { type: response.headers.get('content-type') ?? '' }), name };
}

async function refusalIn(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => null);
  if (typeof problem === 'object' && problem !== null && 'detail' in problem) return String(problem.detail);
  return 'The server did not answer with the file.';
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
}
