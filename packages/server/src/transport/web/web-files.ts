import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../rest/error-handling.ts';
import { plainProblem } from '../rest/problem.ts';

/** Paths that belong to programs: what is not there is a problem document, never the app. */
const FOR_PROGRAMS =
  /^\/(?:graphql|v1|api|ledger|crl|approvals\/.*\/(?:csr|acknowledge)|livez|readyz|config\.json|csp-report)(?:\/|$)/;
const YEAR_S = 31_536_000;

/** The web app: hashed files for ever, and its one page for every address that a person may open. */
export async function webFiles(server: FastifyInstance, folder: string | null): Promise<void> {
  if (folder !== null) {
    await server.register(fastifyStatic, {
      root: folder,
      index: ['index.html'],
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', path.includes('/assets/') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (wantsPage && !FOR_PROGRAMS.test(path)) {
      if (folder !== null) return reply.sendFile('index.html');
      return reply.type('text/plain').send('The web app was not built. Start with `npm start`, which builds it.\n');
    }
    return sendProblem(
      reply,
      plainProblem(404, 'Not found', `There is no ${request.method} ${path.slice(0, 200)}.`, 'NOT_FOUND'),
    );
  });
}
