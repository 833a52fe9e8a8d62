import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { GraphqlContext } from './context.ts';
import { type ErrorLog, graphqlErrorOf } from './errors.ts';
import { jitGateway } from './jit-executor.ts';
import { MAX_TOKENS, operationLimits } from './limits.ts';
import { plainJsonStatus } from './plain-json-status.ts';

/** What Apollo says of errors that carry no code. */
const UNKNOWN = 'INTERNAL_SERVER_ERROR';

/** Apollo Server over the schema: parsing, validation, limits, and how errors look. It listens nowhere by itself. */
export async function createApollo(
  schema: GraphQLSchema,
  options: { introspection: boolean; log: ErrorLog },
): Promise<ApolloServer<GraphqlContext>> {
  const apollo = new ApolloServer<GraphqlContext>({
    gateway: jitGateway(schema),
    introspection: options.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Nobody's documents are kept: those of the web app are known from its build (transport/web/known-documents.ts).
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [operationLimits],
    formatError: (formatted, error) => formatError(formatted, error, options.log),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), plainJsonStatus],
  });
  await apollo.start();
  return apollo;
}

/** What resolvers threw, as clients see it; what Apollo itself found wrong with a request stays as Apollo says it. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: ErrorLog): GraphQLFormattedError {
  // Apollo has a code of its own for what is wrong with a request.
  const { code = UNKNOWN } = formatted.extensions ?? {};
  const cause = code === UNKNOWN ? causeOf(error) : null;
  if (cause === null) return formatted;
  const { message, extensions } = graphqlErrorOf(cause, log);
  return { ...formatted, message, extensions };
}

/** What a resolver threw, below whatever executors wrapped around it; null for an error of GraphQL itself. */
function causeOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  if ('originalError' in error && error.originalError) return causeOf(error.originalError);
  const isGraphqls = error instanceof GraphQLError || 'locations' in error || 'path' in error;
  return isGraphqls ? null : error;
}
