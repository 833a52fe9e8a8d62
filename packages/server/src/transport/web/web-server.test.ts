import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Queries } from '../../usecases/application.ts';
import { fakeApplication } from './testing/fake-application.ts';
import { fakeDoorkeeper, NOW, SESSION, startWebServer, TOKEN } from './testing/test-web-server.ts';
import { createWebServer } from './web-server.ts';

const COOKIE = `countersign=${SESSION}`;

describe('the web app', () => {
  const folder = () => {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-web-'));
    onTestFinished(() => fs.rmSync(made, { recursive: true }));
    fs.mkdirSync(path.join(made, 'assets'));
    fs.writeFileSync(path.join(made, 'index.html'), '<!doctype html><title>Countersign</title>');
    fs.writeFileSync(path.join(made, 'assets', 'app-1a2b3c.js'), 'export {};');
    return made;
  };
  const asPage = { headers: { accept: 'text/html,*/*;q=0.8' } };

  test.each(['/', '/approvals', '/approvals/apr_01jd9m2c8xe7rbx5w9n4t6q3hc', '/settings/members?tab=1'])(
    '%s is its one page, asked for anew each time',
    async (address) => {
      const server = await startWebServer({ webFolder: folder() });
      const answer = await server.request(address, asPage);
      expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('<title>Countersign') });
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('a hashed file is kept for ever', async () => {
    const server = await startWebServer({ webFolder: folder() });
    const answer = await server.request('/assets/app-1a2b3c.js');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('a file that is not there is not the page, which a browser would take for a script', async () => {
    const server = await startWebServer({ webFolder: folder() });
    expect((await server.request('/assets/app-old.js')).status).toBe(404);
  });

  test.each(['/v1/nope', '/api/v1/nope', '/ledger/org_1/nope', '/crl/nope', '/graphql/nope'])(
    '%s is a problem document, also to a browser',
    async (address) => {
      const server = await startWebServer({ webFolder: folder() });
      const answer = await server.request(address, asPage);
      expect(answer).toMatchObject({ status: 404, body: { status: 404, code: 'NOT_FOUND' } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('nothing outside its folder is served', async () => {
    const server = await startWebServer({ webFolder: folder() });
    for (const address of ['/..%2f..%2fetc/passwd', '/assets/..%2f..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd'])
      expect((await server.request(address)).text).not.toContain('root:');
  });

  test('everywhere, only its own files run, and no other site shows it in a frame', async () => {
    const server = await startWebServer({ webFolder: folder() });
    for (const address of ['/', '/livez', '/nope', '/graphql']) {
      const { headers } = await server.request(address);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain('report-uri /csp-report');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test("a browser's report of a breach is taken", async () => {
    const server = await startWebServer();
    const report = {
      method: 'POST',
      headers: { 'content-type': 'application/csp-report' },
      body: JSON.stringify({ 'csp-report': { 'blocked-uri': 'https://evil.example' } }),
    };
    expect((await server.request('/csp-report', report)).status).toBe(204);
    const large = { ...report, body: 'x'.repeat(20_000) };
    expect((await server.request('/csp-report', large)).status).toBe(413);
  });
});

describe('what programs fetch', () => {
  test('the server is live as soon as it listens, and ready when its checks say so', async () => {
    let ready = false;
    const server = await startWebServer({ readiness: async () => ({ ready, checks: { database: 'away' } }) });
    expect((await server.request('/livez')).status).toBe(200);
    expect(await server.request('/readyz')).toMatchObject({ status: 503, body: { checks: { database: 'away' } } });
    ready = true;
    expect((await server.request('/readyz')).status).toBe(200);
  });

  test('a checkpoint is for the world, as text', async () => {
    const checkpoint: Queries['checkpoint'] = async ({ organizationId, epoch }) =>
      organizationId === 'org_1' && epoch === null ? 'localhost/ledger/org_1\n1\n' : null;
    const server = await startWebServer({ played: { queries: { checkpoint } } });
    const answer = await server.request('/ledger/org_1/checkpoint');
    expect(answer).toMatchObject({ status: 200, text: 'localhost/ledger/org_1\n1\n' });
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await server.request('/ledger/org_2/checkpoint')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });

  test('chains and CRLs are for the world', async () => {
    const queries = {
      publicChain: async () => '-----BEGIN CERTIFICATE-----\n',
      crl: async () => Buffer.from([0x30, 0x00]),
    };
    const server = await startWebServer({ played: { queries } });
    expect((await server.request('/v1/ca/ca_1.pem')).text).toContain('BEGIN CERTIFICATE');
    const crl = await server.request('/crl/ca_1.crl');
    expect(crl.headers.get('content-type')).toBe('application/pkix-crl');
    expect(crl.text).toBe('0\u0000');
  });

  describe('an export of a ledger', () => {
    const exportLedger = async () =>
      (async function* () {
        yield '{"seq":0}';
        yield '{"checkpoint":"…"}';
      })();

    test.each([
      ['a session', { cookie: COOKIE }],
      ['a token', { authorization: `Bearer ${TOKEN}` }],
    ])('is a file of one line a record, for %s', async (_who, headers) => {
      const server = await startWebServer({ played: { queries: { exportLedger } } });
      const answer = await server.request('/ledger/org_1/export', { headers });
      expect(answer).toMatchObject({ status: 200, text: '{"seq":0}\n{"checkpoint":"…"}\n' });
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="ledger-org_1.jsonl"');
    });

    test('is not for a stranger', async () => {
      const server = await startWebServer();
      expect(await server.request('/ledger/org_1/export')).toMatchObject({
        status: 401,
        body: { code: 'UNAUTHENTICATED' },
      });
    });

    test('that one may not read is not there', async () => {
      const server = await startWebServer({ played: { queries: { exportLedger: async () => null } } });
      expect((await server.request('/ledger/org_1/export', { headers: { cookie: COOKIE } })).status).toBe(404);
    });
  });
});

describe('a port', () => {
  test('that is in use is said so, and nothing hangs', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const server = await createWebServer({
      app: fakeApplication(),
      doorkeeper: fakeDoorkeeper(),
      clock: { now: () => NOW },
      publicUrl: new URL('http://localhost:0'),
      webFolder: null,
      trustedProxies: 0,
      sessionDocuments: 'any',
      introspection: true,
      log: { warn: () => undefined, error: () => undefined },
      readiness: async () => ({ ready: true, checks: {} }),
      deviceUrl: () => '',
    });
    onTestFinished(() => server.close());
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(server.listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
