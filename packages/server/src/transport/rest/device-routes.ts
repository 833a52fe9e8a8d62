import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../../domain/key-algorithm.ts';
import type { Application } from '../../usecases/application.ts';
import type { Clock, Doorkeeper } from '../../usecases/ports.ts';
import { type ApprovalBody, approvalBody, approvalStatus } from './approval-body.ts';
import { authenticateDevice } from './device-authentication.ts';
import { readBody } from './request-body.ts';

export interface DeviceRoutesOptions {
  readonly app: Application;
  readonly doorkeeper: Doorkeeper;
  readonly clock: Clock;
}

/** How long an enrollment that needs no approval may hold its answer for the certificate, in ms. */
const ISSUE_WAIT_MS = 10_000;
/** Longest `?wait`, in s. */
const LONGEST_WAIT_S = 60;
const RETRY_AFTER_PENDING_S = 30;
const RETRY_AFTER_APPROVED_S = 2;

const keyAlgorithm = z
  .string()
  .transform((text) => text.toUpperCase().replaceAll('-', '_'))
  .pipe(z.enum(KEY_ALGORITHMS));

const EnrollBody = z.strictObject({
  domains: z.array(z.string()),
  environment: z.string(),
  justification: z.string().nullish(),
  common_name: z.string().nullish(),
  csr: z.string().nullish(),
  key_algorithm: keyAlgorithm.nullish(),
  validity_days: z.number().int().nullish(),
});
const RegisterBody = z.strictObject({ token: z.string().min(1), csr: z.string() });
const CsrBody = z.strictObject({ csr: z.string() });

/** The device's doors (4-api): every one but registration takes a client certificate. */
export function deviceRoutes(server: FastifyInstance, options: DeviceRoutesOptions): void {
  const { app, doorkeeper, clock } = options;
  const device = (request: FastifyRequest) => authenticateDevice(request, doorkeeper, clock);

  server.post('/v1/devices/register', async (request, reply) => {
    const body = readBody(RegisterBody, request.body);
    const enrolled = await app.commands.enrollDevice(body);
    return reply
      .status(201)
      .send({ device_id: enrolled.device.id, certificate: enrolled.certificatePem, chain: enrolled.chainPem });
  });

  server.post('/v1/enroll', async (request, reply) => {
    const { principal, device: caller } = await device(request);
    const body = readBody(EnrollBody, request.body);
    const submitted = await app.commands.submitRequest(principal, {
      organizationId: caller.organizationId,
      domains: body.domains,
      environment: body.environment,
      justification: body.justification ?? null,
      commonName: body.common_name ?? null,
      csr: body.csr ?? null,
      keyAlgorithm: (body.key_algorithm ?? null) satisfies KeyAlgorithm | null,
      validityDays: body.validity_days ?? null,
      idempotencyKey: idempotencyKey(request),
    });
    const { request: row } = submitted;
    if (approvalStatus(row) === 'approved') {
      await app.live.requestMoved(row.id, row.organizationId, ISSUE_WAIT_MS, isSettled);
      const approval = await app.queries.approval(principal, row.id);
      if (approval !== null) {
        const body = await approvalBody(approval, app.queries);
        return body.status === 'issued' ? reply.status(201).send(body) : accepted(reply, body);
      }
    }
    const answer = await approvalBody(await app.queries.approvalOf(principal, row), app.queries);
    return answer.status === 'issued' ? reply.status(201).send(answer) : accepted(reply, answer);
  });

  const approval = async (
    request: FastifyRequest<{ Params: { id: string }; Querystring: { wait?: unknown } }>,
    reply: FastifyReply,
  ) => {
    const { principal } = await device(request);
    const wait = waitSeconds(request.query.wait);
    let found = await app.queries.approval(principal, request.params.id);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is nothing here under this id.');
    if (wait > 0 && isWaiting(approvalStatus(found.request))) {
      const before = approvalStatus(found.request);
      await app.live.requestMoved(
        found.request.id,
        found.request.organizationId,
        wait * 1_000,
        (moved) => approvalStatus(moved) !== before,
      );
      found = (await app.queries.approval(principal, request.params.id)) ?? found;
    }
    const body = await approvalBody(found, app.queries);
    const etag = `"${found.request.rowVersion}-${body.private_key === undefined ? 'p' : 'k'}"`;
    reply.header('etag', etag).header('cache-control', 'private, no-store');
    if (isWaiting(body.status)) reply.header('retry-after', String(retryAfter(body)));
    if (request.headers['if-none-match'] === etag && body.private_key === undefined) return reply.status(304).send();
    return reply.send(body);
  };
  server.get('/approvals/:id', approval);
  server.get('/v1/approvals/:id', approval);

  for (const prefix of ['', '/v1']) {
    server.post<{ Params: { id: string } }>(`${prefix}/approvals/:id/csr`, async (request, reply) => {
      const { principal } = await device(request);
      const { csr } = readBody(CsrBody, request.body);
      const row = await app.commands.attachCsr(principal, { requestId: request.params.id, csr });
      await app.live.requestMoved(row.id, row.organizationId, ISSUE_WAIT_MS, isSettled);
      const found = await app.queries.approval(principal, row.id);
      if (found === null) throw new DomainError('NOT_FOUND', 'There is nothing here under this id.');
      const body = await approvalBody(found, app.queries);
      return body.status === 'issued' ? reply.status(201).send(body) : accepted(reply, body);
    });

    server.post<{ Params: { id: string } }>(`${prefix}/approvals/:id/acknowledge`, async (request, reply) => {
      const { principal } = await device(request);
      await app.commands.acknowledgeKey(principal, { requestId: request.params.id });
      return reply.status(204).send();
    });
  }
}

function isSettled(row: Parameters<typeof approvalStatus>[0]): boolean {
  return approvalStatus(row) !== 'approved';
}

function isWaiting(status: ApprovalBody['status']): boolean {
  return status === 'pending' || status === 'approved' || status === 'awaiting_csr';
}

function retryAfter(body: ApprovalBody): number {
  return body.status === 'pending' ? RETRY_AFTER_PENDING_S : RETRY_AFTER_APPROVED_S;
}

function accepted(reply: FastifyReply, body: ApprovalBody): FastifyReply {
  return reply
    .status(202)
    .header('location', body.status_url)
    .header('retry-after', String(retryAfter(body)))
    .send(body);
}

function waitSeconds(text: unknown): number {
  if (text === undefined) return 0;
  if (typeof text !== 'string' || !/^\d{1,3}$/.test(text)) {
    throw new DomainError('INVALID_INPUT', `wait is a number of seconds from 0 to ${LONGEST_WAIT_S}.`, {
      field: ['wait'],
    });
  }
  return Math.min(Number(text), LONGEST_WAIT_S);
}

function idempotencyKey(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const key = Array.isArray(header) ? header.join() : header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new DomainError('INVALID_INPUT', 'Idempotency-Key has 1 to 255 printable ASCII characters.', {
      field: ['Idempotency-Key'],
    });
  }
  return key;
}
