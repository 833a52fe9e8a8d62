import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Application } from '../../usecases/application.ts';
import type { GraphqlContext } from '../graphql/context.ts';
import { plainProblem } from '../rest/problem.ts';
import { callerOf, type Door, isBySession } from './caller.ts';
import { documentRefusal, type KnownDocuments, type SessionDocuments } from './known-documents.ts';
import type { LiveSockets } from './live-sockets.ts';
import { isOwnOrigin } from './origins.ts';
import { sessionCookie } from './session-cookie.ts';
import type { SignInLimits } from './sign-in-limits.ts';
import { type WholeRequest, wholeRequest } from './whole-request.ts';

export interface GraphqlRouteOptions {
  readonly app: Application;
  readonly apollo: ApolloServer<GraphqlContext>;
  readonly door: Door;
  readonly limits: SignInLimits;
  readonly resetLimits: SignInLimits;
  readonly sockets: LiveSockets;
  readonly documents: KnownDocuments;
  readonly sessionDocuments: SessionDocuments;
}

/** `POST /graphql` (and GET for queries), by Apollo Server; who asks is found out here. */
export function graphqlRoute(server: FastifyInstance, options: GraphqlRouteOptions): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      const { origin } = request.headers;
      if (origin !== undefined && !isOwnOrigin(origin, options.door.publicUrl)) {
        return reply
          .status(403)
          .type('application/problem+json')
          .send(
            plainProblem(
              403,
              'Foreign origin',
              `Pages of ${origin.slice(0, 200)} may not act here. Open ${options.door.publicUrl.origin}.`,
              'FORBIDDEN',
            ),
          );
      }
      const asked = wholeRequest(options.documents, request);
      const response = await options.apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headerMap(request),
          search: asked.search,
          body: asked.body,
        },
        context: () => contextOf(request, reply, asked, options),
      });
      for (const [name, value] of response.headers) void reply.header(name, value);
      if (response.status !== undefined) void reply.status(response.status);
      if (response.body.kind === 'complete') return reply.send(response.body.string);
      return reply.status(406).send();
    },
  });
}

function headerMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: WholeRequest,
  options: GraphqlRouteOptions,
): Promise<GraphqlContext> {
  const { app, door, limits, resetLimits, sockets } = options;
  const caller = await callerOf(request.headers, door);
  const refusal = documentRefusal(asked.document, isBySession(caller), options.sessionDocuments);
  if (refusal !== null) throw refusal;
  return {
    app,
    caller,
    address: request.ip,
    limitSignIn: (account) => limits.take(account, request.ip),
    limitPasswordReset: (account) => resetLimits.take(account, request.ip),
    setSession(signedIn) {
      const session = signedIn === null ? null : { token: signedIn.sessionToken, expiresAt: signedIn.expiresAt };
      void reply.header('set-cookie', sessionCookie(door.publicUrl, session));
    },
    endSession: (sessionId) => sockets.endSession(sessionId),
    recheckPerson: (userId) => sockets.recheckPerson(userId),
  };
}
