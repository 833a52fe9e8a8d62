import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceClient, makeCsr } from './harness/device-client.ts';
import { graphqlClient } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import {
  makeDataFolder,
  removeDataFolder,
  ServerDidNotStart,
  type ServerProcess,
  startServer,
} from './harness/server-process.ts';
import { addProfile, makeWorld, SEED, SUBMIT, type World } from './harness/world.ts';

describe('what is malformed or not allowed gets a clear answer with a stable code', () => {
  let server: ServerProcess;
  let world: World;
  let other: World;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    other = await makeWorld(server, 'other');
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Staging',
      domains: ['*.internal.corp.com', 'only.staging.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      environments: ['staging'],
      allowAllDevices: true,
    });
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Payments',
      domains: ['*.payments.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
    });
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  test.each([
    ['no JSON at all', '{', 400, 'INVALID_INPUT'],
    ['a list', '[]', 400, 'INVALID_INPUT'],
    ['a field that does not exist', { ...SEED, domain: 'x' }, 400, 'INVALID_INPUT'],
    ['domains that are no list', { ...SEED, domains: 'api.internal.corp.com' }, 400, 'INVALID_INPUT'],
    ['no domains', { ...SEED, domains: [] }, 400, 'INVALID_INPUT'],
    [
      'too many domains',
      { ...SEED, domains: Array.from({ length: 101 }, (_, i) => `h${i}.internal.corp.com`) },
      400,
      'INVALID_INPUT',
    ],
    ['a name that is none', { ...SEED, domains: ['api_1.internal.corp.com'] }, 400, 'INVALID_INPUT'],
    [
      'a justification with a bidi override',
      { ...SEED, justification: 'harmless \u202e text that is long' },
      400,
      'INVALID_INPUT',
    ],
    ['a justification that is too short', { ...SEED, justification: 'ticket' }, 400, 'INVALID_INPUT'],
    ['no justification where one is required', { ...SEED, justification: undefined }, 422, 'JUSTIFICATION_REQUIRED'],
    ['names of no profile', { ...SEED, domains: ['www.example.com'] }, 422, 'NO_TRUST_PROFILE'],
    ['one level too deep', { ...SEED, domains: ['a.b.internal.corp.com'] }, 422, 'NO_TRUST_PROFILE'],
    [
      'names of different profiles',
      { ...SEED, domains: ['a.internal.corp.com', 'a.payments.corp.com'] },
      422,
      'DOMAINS_SPAN_PROFILES',
    ],
    ['an environment that does not exist', { ...SEED, environment: 'moon' }, 422, 'POLICY_VIOLATION'],
    ['a wildcard that is not allowed', { ...SEED, domains: ['*.internal.corp.com'] }, 422, 'POLICY_VIOLATION'],
    ['a validity beyond the profile', { ...SEED, validity_days: 4000 }, 422, 'POLICY_VIOLATION'],
    ['a profile that does not let this device ask', { ...SEED, domains: ['a.payments.corp.com'] }, 403, 'NOT_ALLOWED'],
    ['PEM that is none', { ...SEED, csr: 'not a csr' }, 422, 'INVALID_CSR'],
  ])('%s', async (_what, body, status, code) => {
    const answer = await world.device.enroll(body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.error).toBe(answer.body.detail);
    expect((answer.body.detail ?? '').length).toBeGreaterThan(10);
  });

  test('a CSR for other names than were asked for', async () => {
    const { csrPem } = await makeCsr(['else.internal.corp.com']);
    expect(await world.device.enroll({ ...SEED, csr: csrPem })).toMatchObject({
      status: 422,
      body: { code: 'INVALID_CSR' },
    });
  });

  test('a body beyond the limit, and another media type', async () => {
    expect((await world.device.enroll({ ...SEED, justification: 'x'.repeat(300_000) })).status).toBe(413);
    expect(
      (await world.device.request('POST', '/v1/enroll', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }))
        .status,
    ).toBe(415);
  });

  test('no client certificate, and one of nobody we know', async () => {
    const anonymous = deviceClient(server.deviceUrl, null);
    expect(await anonymous.enroll(SEED)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    anonymous.close();
  });

  test("another organization's ids are not found, in the same words as ids that never were", async () => {
    const asked = await world.device.enroll({ ...SEED, domains: ['foreign.internal.corp.com'] });
    const id = asked.body.approval_id ?? '';
    const foreign = await other.device.request('GET', `/approvals/${id}`);
    const absent = await other.device.request('GET', '/approvals/apr_01jd9m2c8xe7rbx5w9n4t6q3hc');
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(absent.body);
    const query = 'query ($id: ID!) { request(id: $id) { id } node(id: $id) { id } }';
    expect(await other.admin.client.ask(query, { id })).toEqual({ request: null, node: null });
    const submit = await other.admin.client.refused(SUBMIT, {
      input: { ...SEED, organizationId: world.organizationId },
    });
    expect(submit.code).toBe('NOT_FOUND');
  });

  test('nobody without a session or a token', async () => {
    const answer = await graphqlClient(server.url).send(
      'query ($id: ID!) { requests(organizationId: $id) { nodes { id } } }',
      { id: world.organizationId },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  test('and after all of it every invariant holds', async () => {
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});

describe('a server that cannot start says why in one line and ends with 2', () => {
  const startWith = async (environment: Record<string, string>, dataFolder = makeDataFolder()) => {
    try {
      const server = await startServer({ dataFolder, environment });
      await server.stop();
      throw new Error('it started');
    } catch (error) {
      if (error instanceof ServerDidNotStart) return error;
      throw error;
    } finally {
      if (environment.COUNTERSIGN_DATA_DIR === undefined) removeDataFolder(dataFolder);
    }
  };

  test.each([
    ['COUNTERSIGN_HTTP_PORT', 'eighty'],
    ['COUNTERSIGN_PUBLIC_URL', 'not a url'],
    ['COUNTERSIGN_STORAGE_KEY', 'abcd'],
    ['COUNTERSIGN_SMTP_URL', 'http://mail'],
    ['DATABASE_URL', 'mysql://localhost'],
    ['COUNTERSIGN_LOG_LEVEL', 'loud'],
  ])('a wrong %s', async (name, value) => {
    const refused = await startWith({ [name]: value });
    expect(refused.exitCode).toBe(2);
    expect(refused.output).toContain(name);
    expect(refused.output.trim().split('\n')).toHaveLength(1);
  });

  test('a port in use, and a second server on the same data folder', async () => {
    const server = await startServer();
    const port = new URL(server.url).port;
    const inUse = await startWith({ COUNTERSIGN_HTTP_PORT: port });
    expect(inUse.exitCode).toBe(2);
    expect(inUse.output).toContain(port);
    const second = await startWith({ COUNTERSIGN_DATA_DIR: server.dataFolder }, server.dataFolder);
    expect(second.exitCode).toBe(2);
    expect(second.output).toContain('DATABASE_URL');
    expect(await server.stop()).toBe(0);
    removeDataFolder(server.dataFolder);
  });
});
