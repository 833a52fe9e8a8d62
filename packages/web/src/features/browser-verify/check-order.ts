import type { HeldText } from '../../lib/ledger/held-checkpoints.ts';
import type { ExportProgress, ExportVerdict } from '../../lib/ledger/verify-export.ts';

/** Where the export comes from: this server, or a file that somebody has. */
export type CheckSource =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'file'; readonly file: File };

/** What the worker is told to do. */
export interface CheckOrder {
  readonly source: CheckSource;
  /** Keys that the person trusts; none takes the one that the export names. */
  readonly verifierKeys: readonly string[];
  readonly held: readonly HeldText[];
}

/** What the worker tells, as it goes and at the end. */
export type CheckReport =
  | ({ readonly kind: 'progress' } & ExportProgress)
  | { readonly kind: 'verdict'; readonly verdict: ExportVerdict; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly message: string };
