import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import type { Application } from '../../usecases/application.ts';
import type { LedgerChoice } from '../../usecases/ledger-queries.ts';
import { callerBySession, callerOf, type Door } from './caller.ts';
import { insightRoutes } from './insight-routes.ts';
import { recordExportRoutes } from './record-export-routes.ts';

interface LedgerParams {
  readonly organization: string;
  readonly epoch?: string;
}

/**
 * What auditors and witnesses fetch under the origin of a ledger, which ends in `/<n>` from its second epoch on: checkpoint,
 * keys and consistency proofs, for the world; proofs of records, evidence and the export, for whoever may read the ledger.
 */
export function ledgerRoutes(server: FastifyInstance, { app, door }: { app: Application; door: Door }): void {
  const { queries } = app;
  const caller = async (request: FastifyRequest) => {
    const found = (await callerOf(request.headers, door)) ?? (await callerBySession(request.headers, door));
    if (found !== null) return found.principal;
    throw new DomainError('UNAUTHENTICATED', 'Sign in, or send an API token as "Authorization: Bearer cst_…".');
  };

  for (const prefix of ['/ledger/:organization', '/ledger/:organization/:epoch(^\\d{1,9}$)']) {
    server.get<{ Params: LedgerParams }>(`${prefix}/checkpoint`, async ({ params }, reply) => {
      const note = await queries.checkpoint(choiceOf(params));
      if (note === null) throw absent();
      return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(note);
    });

    server.get<{ Params: LedgerParams }>(`${prefix}/keys`, async ({ params }, reply) => {
      const keys = await queries.verifierKeys(choiceOf(params));
      if (keys === null) throw absent();
      return reply.type('text/plain; charset=utf-8').send(`${keys.join('\n')}\n`);
    });

    server.get<{ Params: LedgerParams; Querystring: { from?: unknown; to?: unknown } }>(
      `${prefix}/consistency`,
      async ({ params, query }) => {
        const sizes = { from: count(query.from, 'from') ?? 0, to: count(query.to, 'to') };
        const proof = await queries.consistencyProof({ ...choiceOf(params), ...sizes });
        if (proof === null) throw absent();
        const { from, to, fromRootHex, toRootHex, hashes } = proof;
        return { from, to, from_root: fromRootHex, to_root: toRootHex, proof: hashes };
      },
    );

    server.get<{ Params: LedgerParams; Querystring: { seq?: unknown; size?: unknown } }>(
      `${prefix}/inclusion`,
      async (request) => {
        const principal = await caller(request);
        const { query, params } = request;
        const seq = count(query.seq, 'seq');
        if (seq === null)
          throw new DomainError('INVALID_INPUT', 'Say which record: ?seq=<number>.', { field: ['seq'] });
        const ledger = params.epoch === undefined ? params.organization : `${params.organization}/${params.epoch}`;
        const id = `${ledger}:${seq}`;
        const record = await queries.auditRecord(principal, id);
        const proof = await queries.inclusionProof(principal, id, count(query.size, 'size'));
        if (proof === null || record === null) throw absent();
        const { size, rootHex, hashes, checkpoint } = proof;
        return { seq, hash: record.hash, size, root: rootHex, proof: hashes, checkpoint };
      },
    );

    server.get<{ Params: LedgerParams }>(`${prefix}/export`, async (request, reply) => {
      const principal = await caller(request);
      const lines = await queries.exportLedger(principal, choiceOf(request.params));
      if (lines === null) throw absent();
      const { organization, epoch } = request.params;
      return reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', attachment(`ledger-${organization}${epoch ? `-${epoch}` : ''}.jsonl`))
        .send(Readable.from(withLineEnds(lines)));
    });
  }

  recordExportRoutes(server, { app, caller });
  insightRoutes(server, { app, caller });

  server.get<{ Params: { id: string } }>('/approvals/:id/evidence', async (request, reply) => {
    const principal = await caller(request);
    const bundle = await queries.evidence(principal, request.params.id);
    if (bundle === null) throw new DomainError('NOT_FOUND', 'There is no such request.');
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', attachment(`evidence-${request.params.id}.json`))
      .send(bundle);
  });
}

function choiceOf({ organization, epoch }: LedgerParams): LedgerChoice {
  return { organizationId: organization, epoch: epoch === undefined ? null : Number(epoch) };
}

/** Null where it is left out. */
function count(value: unknown, field: string): number | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  throw new DomainError('INVALID_INPUT', `${field} is a number of records.`, { field: [field] });
}

function attachment(name: string): string {
  return `attachment; filename="${name.replaceAll(/[^A-Za-z0-9_.-]/g, '-')}"`;
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function absent(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such ledger.');
}
