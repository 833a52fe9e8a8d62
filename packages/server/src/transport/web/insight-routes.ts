import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Application } from '../../usecases/application.ts';
import { insightCsv } from './insight-csv.ts';

interface Parts {
  readonly app: Application;
  /** Throws UNAUTHENTICATED. */
  readonly caller: (request: FastifyRequest) => Promise<Principal>;
}

interface InsightRequest {
  readonly Params: { readonly organization: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/** A day, or a moment with its zone (RFC 3339). */
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/;
const NAMES: readonly string[] = ['from', 'to', 'trustProfileId'];

/** The figures as a file, for whoever may read the organization's requests: the very ones that the screen shows. */
export function insightRoutes(server: FastifyInstance, { app, caller }: Parts): void {
  server.get<InsightRequest>('/insights/:organization/figures.csv', async (request, reply) => {
    const principal = await caller(request);
    const { query, params } = request;
    const unknown = Object.keys(query).find((name) => !NAMES.includes(name));
    if (unknown !== undefined)
      throw wrong(
        unknown,
        `There is no filter ${JSON.stringify(unknown.slice(0, 40))}. There are ${NAMES.join(', ')}.`,
      );
    const input = {
      organizationId: params.organization,
      from: time(query, 'from'),
      to: time(query, 'to'),
      trustProfileId: profile(query.trustProfileId),
    };
    const insights = await app.queries.insights(principal, input);
    const days = [insights.range.from, insights.range.to].map((moment) => moment.toISOString().slice(0, 10));
    return reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="insights-${days.join('-to-')}.csv"`)
      .header('cache-control', 'no-store')
      .send(insightCsv(insights));
  });
}

function time(query: Readonly<Record<string, unknown>>, name: 'from' | 'to'): Date {
  const value = query[name];
  const moment = typeof value === 'string' && TIME.test(value) ? new Date(value) : null;
  if (moment !== null && !Number.isNaN(moment.getTime())) return moment;
  throw wrong(name, `${name} is a day, like 2026-01-31 (UTC), or a moment with its zone, like 2026-01-31T08:00:00Z.`);
}

function profile(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value !== '' && !value.includes('\u0000')) return value;
  throw wrong('trustProfileId', 'trustProfileId is one id.');
}

function wrong(field: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field: [field] });
}
