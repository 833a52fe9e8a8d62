import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import type { Application } from '../../usecases/application.ts';

/** An hour, as long as a CRL is fresh. */
const CRL_MAX_AGE_S = 300;

/** What anybody may fetch, on either port, without saying who they are: chains and CRLs. */
export function publicFileRoutes(server: FastifyInstance, options: { readonly app: Application }): void {
  const { queries } = options.app;

  server.get<{ Params: { id: string } }>('/v1/ca/:id.pem', async (request, reply) => {
    const chain = await queries.publicChain(request.params.id);
    if (chain === null) throw absent();
    return reply.type('application/x-pem-file').send(chain);
  });

  server.get<{ Params: { id: string } }>('/crl/:id.crl', async (request, reply) => {
    const crl = await queries.crl(request.params.id);
    if (crl === null) throw absent();
    return reply.type('application/pkix-crl').header('cache-control', `public, max-age=${CRL_MAX_AGE_S}`).send(crl);
  });
}

function absent(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no certificate authority under this id.');
}
