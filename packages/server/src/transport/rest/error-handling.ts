import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.ts';
import { type Problem, plainProblem, problemOf } from './problem.ts';

const RETRY_AFTER_S = { RATE_LIMITED: 5, UNAVAILABLE: 2, LEDGER_SEALED: 60 } as const;

export interface ErrorHandlingOptions {
  readonly log: (message: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
}

/** Renders everything that goes wrong on a REST route as a problem document. Nothing of an unknown error is shown but an id. */
export function handleErrors(server: FastifyInstance, options: ErrorHandlingOptions): void {
  server.setErrorHandler((error: FastifyError | Error, request, reply) => {
    if (error instanceof DomainError) {
      if (error.code in RETRY_AFTER_S) {
        const code = error.code as keyof typeof RETRY_AFTER_S;
        void reply.header('retry-after', String(RETRY_AFTER_S[code]));
      }
      return sendProblem(reply, problemOf(error));
    }
    const status = 'statusCode' in error ? error.statusCode : undefined;
    if (status !== undefined && status >= 400 && status < 500)
      return sendProblem(reply, refusalOf(error, status, request.routeOptions.bodyLimit));
    const id = randomUUID();
    options.log('a request failed', { id, error: error.stack ?? error.message });
    return sendProblem(
      reply,
      plainProblem(
        500,
        'Something went wrong here',
        `This is a fault of the server; its log has it under ${id}.`,
        'INTERNAL',
      ),
    );
  });
}

/** What is not there, on a port that has nothing but programs' doors. */
export function handleAbsence(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      plainProblem(
        404,
        'Not found',
        `There is no ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}.`,
        'NOT_FOUND',
      ),
    ),
  );
}

function refusalOf(error: Error, status: number, bodyLimit: number): Problem {
  switch (status) {
    case 413:
      return plainProblem(413, 'The body is too large', `A body has at most ${bodyLimit / 1024} KiB.`, 'INVALID_INPUT');
    case 415:
      return plainProblem(
        415,
        'Unsupported media type',
        'Send JSON, with content-type: application/json.',
        'INVALID_INPUT',
      );
    default:
      return plainProblem(status, 'The request is malformed', error.message, 'INVALID_INPUT');
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.status(problem.status).type('application/problem+json').send(problem);
}
