import { describe, expect, test } from 'vitest';
import { DomainError } from '../../domain/errors.ts';
import type { SignedIn } from '../../usecases/application.ts';
import type { OrganizationRow } from '../../usecases/ports.ts';
import { MARA, NOW, PRINCIPAL, SESSION, startWebServer, type TestWebServer, TOKEN } from './testing/test-web-server.ts';

const VIEWER = '{ viewer { user { email } token { name } } }';
const SIGN_IN =
  'mutation($input: SignInInput!) { signIn(input: $input) { viewer { user { email } } userErrors { code } } }';
const SIGN_IN_AND_SEE = `mutation($input: SignInInput!) {
  signIn(input: $input) { viewer { organizations { organization { viewerCanManage { allowed } } } } }
}`;
const CREDENTIALS = { input: { email: MARA.email, password: 'correct horse battery staple' } };
const COOKIE = `countersign=${SESSION}`;
const SIGNED_IN: SignedIn = {
  sessionToken: 'a-new-session',
  expiresAt: new Date(NOW.getTime() + 86_400_000),
  user: MARA,
  principal: PRINCIPAL,
};
const ORGANIZATION: OrganizationRow = {
  id: 'org_01hx000000000000000000000a',
  name: 'Corp',
  slug: 'corp',
  environments: ['production'],
  requireSecondAdmin: true,
  createdAt: NOW,
};
const page = ({ port }: TestWebServer) => `http://localhost:${port}`;

describe('who asks', () => {
  const asked = async (headers: (server: TestWebServer) => Record<string, string>) => {
    const server = await startWebServer();
    return (await server.graphql(VIEWER, {}, headers(server))).body;
  };
  const byCookie = { data: { viewer: { user: { email: MARA.email }, token: null } } };
  const byToken = { data: { viewer: { user: { email: MARA.email }, token: { name: 'pipeline' } } } };
  const nobody = { data: { viewer: null } };

  test('is the session, from our own page', async () =>
    expect(await asked((server) => ({ origin: page(server), cookie: COOKIE }))).toEqual(byCookie));
  test('is the session from 127.0.0.1 too, where the address says localhost', async () =>
    expect(await asked(({ origin }) => ({ origin, cookie: COOKIE }))).toEqual(byCookie));
  test('is nobody with a cookie but without an origin', async () =>
    expect(await asked(() => ({ cookie: COOKIE }))).toEqual(nobody));
  test('is the token, without an origin', async () =>
    expect(await asked(() => ({ authorization: `Bearer ${TOKEN}` }))).toEqual(byToken));
  test('is the token where there is a cookie too', async () =>
    expect(
      await asked((server) => ({ origin: page(server), cookie: COOKIE, authorization: `Bearer ${TOKEN}` })),
    ).toEqual(byToken));
  test('is nobody with a token that is none, whatever cookie comes with it', async () =>
    expect(await asked((server) => ({ origin: page(server), cookie: COOKIE, authorization: 'Bearer cst_x' }))).toEqual(
      nobody,
    ));
});

describe('another site', () => {
  test.each(['https://evil.example', 'null', 'http://localhost:1', 'http://localhost.evil.example'])(
    'at %s cannot act with the cookie, nor with a token, nor sign anybody in',
    async (origin) => {
      const server = await startWebServer();
      const ways: Record<string, string>[] = [{ cookie: COOKIE }, { authorization: `Bearer ${TOKEN}` }, {}];
      for (const headers of ways) {
        expect(await server.graphql(SIGN_IN, CREDENTIALS, { ...headers, origin })).toMatchObject({
          status: 403,
          body: { code: 'FORBIDDEN' },
        });
      }
    },
  );

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot send what a form can: %s is refused',
    async (contentType) => {
      const server = await startWebServer();
      const body = JSON.stringify({ query: 'mutation { signOut { clientMutationId } }' });
      const answer = await server.request('/graphql', {
        method: 'POST',
        body,
        headers: { 'content-type': contentType, origin: page(server), cookie: COOKIE },
      });
      expect(answer.status).toBe(415);
    },
  );

  test('cannot make a browser ask by a link', async () => {
    const server = await startWebServer();
    const answer = await server.request(`/graphql?query=${encodeURIComponent(VIEWER)}`, {
      headers: { cookie: COOKIE },
    });
    expect(answer.status).toBe(400);
  });

  test('cannot change anything by GET, whatever it sends', async () => {
    const server = await startWebServer();
    const query = encodeURIComponent('mutation { signOut { clientMutationId } }');
    const headers = { origin: page(server), cookie: COOKIE, 'apollo-require-preflight': '1' };
    expect((await server.request(`/graphql?query=${query}`, { headers })).status).toBe(405);
  });
});

describe('signing in', () => {
  test('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const server = await startWebServer({ played: { commands: { signIn: async () => SIGNED_IN } } });
    const answer = await server.graphql(SIGN_IN, CREDENTIALS, {});
    expect(answer.body).toEqual({ data: { signIn: { viewer: { user: { email: MARA.email } }, userErrors: [] } } });
    expect(answer.headers.get('set-cookie')).toBe(
      'countersign=a-new-session; Path=/; HttpOnly; SameSite=Lax; Expires=Tue, 24 Nov 2026 13:48:22 GMT',
    );
    expect(answer.text).not.toContain('a-new-session');
  });

  test('answers as to whoever has just signed in: what they may do is there in the same answer', async () => {
    const asked: (string | null)[] = [];
    const server = await startWebServer({
      played: {
        commands: { signIn: async () => SIGNED_IN },
        queries: {
          memberships: async () => [{ organization: ORGANIZATION, role: 'ADMIN' }],
          async canManageOrganization(principal) {
            asked.push(principal.userId);
            return { allowed: true, code: null, reasons: [] };
          },
        },
      },
    });
    const answer = await server.graphql(SIGN_IN_AND_SEE, CREDENTIALS, {});
    expect(answer.body).toEqual({
      data: { signIn: { viewer: { organizations: [{ organization: { viewerCanManage: { allowed: true } } }] } } },
    });
    expect(asked).toEqual([MARA.id]);
  });

  test('over https binds the cookie to the host', async () => {
    const server = await startWebServer({
      publicUrl: 'https://pki.corp.com',
      played: { commands: { signIn: async () => SIGNED_IN } },
    });
    const answer = await server.graphql(SIGN_IN, CREDENTIALS, {});
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-countersign=.*; Secure$/);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=');
  });

  test('with wrong credentials is an error, and sets nothing', async () => {
    const signIn = async () => {
      throw new DomainError('UNAUTHENTICATED', 'The email or the password is wrong.');
    };
    const server = await startWebServer({ played: { commands: { signIn } } });
    const answer = await server.graphql(SIGN_IN, CREDENTIALS, {});
    expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('is refused after ten guesses, before any password is looked at', async () => {
    let looked = 0;
    const signIn = async () => {
      looked += 1;
      throw new DomainError('UNAUTHENTICATED', 'The email or the password is wrong.');
    };
    const server = await startWebServer({ played: { commands: { signIn } } });
    const codes: unknown[] = [];
    for (let i = 0; i < 30; i++) {
      const { body } = await server.graphql(SIGN_IN, CREDENTIALS, {});
      codes.push(JSON.stringify(body).includes('RATE_LIMITED'));
    }
    expect(looked).toBe(10);
    expect(codes.filter((isRefused) => isRefused)).toHaveLength(20);
  });

  test('by many links at once, each is counted for itself', async () => {
    const server = await startWebServer({ played: { commands: { acceptInvitation: async () => SIGNED_IN } } });
    const accept =
      'mutation($token: String!) { acceptInvitation(input: { token: $token, password: "x" }) { userErrors { code } } }';
    for (let i = 0; i < 20; i++) {
      const { body } = await server.graphql(accept, { token: `invitation-${i}` }, {});
      expect(body).toEqual({ data: { acceptInvitation: { userErrors: [] } } });
    }
  });

  test.each([
    [0, '127.0.0.1'],
    [1, '10.0.0.7'],
  ])('behind %i proxies comes from %s', async (trustedProxies, address) => {
    const addresses: string[] = [];
    const signIn = async (input: { address: string }) => {
      addresses.push(input.address);
      return SIGNED_IN;
    };
    const server = await startWebServer({ trustedProxies, played: { commands: { signIn } } });
    await server.graphql(SIGN_IN, CREDENTIALS, { 'x-forwarded-for': '6.6.6.6, 10.0.0.7' });
    expect(addresses).toEqual([address]);
  });
});

describe('a mutation', () => {
  const REVOKE =
    'mutation { revokeCertificate(input: { certificateId: "crt_1", reason: SUPERSEDED, clientMutationId: "mine" }) { certificate { id } userErrors { code message field } clientMutationId } }';

  test('answers what somebody can act on as data, with the id that its client gave', async () => {
    const revokeCertificate = async () => {
      throw new DomainError('NOT_FOUND', 'There is no such certificate.', { field: ['certificateId'] });
    };
    const server = await startWebServer({ played: { commands: { revokeCertificate } } });
    expect(await server.graphql(REVOKE)).toMatchObject({
      status: 200,
      body: {
        data: {
          revokeCertificate: {
            certificate: null,
            userErrors: [{ code: 'NOT_FOUND', message: 'There is no such certificate.', field: ['certificateId'] }],
            clientMutationId: 'mine',
          },
        },
      },
    });
  });

  test('by nobody is UNAUTHENTICATED', async () => {
    const server = await startWebServer();
    expect((await server.graphql(REVOKE, {}, {})).body).toMatchObject({
      data: null,
      errors: [{ path: ['revokeCertificate'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('that breaks shows nothing but an id, under which the log has it', async () => {
    const revokeCertificate = async () => {
      throw new TypeError('secret of the house');
    };
    const server = await startWebServer({ played: { commands: { revokeCertificate } } });
    const { text, body } = await server.graphql(REVOKE);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) } }] });
    expect(text).not.toContain('secret');
    const [logged] = server.errors;
    expect(logged).toContain('secret of the house');
    expect(text).toContain(/failed (\S+) /.exec(logged ?? '')?.[1]);
  });
});

describe('what is too much, or malformed', () => {
  const repeated = (count: number, text: string) => Array.from({ length: count }, (_, i) => `a${i}: ${text}`).join(' ');

  test.each([
    ['too many tokens', `{ ${'setupNeeded '.repeat(5_000)} }`],
    ['too many aliases', `{ viewer { ${repeated(61, 'platformRole')} } }`],
    ['too many fields at once', `{ ${repeated(21, 'setupNeeded')} }`],
    [
      'too deep',
      `{ node(id: "x") { ... on Certificate ${'{ request { certificate '.repeat(8)} { id } ${'} }'.repeat(8)} } }`,
    ],
    [
      'too costly',
      `{ ${repeated(20, `requests(organizationId: "o", first: 100) { nodes { ${repeated(2, 'trustProfile { id }')} organization { id } } }`)} }`,
    ],
  ])('%s is a 400, also to a client that asks for plain JSON', async (_what, query) => {
    const server = await startWebServer();
    const answer = await server.graphql(query, {}, { accept: 'application/json' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [expect.anything()] });
  });

  test('a body beyond 1 MiB is a 413 that says how much may be sent', async () => {
    const server = await startWebServer();
    const answer = await server.graphql(VIEWER, { text: 'x'.repeat(1024 * 1024) });
    expect(answer).toMatchObject({ status: 413, body: { detail: 'A body has at most 1024 KiB.' } });
  });

  test('many operations in one request are refused', async () => {
    const server = await startWebServer();
    const answer = await server.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: VIEWER }, { query: VIEWER }]),
    });
    expect(answer.status).toBe(400);
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['nothing', ''],
    ['no query', '{}'],
    ['a query of another kind', '{"query":7}'],
    ['variables of another kind', '{"query":"{ setupNeeded }","variables":7}'],
    ['a prototype', '{"query":"{ setupNeeded }","variables":{"__proto__":{"a":1}}}'],
  ])('a body that holds %s is a 400', async (_what, body) => {
    const server = await startWebServer();
    const answer = await server.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(server.errors).toEqual([]);
  });

  test.each([
    ['of another type', { first: 'many' }],
    ['beyond its type', { first: 2 ** 40 }],
    ['no moment', { filter: { from: 'yesterday' } }],
    ['not in the schema', { filter: { nope: 1 } }],
  ])('a variable that is %s is BAD_USER_INPUT, and no fault of the server', async (_what, variables) => {
    const server = await startWebServer();
    const query =
      'query($first: Int, $filter: AuditFilter) { auditRecords(organizationId: "o", first: $first, filter: $filter) { totalCount } }';
    expect(await server.graphql(query, variables)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
    expect(server.errors).toEqual([]);
  });

  test('introspection can be turned off', async () => {
    const on = await startWebServer();
    const off = await startWebServer({ introspection: false });
    expect((await on.graphql('{ __schema { queryType { name } } }')).status).toBe(200);
    expect((await off.graphql('{ __schema { queryType { name } } }')).status).toBe(400);
  });
});
