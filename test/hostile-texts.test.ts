import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCsr } from './harness/device-client.ts';
import { listOf } from './harness/graphql-client.ts';
import { brokenInvariants, connectAsSuperuser } from './harness/invariants.ts';
import { type Mutation, mutationsOf } from './harness/operations.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

/** What controls a terminal or a header, ends a text for a program in C, reorders it for its reader, or is no character. */
const HOSTILE = ['\u0000', '\u001b', '\u0007', '\u202e', '\u2066', '\u061c', '\u2028', '\ud800'];

/** Each item is answered for itself; that none was decided is seen at the end. */
const ANSWERS_ITEM_BY_ITEM = new Set(['decideRequests']);

/** Secrets may hold anything and are kept as hashes alone; what a client calls its mutation goes back to it and nowhere else. */
const NO_TEXT_FOR_PEOPLE = new Set(['password', 'token', 'idempotencyKey', 'clientMutationId']);

/** Texts that others read, each of which says itself that it is refused. */
const READ_BY_OTHERS = [
  'submitRequest.justification',
  'submitRequest.environment',
  'submitRequest.commonName',
  'submitRequest.domains',
  'approveRequest.reason',
  'approveRequest.comment',
  'rejectRequest.reason',
  'rejectRequest.comment',
  'voidRequest.reason',
  'commentOnRequest.text',
  'createApiToken.name',
  'createApiToken.justification',
  'createTrustProfile.name',
  'createTrustProfile.domains',
  'createTrustProfile.escalationContacts',
  'createCertificateAuthority.name',
  'createCertificateAuthority.commonName',
  'registerDevice.name',
  'createOrganization.name',
  'createOrganization.slug',
  'inviteMember.name',
  'inviteMember.email',
];

describe('what controls or reorders what others read is written nowhere', () => {
  let server: ServerProcess;
  let world: World;
  let mutations: readonly Mutation[];
  let pending = '';

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const asked = await world.device.enroll({ ...SEED, domains: ['hostile.internal.corp.com'] });
    pending = asked.body.approval_id ?? '';
    const requestId = pending;
    const { csrPem } = await makeCsr(['hostile.internal.corp.com']);
    let made = 0;
    const valid: Readonly<Record<string, unknown>> = {
      organizationId: world.organizationId,
      requestId,
      trustProfileId: world.profileId,
      userId: world.approver.id,
      ownerId: world.approver.id,
      deviceId: world.deviceId,
      certificateAuthorityId: world.certificateAuthorityId,
      domains: ['other.corp.com'],
      environment: 'production',
      csr: csrPem,
      items: [{ requestId }],
    };
    mutations = await mutationsOf(world.root, (field) => {
      made += 1;
      if (field === 'email') return `nobody-${made}@corp.example`;
      if (field === 'slug') return `corp-${made}`;
      return valid[field];
    });
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  test('every text and every id of every mutation is refused with it, and nothing breaks', async () => {
    const texts = mutations.flatMap((mutation) =>
      mutation.texts.filter((field) => !NO_TEXT_FOR_PEOPLE.has(field)).map((field) => ({ mutation, field })),
    );
    expect(texts.length).toBeGreaterThan(30);
    const wrong: string[] = [];
    const named = new Set<string>();
    for (const { mutation, field } of texts) {
      for (const character of HOSTILE) {
        const input = mutation.input({ [field]: `Harmless at first${character}and then not` });
        const { status, data, errors } = await world.root.send(mutation.document, { input });
        const what = `${mutation.name}.${field} with ${JSON.stringify(character)}`;
        const codes = (errors ?? []).map(({ extensions }) => extensions?.code ?? '');
        if (status >= 500 || codes.some((code) => code.startsWith('INTERNAL'))) wrong.push(`${what} broke: ${status}`);
        if (errors !== undefined || ANSWERS_ITEM_BY_ITEM.has(mutation.name)) continue;
        const refusals = listOf(data[mutation.name]?.userErrors);
        if (refusals.length === 0) wrong.push(`${what} was taken`);
        for (const { field: of } of refusals) if (Array.isArray(of)) named.add(`${mutation.name}.${of[0]}`);
      }
    }
    expect(wrong).toEqual([]);
    // Refused for what they hold, and not for something else that was looked at before.
    expect([...named]).toEqual(expect.arrayContaining(READ_BY_OTHERS));
    const query = 'query ($id: ID!) { request(id: $id) { status } }';
    expect(await world.root.ask(query, { id: pending })).toEqual({ request: { status: 'PENDING' } });
  });

  test('nothing is found by it, whoever looks', async () => {
    const { organizationId } = world;
    const queries: readonly (readonly [string, unknown])[] = [
      ['query ($text: ID!) { request(id: $text) { id } }', { request: null }],
      ['query ($text: ID!) { node(id: $text) { id } }', { node: null }],
      ['query ($text: ID!) { requests(organizationId: $text) { nodes { id } } }', { requests: { nodes: [] } }],
      [
        `query ($text: String!) { requests(organizationId: "${organizationId}", filter: { search: $text }) { nodes { id } totalCount } }`,
        { requests: { nodes: [], totalCount: 0 } },
      ],
    ];
    for (const character of HOSTILE) {
      const text = `apr_${character}`;
      for (const [query, nothing] of queries) {
        const { data, errors = [] } = await world.root.send(query, { text });
        for (const { extensions } of errors) expect(extensions?.code).toBe('BAD_USER_INPUT');
        if (errors.length === 0) expect(data).toEqual(nothing);
      }
      const path = `/approvals/apr_${encodeURIComponent(character.toWellFormed())}`;
      expect((await world.device.request('GET', path)).status).toBe(404);
    }
  });

  test('every text of a device is refused with it', async () => {
    for (const character of HOSTILE) {
      const text = `Harmless at first${character}and then not`;
      const bodies = [
        { ...SEED, justification: text },
        { ...SEED, environment: text },
        { ...SEED, common_name: text },
        { ...SEED, domains: [text] },
        { ...SEED, csr: text },
      ];
      const answers = await Promise.all(bodies.map((body) => world.device.enroll(body)));
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 422]);
      // What is wrong is said without saying it again.
      for (const { text: said } of answers) expect(said).not.toContain(character);
    }
  });

  test('no column of the database holds it', async () => {
    const client = await connectAsSuperuser(server.dataFolder);
    const columns = await client.query<{ name: string; table: string }>(
      `select quote_ident(column_name) as name, format('%I.%I', table_schema, table_name) as table
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY')`,
    );
    expect(columns.rows.length).toBeGreaterThan(100);
    const holding: string[] = [];
    for (const { name, table } of columns.rows) {
      // Records and other JSON hold controls by their escapes.
      const found = await client.query(
        `select 1 from ${table} where ${name}::text ~ '[\\u202e\\u2066\\u061c\\u2028\\u001b\\u0007]'
         or ${name}::text ~* '\\\\u(?:0000|001b|0007|202e|2066|061c|2028|d800)' limit 1`,
      );
      if (found.rows.length > 0) holding.push(`${table}.${name}`);
    }
    await client.end();
    expect(holding).toEqual([]);
  });

  test('and after all of it every invariant holds', async () => {
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});
