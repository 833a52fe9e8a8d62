import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** Compiled operations that are kept; the one that was not used for longest makes room. */
const KEPT = 500;

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/**
 * Executes operations compiled: Apollo's way to let another executor in is a gateway, so this is one, of a single schema.
 * Subscriptions do not come this way.
 */
export function jitGateway(schema: GraphQLSchema): GatewayInterface {
  const compiled = new Map<string, CompiledQuery>();
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    async load() {
      return {
        async executor({ queryHash, operationName, document, context, request }) {
          const key = `${queryHash}:${operationName ?? ''}`;
          let query = compiled.get(key);
          if (query === undefined) {
            const made = compileQuery(schema, document, operationName ?? undefined);
            // What cannot be compiled says so as an ordinary answer.
            if (!isCompiledQuery(made)) return made as ExecutionResult;
            query = made;
          } else {
            compiled.delete(key);
          }
          compiled.set(key, query);
          const oldest = compiled.keys().next();
          if (compiled.size > KEPT && oldest.done !== true) compiled.delete(oldest.value);
          return withStandardErrors(await query.query(undefined, context, request.variables ?? {}));
        },
      };
    },
    async stop() {},
  };
}

/**
 * The compiler's errors lack what the standard's have and Apollo counts on. Without data nothing was executed: the variables
 * are not what the operation declares.
 */
function withStandardErrors(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  const extensions = result.data === undefined ? { code: 'BAD_USER_INPUT' } : {};
  return {
    ...result,
    errors: result.errors.map(
      ({ message, path, originalError }) =>
        new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null, extensions }),
    ),
  };
}
