import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { isBeyondLimits } from './limits.ts';

const PLAIN = 'application/json';
const RESPONSE = 'application/graphql-response+json';
/** What is wrong with a document or its variables, found before anything ran. */
const NOT_EXECUTED: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * To a client that asks for plain JSON, a well-formed request is answered with 200 though its document has errors, since it
 * cannot tell such a 400 from that of a proxy (GraphQL over HTTP §6.4.1). What is beyond a limit stays a 4xx for everybody.
 */
export const plainJsonStatus: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        const accept = request.http?.headers.get('accept') ?? '';
        if (response.http.status !== 400 || !accept.includes(PLAIN) || accept.includes(RESPONSE)) return;
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
        if (errors.length > 0 && errors.every(isOfTheDocument)) response.http.status = 200;
      },
    };
  },
};

function isOfTheDocument(error: GraphQLFormattedError): boolean {
  return NOT_EXECUTED.has(error.extensions?.code) && !isBeyondLimits(error);
}
