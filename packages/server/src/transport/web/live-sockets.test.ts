import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { notFound } from '../../domain/permission.ts';
import type { Live } from '../../usecases/application.ts';
import { fakeDoorkeeper, SESSION, startWebServer, type TestWebServer, TOKEN } from './testing/test-web-server.ts';

const WATCH = 'subscription { auditVerification(organizationId: "org_1") { state verified } }';
const CHANGES = 'subscription { requestChanged(organizationId: "org_1") { sequence } }';
const BEARER = { authorization: `Bearer ${TOKEN}` };

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A client of graphql-transport-ws that shows what comes over the wire. */
class Client {
  readonly #socket: WebSocket;
  readonly #messages: Message[] = [];
  #arrived: () => void = () => undefined;
  readonly closed: Promise<number>;

  constructor(server: TestWebServer, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws', { headers });
    this.#socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') this.#messages.push(JSON.parse(data));
      this.#arrived();
    });
    this.closed = new Promise((resolve) => this.#socket.once('close', (code) => resolve(code)));
    this.#socket.on('error', () => undefined);
    onTestFinished(() => this.#socket.terminate());
  }

  get opened(): Promise<unknown> {
    return new Promise((resolve, reject) => this.#socket.once('open', resolve).once('error', reject));
  }

  send(message: Message): void {
    this.#socket.send(JSON.stringify(message));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  leave(): void {
    this.#socket.close();
  }

  async next(): Promise<Message> {
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  subscribe(id: string, query: string): void {
    this.send({ id, type: 'subscribe', payload: { query } });
  }

  async initialise(params: Record<string, unknown> = {}): Promise<this> {
    await this.opened;
    this.send({ type: 'connection_init', payload: params });
    return this;
  }
}

async function connected(server: TestWebServer): Promise<Client> {
  const client = await new Client(server).initialise(BEARER);
  expect(await client.next()).toEqual({ type: 'connection_ack' });
  return client;
}

/** A ledger on which nothing happens: streams wait until they are told to end; `open` says how many do. */
function quiet() {
  const state = { open: 0 };
  const requestChanges: Live['requestChanges'] = (_principal, _organizationId, _since, signal) => {
    return (async function* (): AsyncGenerator<never> {
      state.open += 1;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      state.open -= 1;
      yield* [];
    })();
  };
  const live: Partial<Live> = { requestChanges };
  return { live, state };
}

/** Asks until it is so; the answer of another socket's turn is all there is to wait for. */
const until = (holds: () => boolean) => expect.poll(holds, { interval: 5 }).toBe(true);

describe('an upgrade of /graphql', () => {
  const refusal = async (server: TestWebServer, headers: Record<string, string>) =>
    new Client(server, headers).opened.then(
      () => 'opened',
      (error: unknown) => String(error),
    );

  test.each(['https://evil.example', 'null', 'http://localhost:1'])('is refused to pages of %s', async (origin) => {
    const server = await startWebServer();
    expect(await refusal(server, { origin, cookie: `countersign=${SESSION}` })).toContain('403');
  });

  test('elsewhere there is nothing to upgrade', async () => {
    const server = await startWebServer();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/other`);
    expect(await new Promise((resolve) => socket.once('error', ({ message }) => resolve(message)))).toContain('404');
  });
});

describe('who connects', () => {
  test('is let in by the session cookie of our own page', async () => {
    const server = await startWebServer();
    const client = await new Client(server, {
      origin: `http://localhost:${server.port}`,
      cookie: `countersign=${SESSION}`,
    }).initialise();
    expect(await client.next()).toEqual({ type: 'connection_ack' });
  });

  test('is let in by a token in the connection parameters', async () => {
    await connected(await startWebServer());
  });

  test.each([
    ['by nothing', {}, {}],
    ['by the cookie without an origin', { cookie: `countersign=${SESSION}` }, {}],
    ['by a token that is none', {}, { authorization: 'Bearer cst_other' }],
    ['by parameters of another kind', {}, { authorization: 7 }],
  ])('is not let in %s', async (_how, headers: Record<string, string>, params) => {
    const client = await new Client(await startWebServer(), headers).initialise(params);
    expect(await client.closed).toBe(4403);
  });

  test('cannot ask before it has said who it is', async () => {
    const client = new Client(await startWebServer());
    await client.opened;
    client.subscribe('1', WATCH);
    expect(await client.closed).toBe(4401);
  });

  test('has at most forty sockets, and forty more once those are closed, though nothing happens on them', async () => {
    const { live, state } = quiet();
    const server = await startWebServer({ played: { live } });
    const first = await Promise.all(Array.from({ length: 40 }, () => connected(server)));
    for (const client of first) client.subscribe('1', CHANGES);
    await until(() => state.open === 40);
    const oneMore = await new Client(server).initialise(BEARER);
    expect(await oneMore.closed).toBe(4403);
    for (const client of first) client.leave();
    await until(() => state.open === 0);
    await Promise.all(Array.from({ length: 40 }, () => connected(server)));
  });
});

describe('over WebSocket', () => {
  test.each([
    ['a query', 'query { setupNeeded }'],
    ['a mutation', 'mutation { signOut { clientMutationId } }'],
  ])('%s is refused', async (_what, query) => {
    const client = await connected(await startWebServer());
    client.subscribe('1', query);
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: [expect.objectContaining({ message: expect.stringContaining('Only subscriptions') })],
    });
  });

  test.each([
    ['a field that is not there', 'subscription { nope }', 'nope'],
    ['what cannot be parsed', 'subscription {', 'Syntax Error'],
    ['too many tokens', `subscription { ${'auditVerification '.repeat(3_000)} }`, 'tokens'],
    [
      'too many aliases',
      `subscription { requestChanged(organizationId: "org_1") { request { ${Array.from({ length: 70 }, (_, i) => `a${i}: id`).join(' ')} } } }`,
      'aliases',
    ],
  ])('%s is refused like by POST', async (_what, query, why) => {
    const client = await connected(await startWebServer());
    client.subscribe('1', query);
    expect(JSON.stringify(await client.next())).toMatch(new RegExp(`"type":"error".*${why}`));
  });

  test('a message beyond 64 KiB ends the socket', async () => {
    const client = await connected(await startWebServer());
    client.sendText(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(65_536) } }));
    expect([1009, 4500]).toContain(await client.closed);
  });

  test('a socket holds at most forty subscriptions', async () => {
    const { live, state } = quiet();
    const client = await connected(await startWebServer({ played: { live } }));
    for (let i = 0; i < 40; i++) client.subscribe(String(i), CHANGES);
    await until(() => state.open === 40);
    client.subscribe('40', CHANGES);
    expect(await client.next()).toMatchObject({ id: '40', type: 'error' });
  });

  test('a subscription that is left makes room for another at once, though nothing happens on it', async () => {
    const { live, state } = quiet();
    const client = await connected(await startWebServer({ played: { live } }));
    for (let round = 0; round < 60; round++) {
      client.subscribe('same', CHANGES);
      await until(() => state.open === 1);
      client.send({ id: 'same', type: 'complete' });
      await until(() => state.open === 0);
    }
  });

  test('what one may not see is an error of that subscription, and the others go on', async () => {
    const { live, state } = quiet();
    const verification: Live['verification'] = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(notFound()) }),
    });
    const client = await connected(await startWebServer({ played: { live: { ...live, verification } } }));
    client.subscribe('1', CHANGES);
    client.subscribe('2', WATCH);
    expect(await client.next()).toEqual({
      id: '2',
      type: 'error',
      payload: [expect.objectContaining({ extensions: { code: 'NOT_FOUND' } })],
    });
    expect(state.open).toBe(1);
  });

  test('of a fault nothing is shown but an id, under which the log has it', async () => {
    const verification: Live['verification'] = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('secret of the house')) }),
    });
    const server = await startWebServer({ played: { live: { verification } } });
    const client = await connected(server);
    client.subscribe('1', WATCH);
    const shown = JSON.stringify(await client.next());
    expect(shown).toContain('INTERNAL_SERVER_ERROR');
    expect(shown).not.toContain('secret');
    expect(server.errors).toEqual([expect.stringContaining('secret of the house')]);
  });
});

describe('a session that ends', () => {
  test('by signing out closes its sockets with 4403, and no others', async () => {
    const server = await startWebServer({ played: { commands: { signOut: async () => undefined } } });
    const page = { origin: `http://localhost:${server.port}`, cookie: `countersign=${SESSION}` };
    const mine = await new Client(server, page).initialise();
    await mine.next();
    const tokens = await connected(server);
    const answer = await server.graphql('mutation { signOut { userErrors { code } } }');
    expect(answer.body).toEqual({ data: { signOut: { userErrors: [] } } });
    expect(answer.headers.get('set-cookie')).toContain('countersign=;');
    expect(await mine.closed).toBe(4403);
    tokens.send({ type: 'ping' });
    expect(await tokens.next()).toEqual({ type: 'pong' });
  });

  test('elsewhere is noticed within seconds', async () => {
    let stands = true;
    const server = await startWebServer({
      doorkeeper: fakeDoorkeeper({ stillStands: async () => stands }),
      recheckEveryMs: 5,
    });
    const client = await connected(server);
    stands = false;
    expect(await client.closed).toBe(4403);
  });
});

describe('a server that stops', () => {
  test('says so to every socket, also where nothing happens', async () => {
    const { live, state } = quiet();
    const server = await startWebServer({ played: { live } });
    const client = await connected(server);
    client.subscribe('1', CHANGES);
    await until(() => state.open === 1);
    await server.close();
    expect(await client.closed).toBe(1001);
    expect(state.open).toBe(0);
  });
});
