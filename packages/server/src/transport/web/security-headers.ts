import type { FastifyInstance } from 'fastify';

/**
 * Nothing but our own files runs, and nothing of a request is ever markup. The kit sets sizes in style attributes, so styles
 * are the one thing that may be inline.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'report-uri /csp-report',
].join('; ');

export function securityHeaders(server: FastifyInstance, publicUrl: URL): void {
  server.addHook('onRequest', async (_request, reply) => {
    void reply
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cross-origin-resource-policy', 'same-origin');
    if (publicUrl.protocol === 'https:')
      void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
}
