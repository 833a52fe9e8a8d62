import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import {
  csvEnd,
  csvHead,
  csvRecord,
  type ExportedRecord,
  type ExportHead,
  isFiltered,
  jsonlEnd,
  jsonlHead,
  jsonlRecord,
} from '../../domain/record-export.ts';
import type { Application } from '../../usecases/application.ts';
import { readExportFilter } from './export-filter.ts';

interface Parts {
  readonly app: Application;
  /** Throws UNAUTHENTICATED. */
  readonly caller: (request: FastifyRequest) => Promise<Principal>;
}

interface ExportRequest {
  readonly Params: { readonly organization: string; readonly epoch?: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/** How a file of records begins, goes on and ends. */
interface Format {
  readonly type: string;
  readonly head: (head: ExportHead) => string;
  readonly record: (ledger: string, record: ExportedRecord) => string;
  readonly end: (head: ExportHead, records: number) => string;
}

const CSV: Format = { type: 'text/csv; charset=utf-8; header=present', head: csvHead, record: csvRecord, end: csvEnd };
const JSONL: Format = {
  type: 'application/jsonl; charset=utf-8',
  head: jsonlHead,
  record: (_ledger, record) => jsonlRecord(record),
  end: (_head, records) => jsonlEnd(records),
};

const FORMATS = [
  ['csv', CSV],
  ['jsonl', JSONL],
] as const;

/** Files of audit records, whole or narrowed, for whoever may read the ledger: written as they are read, never held. */
export function recordExportRoutes(server: FastifyInstance, { app, caller }: Parts): void {
  const answer = async (request: FastifyRequest<ExportRequest>, reply: FastifyReply, extension: string, to: Format) => {
    const principal = await caller(request);
    const { organization } = request.params;
    const epoch = request.params.epoch === undefined ? null : Number(request.params.epoch);
    const filter = { ...readExportFilter(request.query), epoch };
    const found = await app.queries.exportRecords(principal, organization, filter);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such ledger.');
    const { head, slug, pages } = found;
    // A whole ledger can be verified: it goes out in the form that verifiers read.
    const isWhole = to === JSONL && !isFiltered(head.filter);
    const lines = isWhole ? await app.queries.exportLedger(principal, { organizationId: organization, epoch }) : null;
    const ledger = epoch === null ? slug : `${slug}-${epoch}`;
    const name = `records-${ledger}-${head.exportedAt.toISOString().slice(0, 10)}.${extension}`;
    return send(reply, { type: to.type, name }, lines === null ? written(to, head, pages) : ended(lines));
  };
  for (const prefix of ['/ledger/:organization', '/ledger/:organization/:epoch(^\\d{1,9}$)']) {
    for (const [extension, format] of FORMATS) {
      server.get<ExportRequest>(`${prefix}/records.${extension}`, (request, reply) =>
        answer(request, reply, extension, format),
      );
    }
  }
}

function send(
  reply: FastifyReply,
  file: { readonly type: string; readonly name: string },
  text: AsyncIterable<string>,
) {
  return (
    reply
      .type(file.type)
      .header('content-disposition', `attachment; filename="${file.name.replaceAll(/[^A-Za-z0-9_.-]/g, '-')}"`)
      .header('cache-control', 'no-store')
      // Ends with the connection: whoever goes away is read nothing more.
      .send(Readable.from(text, { objectMode: false }))
  );
}

async function* written(
  { head: begin, record, end }: Format,
  head: ExportHead,
  pages: AsyncIterable<readonly ExportedRecord[]>,
): AsyncGenerator<string> {
  yield begin(head);
  let count = 0;
  for await (const page of pages) {
    count += page.length;
    yield page.map((one) => record(head.ledger, one)).join('');
  }
  yield end(head, count);
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
