import type { FastifyInstance } from 'fastify';

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export interface OperationsOptions {
  readonly readiness: () => Promise<Readiness>;
  /** Address of the device port, for the web app to show. */
  readonly deviceUrl: () => string;
  readonly log: { warn(message: string, facts?: Readonly<Record<string, string | number>>): void };
}

const REPORT_LIMIT = 16 * 1024;

/** For whoever runs the server, and for the web app's own needs. */
export function operationsRoutes(server: FastifyInstance, options: OperationsOptions): void {
  let reports = 0;
  server.addContentTypeParser(
    ['application/csp-report', 'application/reports+json'],
    { parseAs: 'string', bodyLimit: REPORT_LIMIT },
    (_request, body, done) => done(null, body),
  );

  server.get('/livez', async (_request, reply) => reply.type('text/plain').send('ok\n'));
  server.get('/readyz', async (_request, reply) => {
    const found = await options.readiness();
    return reply
      .status(found.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(found);
  });
  server.get('/config.json', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ deviceUrl: options.deviceUrl() }),
  );
  server.post('/csp-report', async (request, reply) => {
    reports += 1;
    options.log.warn('a browser reports a breach of the content security policy', {
      report: String(request.body).slice(0, 2_000),
      reports,
    });
    return reply.status(204).send();
  });
}
