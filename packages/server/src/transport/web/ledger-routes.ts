import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import type { Application } from '../../usecases/application.ts';
import { callerBySession, callerOf, type Door } from './caller.ts';

/** What auditors and witnesses fetch: the checkpoint, for the world; the export, for whoever may read the ledger. */
export function ledgerRoutes(server: FastifyInstance, { app, door }: { app: Application; door: Door }): void {
  server.get<{ Params: { organization: string } }>('/ledger/:organization/checkpoint', async (request, reply) => {
    const note = await app.queries.checkpoint(request.params.organization);
    if (note === null) throw absent();
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(note);
  });

  server.get<{ Params: { organization: string } }>('/ledger/:organization/export', async (request, reply) => {
    const caller = (await callerOf(request.headers, door)) ?? (await callerBySession(request.headers, door));
    if (caller === null)
      throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token as "Authorization: Bearer cst_…".');
    const lines = await app.queries.exportLedger(caller.principal, request.params.organization);
    if (lines === null) throw absent();
    return reply
      .type('application/jsonl; charset=utf-8')
      .header(
        'content-disposition',
        `attachment; filename="ledger-${request.params.organization.replaceAll(/[^a-z0-9_]/g, '-')}.jsonl"`,
      )
      .send(Readable.from(withLineEnds(lines)));
  });
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function absent(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such ledger.');
}
