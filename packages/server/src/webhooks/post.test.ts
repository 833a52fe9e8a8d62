import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { allowTargets } from './addresses.ts';
import { createPoster, type PosterOptions } from './post.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A receiver on this machine; answers its port and what it got. */
async function receive(handle: http.RequestListener) {
  const got: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    got.push(request);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return { port: address.port, got };
}

const poster = (more: Partial<PosterOptions> = {}) =>
  createPoster({ allowed: allowTargets([]), now: () => new Date(0), ...more });
const message = (url: string) => ({ url, headers: { 'webhook-id': 'msg_1' }, body: '{}' });
const toLocal = allowTargets(['127.0.0.1']);

describe('what is posted', () => {
  it('arrives as it is, and the answer comes back with its status and beginning', async () => {
    let body = '';
    const { port, got } = await receive((request, response) => {
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => response.writeHead(202).end('x'.repeat(3_000)));
    });
    const answer = await poster({ allowed: toLocal })(message(`http://127.0.0.1:${port}/in?a=1`));
    expect(answer).toMatchObject({ statusCode: 202, error: null, body: 'x'.repeat(1_024), retryAfterMs: null });
    expect([got[0]?.method, got[0]?.url, got[0]?.headers['webhook-id'], body]).toEqual([
      'POST',
      '/in?a=1',
      'msg_1',
      '{}',
    ]);
  });

  it('of an answer without end, only a little is read', async () => {
    let sent = 0;
    const { port } = await receive((_request, response) => {
      const chunk = Buffer.alloc(16_384, 'x');
      const write = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', write);
      write();
    });
    expect(await poster({ allowed: toLocal })(message(`http://127.0.0.1:${port}/`))).toMatchObject({ error: null });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('does not follow a redirect, and says so', async () => {
    const { port, got } = await receive((_request, response) => response.writeHead(307, { location: '/next' }).end());
    const answer = await poster({ allowed: toLocal })(message(`http://127.0.0.1:${port}/`));
    expect(answer.statusCode).toBe(307);
    expect(answer.error).toContain('redirects are not followed');
    expect(got).toHaveLength(1);
  });

  it('waits only for so long, and says for how long', async () => {
    const { port } = await receive(() => undefined);
    const answer = await poster({ allowed: toLocal, timeoutMs: 50 })(message(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ statusCode: null, error: 'There was no answer within 0.05 s.' });
  });

  it('says in words why nothing came back', async () => {
    const { port } = await receive((request) => request.socket.destroy());
    const post = poster({ allowed: toLocal });
    expect((await post(message(`http://127.0.0.1:${port}/`))).error).toBe('The connection was broken off.');
    expect((await post(message('http://127.0.0.1:1/'))).error).toBe(
      'Nothing listens there: the connection was refused.',
    );
    expect((await post(message(`https://127.0.0.1:${port}/`))).error).toMatch(/The connection /);
  });

  it('hands on how long the receiver asks to wait', async () => {
    const { port } = await receive((_request, response) => response.writeHead(429, { 'retry-after': '30' }).end());
    const answer = await poster({ allowed: toLocal })(message(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({
      statusCode: 429,
      retryAfterMs: 30_000,
      error: 'The receiver answered 429 Too Many Requests.',
    });
  });
});

describe('where nothing is posted to', () => {
  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
  ])('%s: an address that is not on the Internet', async (url) => {
    const answer = await poster()(message(url));
    expect(answer.statusCode).toBeNull();
    expect(answer.error).toContain('is not an address on the Internet');
  });

  it('http, but for a host that the operator allows; an allowed network behind a name is not enough', async () => {
    const { port, got } = await receive((_request, response) => response.end());
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const url = `http://hooks.example:${port}/`;
    const refused = await poster({ allowed: toLocal, resolve })(message(url));
    expect(refused.error).toBe('hooks.example may be called over https only.');
    expect(got).toHaveLength(0);
    expect(await poster({ allowed: allowTargets(['hooks.example']), resolve })(message(url))).toMatchObject({
      statusCode: 200,
    });
  });

  it('a name of which any address is inside, whichever comes first', async () => {
    for (const inside of ['10.0.0.1', '::1', '::ffff:127.0.0.1']) {
      for (const addresses of [
        ['93.184.215.14', inside],
        [inside, '93.184.215.14'],
      ]) {
        const resolve = () =>
          Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
        const { error } = await poster({ resolve })(message('https://hooks.example/'));
        expect(error).toContain(`hooks.example is ${inside}, which is not an address on the Internet`);
      }
    }
  });

  it('a name that turns to another address between two looks: what was checked is what is connected to', async () => {
    const { port, got } = await receive((_request, response) => response.end());
    let looks = 0;
    // The second look, if there were one, would lead to the receiver on this machine.
    const resolve = () => {
      looks += 1;
      return Promise.resolve([{ address: looks === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
    };
    const allowed = allowTargets(['192.0.2.1']);
    const answer = await poster({ allowed, resolve, timeoutMs: 300 })(message(`https://hooks.example:${port}/`));
    expect(answer.statusCode).toBeNull();
    expect(looks).toBe(1);
    // And for the next connection it is looked at anew.
    const next = await poster({ allowed, resolve })(message(`https://hooks.example:${port}/`));
    expect(next.error).toContain('hooks.example is 127.0.0.1, which is not an address on the Internet');
    expect(got).toHaveLength(0);
  });

  it('a name without an address', async () => {
    const { error } = await poster({ resolve: () => Promise.resolve([]) })(message('https://hooks.example/'));
    expect(error).toBe('hooks.example has no address.');
  });
});
