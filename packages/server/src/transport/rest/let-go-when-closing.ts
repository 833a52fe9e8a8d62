import type { FastifyInstance } from 'fastify';

/**
 * Ends kept-alive connections behind the last answers of a server that closes. Those that are idle are ended by the closing
 * itself; one that was waiting for its answer would otherwise hold it up until the client lets go.
 */
export function letGoWhenClosing<Server extends FastifyInstance['server']>(
  server: Pick<FastifyInstance<Server>, 'addHook'>,
): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close');
  });
  server.addHook('onResponse', async (request) => {
    if (closing) request.raw.socket.end();
  });
}
