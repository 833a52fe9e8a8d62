import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  MARA,
  SESSION,
  startWebServer,
  type TestWebServer,
  type TestWebServerOptions,
  TOKEN,
} from './testing/test-web-server.ts';

const VIEWER = 'query Viewer{viewer{user{email}}}';
const HASH = createHash('sha256').update(VIEWER).digest('hex');
const OTHER = '{ viewer { user { id } } }';
const NO_HASH = 'f'.repeat(64);
const MARAS = { data: { viewer: { user: { email: MARA.email } } } };

/** A web server with an app that has one document. */
async function withApp(
  options: TestWebServerOptions = {},
  manifest: unknown = { [HASH]: VIEWER },
): Promise<TestWebServer> {
  const webFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'web-'));
  onTestFinished(() => fs.rmSync(webFolder, { recursive: true }));
  fs.writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html>');
  fs.writeFileSync(path.join(webFolder, 'documents.json'), JSON.stringify(manifest));
  return startWebServer({ webFolder, ...options });
}

const send = (server: TestWebServer, body: Record<string, unknown>, headers?: Record<string, string>) =>
  server.request('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(headers ?? { origin: `http://localhost:${server.port}`, cookie: `countersign=${SESSION}` }),
    },
    body: JSON.stringify(body),
  });
const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const bearer = { authorization: `Bearer ${TOKEN}` };

describe('a document of the web app', () => {
  test.each([
    ['as extensions.persistedQuery', persisted(HASH)],
    ['as documentId', { documentId: HASH }],
    ['as documentId that names its algorithm', { documentId: `sha256:${HASH}` }],
    ['in capitals', { documentId: HASH.toUpperCase() }],
  ])('is run by its hash, sent %s', async (_, body) => {
    const server = await withApp();
    expect(await send(server, body)).toMatchObject({ status: 200, body: MARAS });
  });

  test('is run by GET too', async () => {
    const server = await withApp();
    const headers = { ...bearer, 'apollo-require-preflight': '1' };
    const byId = await server.request(`/graphql?documentId=${HASH}`, { headers });
    expect(byId).toMatchObject({ status: 200, body: MARAS });
    const extensions = encodeURIComponent(JSON.stringify(persisted(HASH).extensions));
    expect(await server.request(`/graphql?extensions=${extensions}`, { headers })).toMatchObject({ body: MARAS });
  });

  test('that no version of this server knows is said so, with what to do', async () => {
    const server = await withApp();
    for (const body of [persisted(NO_HASH), { documentId: NO_HASH }]) {
      const answer = await send(server, body);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
      expect(answer.text).toContain(NO_HASH);
      expect(answer.text).toContain('reload it');
    }
  });

  test('is never learned from a request: a hash and a text are the text alone', async () => {
    const server = await withApp();
    expect(await send(server, { query: OTHER, ...persisted(NO_HASH) })).toMatchObject({ status: 200 });
    expect((await send(server, persisted(NO_HASH))).status).toBe(404);
    // Nor does a known hash run another text.
    expect((await send(server, { query: OTHER, ...persisted(HASH) })).body).toEqual({
      data: { viewer: { user: { id: MARA.id } } },
    });
  });

  test('whose text was changed on the disk keeps the server from starting', async () => {
    await expect(withApp({}, { [NO_HASH]: VIEWER })).rejects.toThrow(/is not the hash of its document/);
  });
});

describe('where sessions may send known documents only', () => {
  const known = () => withApp({ sessionDocuments: 'known' });

  test('the web app works, by hash or by text', async () => {
    const server = await known();
    expect((await send(server, persisted(HASH))).body).toEqual(MARAS);
    expect((await send(server, { query: VIEWER })).body).toEqual(MARAS);
  });

  test('a session that sends another is refused, by POST and by GET', async () => {
    const server = await known();
    const answer = await send(server, { query: OTHER });
    expect(answer).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
    expect(answer.text).toContain('an API token');
    const headers = {
      origin: `http://localhost:${server.port}`,
      cookie: `countersign=${SESSION}`,
      'apollo-require-preflight': '1',
    };
    const byAddress = await server.request(`/graphql?query=${encodeURIComponent(OTHER)}`, { headers });
    expect(byAddress.status).toBe(403);
  });

  test('a token sends what it wants', async () => {
    const server = await known();
    expect(await send(server, { query: OTHER }, bearer)).toMatchObject({ status: 200 });
  });
});

test('where nothing is said, a session sends what it wants', async () => {
  const server = await withApp();
  expect(await send(server, { query: OTHER })).toMatchObject({ status: 200 });
});

describe('over WebSocket', () => {
  const WATCH = 'subscription Watch{auditVerification(organizationId:"org_1"){state}}';
  const WATCH_HASH = createHash('sha256').update(WATCH).digest('hex');
  const live = {
    verification: async function* (): AsyncGenerator<never> {
      yield* [];
    },
  };
  const answerTo = async (server: TestWebServer, payload: Record<string, unknown>): Promise<unknown> => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws', {
      headers: { origin: `http://localhost:${server.port}`, cookie: `countersign=${SESSION}` },
    });
    onTestFinished(() => socket.terminate());
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    return new Promise((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const message: { type: string; payload?: unknown } = JSON.parse(typeof data === 'string' ? data : '');
        if (message.type !== 'connection_ack') return resolve(message);
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '', ...payload } }));
      });
    });
  };
  const server = () => withApp({ sessionDocuments: 'known', played: { live } }, { [WATCH_HASH]: WATCH });

  test('a subscription is known by its hash', async () =>
    expect(await answerTo(await server(), persisted(WATCH_HASH))).toEqual({ id: '1', type: 'complete' }));
  test.each([
    ['a hash of nothing', persisted(NO_HASH), 'PERSISTED_QUERY_NOT_FOUND'],
    ['another text', { query: WATCH.replace('state', 'state verified') }, 'FORBIDDEN'],
  ])('%s is refused', async (_, payload, code) =>
    expect(await answerTo(await server(), payload)).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code } }],
    }),
  );
});
