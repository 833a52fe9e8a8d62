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
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Application } from '../../usecases/application.ts';
import { formatError } from '../graphql/apollo.ts';
import type { Caller, GraphqlContext } from '../graphql/context.ts';
import type { ErrorLog } from '../graphql/errors.ts';
import { MAX_TOKENS, operationLimits } from '../graphql/limits.ts';
import { callerOf, type Door, isBySession } from './caller.ts';
import { documentRefusal, findDocument, type KnownDocuments, type SessionDocuments } from './known-documents.ts';
import { isOwnOrigin } from './origins.ts';

export interface LiveSocketsOptions {
  readonly app: Application;
  readonly schema: GraphQLSchema;
  readonly door: Door;
  readonly documents: KnownDocuments;
  readonly sessionDocuments: SessionDocuments;
  readonly log: ErrorLog;
  readonly recheckEveryMs: number;
}

export interface LiveSockets {
  /** Takes over upgrades of `/graphql`. */
  attach(server: Server): void;
  /** Closes the sockets of a session that has ended, with 4403. */
  endSession(sessionId: string): void;
  /** Looks now, not in a while, whether the sockets of a person and of their tokens still stand. */
  recheckPerson(userId: string): void;
  close(): Promise<void>;
}

/** Private close code: the session or token behind this socket has ended, or never was. */
const CLOSE_FORBIDDEN = 4403;
const MAX_MESSAGE_BYTES = 64 * 1024;
const SOCKETS_PER_PRINCIPAL = 40;
const SUBSCRIPTIONS_PER_SOCKET = 40;
/** Bytes that wait to be sent; who reads slower than that is cut, and comes back with the last sequence it saw. */
const SLOW_CONSUMER_BYTES = 4 * 1024 * 1024;
/** Sockets that have not said yet who they are. */
const MAX_STRANGERS = 1_000;
/** How long a socket may take to answer that we close, ms. */
const CLOSING_MS = 2_000;

interface Connection {
  readonly socket: WebSocket;
  readonly caller: Caller;
  /** What ends the stream of each subscription, by the message that asked for it. */
  readonly subscriptions: Map<SubscribePayload, AbortController>;
}

/** Subscriptions over graphql-transport-ws, and nothing else: queries and mutations are refused here. */
export function createLiveSockets(options: LiveSocketsOptions): LiveSockets {
  const { app, schema, door, log, recheckEveryMs } = options;
  const connections = new Set<Connection>();
  const bySocket = new WeakMap<WebSocket, Connection>();
  const socketServer = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });

  const live = useServer<{ authorization?: unknown }, { socket: WebSocket; request: IncomingMessage }>(
    {
      schema,
      connectionInitWaitTimeout: 5_000,
      async onConnect(context) {
        const { socket, request } = context.extra;
        const given = context.connectionParams?.authorization;
        const caller = await callerOf(request.headers, door, typeof given === 'string' ? given : undefined);
        // It may have gone while we looked, and would then never be forgotten again.
        if (caller === null || socket.readyState !== socket.OPEN) return false;
        const mine = [...connections].filter(
          (connection) => connection.caller.principal.actor.id === caller.principal.actor.id,
        );
        if (mine.length >= SOCKETS_PER_PRINCIPAL) return false;
        const connection: Connection = { socket, caller, subscriptions: new Map() };
        connections.add(connection);
        bySocket.set(socket, connection);
        socket.once('close', () => {
          connections.delete(connection);
          for (const leaving of connection.subscriptions.values()) leaving.abort();
        });
        return true;
      },
      onSubscribe(context, _id, payload) {
        const connection = bySocket.get(context.extra.socket);
        if (connection === undefined) return [new GraphQLError('Connect first.')];
        if (connection.subscriptions.size >= SUBSCRIPTIONS_PER_SOCKET) {
          return [new GraphQLError(`A socket holds at most ${SUBSCRIPTIONS_PER_SOCKET} subscriptions.`)];
        }
        const found = findDocument(options.documents, payload);
        const refusal = documentRefusal(found, isBySession(connection.caller), options.sessionDocuments);
        if (refusal !== null) return [refusal];
        const checked = checkSubscription(schema, String(found.query), payload.operationName ?? null);
        if ('errors' in checked) return checked.errors;
        const leaving = new AbortController();
        connection.subscriptions.set(payload, leaving);
        return {
          schema,
          document: checked.document,
          operationName: payload.operationName ?? null,
          variableValues: payload.variables ?? null,
          contextValue: contextOf(app, connection.caller, leaving.signal),
        };
      },
      execute,
      subscribe,
      async onOperation(context, _id, payload, _args, result) {
        const leaving = bySocket.get(context.extra.socket)?.subscriptions.get(payload);
        const stream = await result;
        return leaving !== undefined && Symbol.asyncIterator in stream ? leavable(stream, leaving) : stream;
      },
      onNext(context, _id, _payload, _args, result) {
        const { socket } = context.extra;
        if (socket.bufferedAmount > SLOW_CONSUMER_BYTES) socket.close(4408, 'Too slow: reconnect with sinceSequence');
        return result.errors === undefined ? undefined : { ...result, errors: shown(result.errors, log) };
      },
      onError: (_context, _id, _payload, errors) => shown(errors, log),
      onComplete(context, _id, payload) {
        bySocket.get(context.extra.socket)?.subscriptions.delete(payload);
      },
      isProd: true,
    },
    socketServer,
  );

  // A session or token can end without anybody saying so here: on another server, or by its time.
  const recheck = setInterval(() => {
    for (const connection of connections) void recheckConnection(connection, door).catch(() => undefined);
  }, recheckEveryMs);
  recheck.unref();

  return {
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const { origin } = request.headers;
        if (request.url?.split('?')[0] !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
        if (origin !== undefined && !isOwnOrigin(origin, door.publicUrl)) return refuseUpgrade(socket, '403 Forbidden');
        if (socketServer.clients.size - connections.size >= MAX_STRANGERS)
          return refuseUpgrade(socket, '503 Service Unavailable');
        socketServer.handleUpgrade(request, socket, head, (webSocket) => {
          socketServer.emit('connection', webSocket, request);
          // The library prints every broken frame that a stranger sends; by then the socket is already closing.
          webSocket.removeAllListeners('error').on('error', () => undefined);
        });
      });
    },
    endSession(sessionId) {
      for (const { caller, socket } of connections)
        if (caller.session?.id === sessionId) socket.close(CLOSE_FORBIDDEN, 'Signed out');
    },
    recheckPerson(userId) {
      for (const connection of connections) {
        if (connection.caller.principal.userId !== userId) continue;
        void recheckConnection(connection, door).catch(() => undefined);
      }
    },
    async close() {
      clearInterval(recheck);
      const cut = setTimeout(() => {
        for (const socket of socketServer.clients) socket.terminate();
      }, CLOSING_MS);
      await live.dispose();
      clearTimeout(cut);
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

/**
 * A stream that can be left while it waits. A generator would first wait for its next event, which on a quiet ledger never
 * comes; so whoever leaves aborts what it waits for.
 */
function leavable<Value>(stream: AsyncIterable<Value>, leaving: AbortController): AsyncIterableIterator<Value> {
  const inner = stream[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => inner.next(),
    async return() {
      leaving.abort();
      await inner.return?.();
      return { done: true, value: undefined };
    },
  };
}

function contextOf(app: Application, caller: Caller, signal: AbortSignal): GraphqlContext & { signal: AbortSignal } {
  const notHere = () => {
    throw new Error('a subscription changes no session');
  };
  return {
    app,
    caller,
    address: '',
    limitSignIn: notHere,
    limitPasswordReset: notHere,
    setSession: notHere,
    endSession: notHere,
    recheckPerson: notHere,
    signal,
  };
}

function shown(errors: readonly (GraphQLError | { message: string })[], log: ErrorLog) {
  return errors.map((error) => (error instanceof GraphQLError ? formatError(error.toJSON(), error, log) : error));
}
