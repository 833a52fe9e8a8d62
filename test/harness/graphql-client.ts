import { createClient as createSubscriptionClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export interface GraphqlAnswer {
  readonly status: number;
  // The shape of an answer is what its test says it is; a wrong guess fails there.
  readonly data: Tree;
  readonly errors: readonly { message: string; extensions?: { code?: string } }[] | undefined;
}

/** JSON as a test walks through it: a wrong step is found by the expectation at its end. */
export interface Tree {
  readonly [key: string]: Tree | undefined;
}

/** The text at the end of a walk. */
export function textOf(tree: Tree | undefined): string {
  if (typeof tree === 'string') return tree;
  throw new Error(`this is no text: ${JSON.stringify(tree)}`);
}

/** The list at the end of a walk. */
export function listOf(tree: Tree | undefined): readonly Tree[] {
  if (Array.isArray(tree)) return tree;
  throw new Error(`this is no list: ${JSON.stringify(tree)}`);
}

export interface GraphqlClient {
  readonly url: string;
  /** Sends one operation; the answer as it is. */
  send(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  /** The data of an answer that must have no error. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Tree>;
  /** The payload of a mutation that must have no userErrors; the first field is taken. */
  change(query: string, variables?: Record<string, unknown>): Promise<Tree>;
  /** The userErrors of a mutation that must have some. */
  refused(query: string, variables?: Record<string, unknown>): Promise<UserError>;
  subscribe(query: string, variables?: Record<string, unknown>): Subscription;
}

export interface Subscription {
  readonly events: Tree[];
  readonly ended: Promise<unknown>;
  close(): void;
}

export interface Credentials {
  readonly bearer?: string;
  readonly cookie?: string;
}

export function graphqlClient(url: string, credentials: Credentials = {}): GraphqlClient {
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (credentials.bearer !== undefined) headers.authorization = `Bearer ${credentials.bearer}`;
  if (credentials.cookie !== undefined) {
    headers.cookie = credentials.cookie;
    headers.origin = url;
  }
  const client: GraphqlClient = {
    url,
    async send(query, variables = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as { data?: Tree; errors?: GraphqlAnswer['errors'] };
      return { status: response.status, data: body.data ?? {}, errors: body.errors };
    },
    async ask(query, variables) {
      const answer = await client.send(query, variables);
      if (answer.errors !== undefined)
        throw new Error(`${query}\n${JSON.stringify(variables)}\n${JSON.stringify(answer.errors)}`);
      return answer.data;
    },
    async change(query, variables) {
      const payload = firstOf(await client.ask(query, variables));
      const errors = errorsOf(payload);
      if (errors.length > 0) throw new Error(`${query}\n${JSON.stringify(variables)}\n${JSON.stringify(errors)}`);
      return payload;
    },
    async refused(query, variables) {
      const payload = firstOf(await client.ask(query, variables));
      const [error] = errorsOf(payload);
      if (error === undefined) throw new Error(`this was not refused: ${query} ${JSON.stringify(variables)}`);
      return error;
    },
    subscribe(query, variables = {}) {
      const events: Tree[] = [];
      const socket = createSubscriptionClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        connectionParams: credentials.bearer === undefined ? {} : { authorization: `Bearer ${credentials.bearer}` },
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocols: string) {
            super(address, protocols, {
              headers: credentials.cookie === undefined ? {} : { cookie: credentials.cookie, origin: url },
            });
          }
        },
        retryAttempts: 0,
        lazy: false,
      });
      let stop: () => void = () => undefined;
      const ended = new Promise<unknown>((resolve) => {
        stop = socket.subscribe(
          { query, variables },
          {
            next: (result) => {
              if (result.errors) resolve(result.errors);
              else events.push(result.data as Tree);
            },
            error: resolve,
            complete: () => resolve(null),
          },
        );
      });
      return {
        events,
        ended,
        close() {
          stop();
          void socket.dispose();
        },
      };
    },
  };
  return client;
}

function errorsOf(payload: Tree): readonly UserError[] {
  return listOf(payload.userErrors).map(({ code, message, field }) => ({
    code: textOf(code),
    message: textOf(message),
    field: Array.isArray(field) ? field.map(String) : null,
  }));
}

function firstOf(data: Tree): Tree {
  const [payload] = Object.values(data);
  if (payload === undefined) throw new Error('an answer without data');
  return payload;
}

export interface SignedIn {
  readonly cookie: string;
  readonly client: GraphqlClient;
  readonly userId: string;
}

/** Signs in as the web app does: with an Origin, keeping the cookie. */
export async function signIn(url: string, email: string, password: string): Promise<SignedIn> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      query:
        'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { user { id } } userErrors { code message } } }',
      variables: { input: { email, password } },
    }),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const body = (await response.json()) as { data?: { signIn?: { viewer?: { user?: { id: string } } } } };
  const userId = body.data?.signIn?.viewer?.user?.id;
  if (cookie === '' || userId === undefined)
    throw new Error(`${email} could not sign in: ${response.status} ${JSON.stringify(body)}`);
  return { cookie, client: graphqlClient(url, { cookie }), userId };
}
