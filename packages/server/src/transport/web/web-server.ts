import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Application } from '../../usecases/application.ts';
import type { Clock, Doorkeeper } from '../../usecases/ports.ts';
import { createApollo } from '../graphql/apollo.ts';
import { buildGraphqlSchema } from '../graphql/schema.ts';
import { handleErrors } from '../rest/error-handling.ts';
import { letGoWhenClosing } from '../rest/let-go-when-closing.ts';
import { publicFileRoutes } from '../rest/public-files.ts';
import { graphqlRoute } from './graphql-route.ts';
import { readKnownDocuments, type SessionDocuments } from './known-documents.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { createLiveSockets } from './live-sockets.ts';
import { operationsRoutes, type Readiness } from './operations-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { PASSWORD_RESETS, SignInLimits } from './sign-in-limits.ts';
import { webFiles } from './web-files.ts';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface WebServerOptions {
  readonly app: Application;
  readonly doorkeeper: Doorkeeper;
  readonly clock: Clock;
  /** Its port may become known only when the server listens. */
  readonly publicUrl: URL;
  /** The built web app; null: none. */
  readonly webFolder: string | null;
  /** How many proxies in front add to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Which documents may be sent with a session. */
  readonly sessionDocuments: SessionDocuments;
  readonly introspection: boolean;
  readonly log: { warn(message: string, facts?: Facts): void; error(message: string, facts?: Facts): void };
  readonly readiness: () => Promise<Readiness>;
  readonly deviceUrl: () => string;
  /** How often it is looked whether the sessions and tokens behind open sockets still stand, ms. */
  readonly recheckEveryMs?: number;
}

export interface WebServer {
  /** Rejects with EADDRINUSE and the like. Answers the port. */
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

const BODY_LIMIT = 1024 * 1024;
const RECHECK_EVERY_MS = 15_000;

/** The web port: GraphQL, live subscriptions, the web app, and what anybody may fetch. */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { app, doorkeeper, clock, publicUrl, log } = options;
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // The last so many hops are ours; whatever came before them may be made up.
    trustProxy: (_address, hop) => hop < options.trustedProxies,
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
  });
  // JSON only: plain text is what a form of another site can send without asking.
  server.removeContentTypeParser('text/plain');
  const door = { doorkeeper, clock, publicUrl };
  const schema = buildGraphqlSchema();
  const apollo = await createApollo(schema, { introspection: options.introspection, log: log.error });
  const known = { documents: readKnownDocuments(options.webFolder), sessionDocuments: options.sessionDocuments };
  const sockets = createLiveSockets({
    app,
    schema,
    door,
    ...known,
    log: log.error,
    recheckEveryMs: options.recheckEveryMs ?? RECHECK_EVERY_MS,
  });
  handleErrors(server, { log: log.error });
  letGoWhenClosing(server);
  securityHeaders(server, publicUrl);
  const limits = new SignInLimits(clock);
  const resetLimits = new SignInLimits(clock, PASSWORD_RESETS);
  graphqlRoute(server, { app, apollo, door, limits, resetLimits, sockets, ...known });
  ledgerRoutes(server, { app, door });
  publicFileRoutes(server, { app });
  operationsRoutes(server, options);
  await webFiles(server, options.webFolder);
  await server.ready();
  sockets.attach(server.server);
  return {
    async listen(port, host) {
      await server.listen({ port, host });
      return (server.server.address() as AddressInfo).port;
    },
    async close() {
      await sockets.close();
      await server.close();
      await apollo.stop();
    },
  };
}
