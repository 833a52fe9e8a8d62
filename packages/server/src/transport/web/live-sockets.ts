import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  subscribe,
  validate,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Application } from '../../usecases/application.ts';
import { formatError } from '../graphql/apollo.ts';
import type { Caller, GraphqlContext } from '../graphql/context.ts';
import type { ErrorLog } from '../graphql/errors.ts';
import { MAX_TOKENS, operationLimits } from '../graphql/limits.ts';
import { callerOf, type Door } from './caller.ts';
import { isOwnOrigin } from './origins.ts';

export interface LiveSocketsOptions {
  readonly app: Application;
  readonly schema: GraphQLSchema;
  readonly door: Door;
  readonly log: ErrorLog;
}

export interface LiveSockets {
  /** Takes over upgrades of `/graphql`. */
  attach(server: Server): void;
  /** Closes the sockets of a session that has ended, with 4403. */
  endSession(sessionId: string): void;
  close(): Promise<void>;
}

/** Private close code: the session or token behind this socket has ended, or never was. */
const CLOSE_FORBIDDEN = 4403;
const MAX_MESSAGE_BYTES = 64 * 1024;
const SOCKETS_PER_PRINCIPAL = 40;
const SUBSCRIPTIONS_PER_SOCKET = 40;
/** Bytes that wait to be sent; who reads slower than that is cut, and comes back with the last sequence it saw. */
const SLOW_CONSUMER_BYTES = 4 * 1024 * 1024;
const RECHECK_EVERY_MS = 15_000;

interface Connection {
  readonly socket: WebSocket;
  readonly caller: Caller;
  /** Aborts every stream of the socket. */
  readonly closing: AbortController;
  subscriptions: number;
}

/** Subscriptions over graphql-transport-ws, and nothing else: queries and mutations are refused here. */
export function createLiveSockets({ app, schema, door, log }: LiveSocketsOptions): LiveSockets {
  const connections = new Set<Connection>();
  const bySocket = new WeakMap<WebSocket, Connection>();
  const socketServer = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });

  const dispose = useServer<{ authorization?: unknown }, { socket: WebSocket; request: IncomingMessage }>(
    {
      schema,
      connectionInitWaitTimeout: 5_000,
      async onConnect(context) {
        const { socket, request } = context.extra;
        const given = context.connectionParams?.authorization;
        const caller = await callerOf(request.headers, door, typeof given === 'string' ? given : undefined);
        if (caller === null) return false;
        const mine = [...connections].filter(
          (connection) => connection.caller.principal.actor.id === caller.principal.actor.id,
        );
        if (mine.length >= SOCKETS_PER_PRINCIPAL) return false;
        const connection: Connection = { socket, caller, closing: new AbortController(), subscriptions: 0 };
        connections.add(connection);
        bySocket.set(socket, connection);
        return true;
      },
      onSubscribe(context, _id, payload) {
        const connection = bySocket.get(context.extra.socket);
        if (connection === undefined) return [new GraphQLError('Connect first.')];
        if (connection.subscriptions >= SUBSCRIPTIONS_PER_SOCKET) {
          return [new GraphQLError(`A socket holds at most ${SUBSCRIPTIONS_PER_SOCKET} subscriptions.`)];
        }
        const checked = checkSubscription(schema, payload.query, payload.operationName ?? null);
        if ('errors' in checked) return checked.errors;
        connection.subscriptions += 1;
        return {
          schema,
          document: checked.document,
          operationName: payload.operationName ?? null,
          variableValues: payload.variables ?? null,
          contextValue: contextOf(app, connection),
        };
      },
      execute,
      subscribe,
      onNext(context, _id, _payload, _args, result) {
        const { socket } = context.extra;
        if (socket.bufferedAmount > SLOW_CONSUMER_BYTES) socket.close(4408, 'Too slow: reconnect with sinceSequence');
        return result.errors === undefined ? undefined : { ...result, errors: shown(result.errors, log) };
      },
      onError: (_context, _id, _payload, errors) => shown(errors, log),
      onComplete(context) {
        const connection = bySocket.get(context.extra.socket);
        if (connection !== undefined) connection.subscriptions -= 1;
      },
      onDisconnect(context) {
        const connection = bySocket.get(context.extra.socket);
        connection?.closing.abort();
        if (connection !== undefined) connections.delete(connection);
      },
    },
    socketServer,
  );

  // A session or token can end without anybody saying so here: on another server, or by its time.
  const recheck = setInterval(() => {
    for (const connection of connections) void recheckConnection(connection, door).catch(() => undefined);
  }, RECHECK_EVERY_MS);
  recheck.unref();

  return {
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const { origin } = request.headers;
        if (request.url?.split('?')[0] !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
        if (origin !== undefined && !isOwnOrigin(origin, door.publicUrl)) return refuseUpgrade(socket, '403 Forbidden');
        socketServer.handleUpgrade(request, socket, head, (webSocket) =>
          socketServer.emit('connection', webSocket, request),
        );
      });
    },
    endSession(sessionId) {
      for (const { caller, socket } of connections)
        if (caller.session?.id === sessionId) socket.close(CLOSE_FORBIDDEN, 'Signed out');
    },
    async close() {
      clearInterval(recheck);
      for (const { closing } of connections) closing.abort();
      await dispose.dispose();
      socketServer.close();
    },
  };
}

async function recheckConnection({ socket, caller }: Connection, door: Door): Promise<void> {
  const now = door.clock.now();
  const { session, token } = caller;
  const ended = session !== null ? session.expiresAt <= now : token?.expiresAt ? token.expiresAt <= now : false;
  if (ended || !(await door.doorkeeper.stillStands(caller, now))) socket.close(CLOSE_FORBIDDEN, 'Signed out');
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function checkSubscription(schema: GraphQLSchema, query: string, operationName: string | null) {
  let document: ReturnType<typeof parse>;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError('The document cannot be parsed.')] };
  }
  const errors = validate(schema, document, [...specifiedRules, operationLimits]);
  if (errors.length > 0) return { errors };
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    return { errors: [new GraphQLError('Only subscriptions run over WebSocket; send queries and mutations by POST.')] };
  }
  return { document };
}

function contextOf(app: Application, connection: Connection): GraphqlContext & { signal: AbortSignal } {
  const notHere = () => {
    throw new Error('a subscription changes no session');
  };
  return {
    app,
    caller: connection.caller,
    address: '',
    limitSignIn: notHere,
    setSession: notHere,
    endSession: notHere,
    signal: connection.closing.signal,
  };
}

function shown(errors: readonly (GraphQLError | { message: string })[], log: ErrorLog) {
  return errors.map((error) => (error instanceof GraphQLError ? formatError(error.toJSON(), error, log) : error));
}
