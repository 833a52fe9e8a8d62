import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportProgress, ExportVerdict } from '../../lib/ledger/verify-export.ts';
import { type ProgressSample, withSample } from '../../lib/pace.ts';
import type { CheckOrder, CheckReport } from './check-order.ts';

export type CheckState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ExportProgress; readonly samples: readonly ProgressSample[] }
  | { readonly kind: 'stopped'; readonly progress: ExportProgress }
  | {
      readonly kind: 'ended';
      readonly verdict: ExportVerdict;
      readonly milliseconds: number;
      readonly order: CheckOrder;
    }
  | { readonly kind: 'failed'; readonly message: string };

export interface BrowserCheck {
  readonly state: CheckState;
  readonly start: (order: CheckOrder) => void;
  readonly stop: () => void;
}

const NOTHING: ExportProgress = { records: 0, bytes: 0 };

/** Runs the verifier in a worker of its own, so that the page stays free; stopping ends the worker, whatever it does. */
export function useBrowserCheck(): BrowserCheck {
  const [state, setState] = useState<CheckState>({ kind: 'idle' });
  const worker = useRef<Worker | null>(null);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(
    (order: CheckOrder) => {
      end();
      const begun = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
      worker.current = begun;
      setState({ kind: 'running', progress: NOTHING, samples: [] });
      const fail = (message: string): void => {
        end();
        setState({ kind: 'failed', message });
      };
      begun.onerror = () => fail('The verifier could not be started in this browser. Reload the page and try again.');
      begun.onmessage = ({ data }: MessageEvent<CheckReport>) => {
        if (data.kind === 'failed') return fail(data.message);
        if (data.kind === 'progress') return setState((before) => moved(before, data));
        end();
        setState({ kind: 'ended', verdict: data.verdict, milliseconds: data.milliseconds, order });
      };
      begun.postMessage(order);
    },
    [end],
  );
  const stop = useCallback(() => {
    end();
    setState((before) => (before.kind === 'running' ? { kind: 'stopped', progress: before.progress } : before));
  }, [end]);
  return { state, start, stop };
}

function moved(before: CheckState, { records, bytes }: ExportProgress): CheckState {
  if (before.kind !== 'running') return before;
  const samples = withSample(before.samples, { at: performance.now(), verified: records });
  return { kind: 'running', progress: { records, bytes }, samples };
}
