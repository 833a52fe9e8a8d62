import schema from '@countersign/schema/introspection';
import { Client, fetchExchange, makeOperation, mapExchange, type Operation, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient as createSocketClient, type Client as SocketClient } from 'graphql-ws/client';

export interface Connection {
  readonly client: Client;
  readonly socket: SocketClient;
}

const LONGEST_WAIT = 15_000;
const EMBEDDED = () => null;

/** One client for one session: at sign-in and sign-out it is thrown away with everything it remembers. */
export function connect(onSignedOut: () => void): Connection {
  const socket = createSocketClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    lazyCloseTimeout: 3_000,
    keepAlive: 10_000,
    connectionAckWaitTimeout: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => pause(Math.min(LONGEST_WAIT, 250 * 2 ** retries) * (0.5 + Math.random() / 2)),
  });
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin', headers: { 'apollo-require-preflight': 'true' } },
    exchanges: [
      cacheExchange(cacheSettings),
      mapExchange({
        onOperation: byHash,
        onError(error) {
          if (error.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) onSignedOut();
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (observer) => {
            // The same object is sent again after a reconnect, so its place in the ledger is kept in it: no holes.
            const variables: Record<string, unknown> = { ...request.variables };
            const unsubscribe = socket.subscribe<Record<string, unknown>>(
              { query: request.query ?? '', variables, extensions: request.extensions },
              {
                next(result) {
                  const sequence = sequenceOf(result.data);
                  if (sequence !== null) variables.sinceSequence = sequence;
                  observer.next({
                    data: result.data ?? undefined,
                    errors: result.errors ? [...result.errors] : undefined,
                  });
                },
                error: (error) => observer.error(error),
                complete: () => observer.complete(),
              },
            );
            return { unsubscribe };
          },
        }),
      }),
    ],
  });
  return { client, socket };
}

/** The server knows the documents of the app by their hash. One that is being worked on has none yet: it is sent itself. */
function byHash(operation: Operation): Operation {
  const { query } = operation;
  if (import.meta.env.DEV || !('documentId' in query) || query.documentId === undefined) return operation;
  const persistedQuery = { version: 1 as const, sha256Hash: query.documentId };
  return makeOperation(operation.kind, { ...operation, extensions: { ...operation.extensions, persistedQuery } });
}

function sequenceOf(data: Record<string, unknown> | null | undefined): string | null {
  const change = data?.requestChanged;
  if (typeof change !== 'object' || change === null || !('sequence' in change)) return null;
  return typeof change.sequence === 'string' ? change.sequence : null;
}

/** Waits, but not past the moment at which the network or the person comes back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      document.removeEventListener('visibilitychange', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
    document.addEventListener('visibilitychange', done);
  });
}

const hasId = (fields: readonly { readonly name: string }[]): boolean => fields.some(({ name }) => name === 'id');

/** Types without an identity of their own, or whose id names another thing as it was at the time. */
const embeddedTypes = Object.fromEntries(
  [
    'Actor',
    'ApproverLoad',
    'AuditChain',
    'AuditVerification',
    'ClosedEpochFinding',
    'ConsistencyProof',
    'Decision',
    'DecisionTimeBin',
    'DecisionTimes',
    'ExpiryWeek',
    'FieldDifference',
    'InclusionProof',
    'InsightFigures',
    'Insights',
    'LedgerCheckpoint',
    'LedgerEpoch',
    'MatchExplanation',
    'MailDelivery',
    'Membership',
    'NotificationPreferences',
    'NotificationSettings',
    'OrganizationMembership',
    'PageInfo',
    'Permission',
    'PolicyCheck',
    'ProfileOutcomes',
    'QueueDepth',
    'QueueDepthSeries',
    'ReplayCount',
    'ReplayVerdict',
    'ReplayedRequest',
    'RequestChange',
    'ReviewChange',
    'TrustProfileMatch',
    'UserAccount',
    'TrustProfileReplay',
    'TrustProfileVersion',
    'UserError',
    'Viewer',
    'WebhookProgress',
    ...schema.__schema.types.flatMap((type) => (type.kind === 'OBJECT' && !hasId(type.fields) ? [type.name] : [])),
  ].map((name) => [name, EMBEDDED]),
);

/** How answers are taken apart and found again. */
export const cacheSettings = { schema, keys: embeddedTypes } as const;
