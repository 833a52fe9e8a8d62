import type { ExportedRecord } from '../../domain/record-export.ts';
import type { AuditSelection, QueryReads } from './query-ports.ts';

/** A page is all that is held of an export at a time: an entry has 64 KiB at most, most have one. */
const PAGE = 250;

/** Records from the selection's `from` up to `end` (exclusive), read one page after the other. */
export async function* exportPages(
  reads: Pick<QueryReads, 'auditRecordsUpTo'>,
  selection: AuditSelection,
  end: number,
): AsyncGenerator<readonly ExportedRecord[]> {
  let { from } = selection;
  for (;;) {
    const page = await reads.auditRecordsUpTo({ ...selection, from }, end, PAGE);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    from = last.sequence + 1;
  }
}
