import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deviceClient } from './harness/device-client.ts';
import { graphqlClient, listOf, type Tree, textOf } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import {
  type Identity,
  isSignedBy,
  makeIdentity,
  type Received,
  startReceiver,
  type WebhookReceiver,
} from './harness/webhook-receiver.ts';
import { APPROVE, makeWorld, SEED, type Somebody, type World } from './harness/world.ts';

const WEBHOOK = 'webhook { id active disabledReason }';
const ERRORS = 'userErrors { code message field }';
const CREATE = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { ${WEBHOOK} secret ${ERRORS} } }`;
const UPDATE = `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { ${WEBHOOK} ${ERRORS} } }`;
const ROTATE = `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret ${ERRORS} } }`;
const REPLAY = `mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { ${WEBHOOK} ${ERRORS} } }`;
const DELETE = `mutation ($input: DeleteWebhookInput!) { deleteWebhook(input: $input) { deletedWebhookId ${ERRORS} } }`;
const ATTEMPT = 'delivery { id statusCode error responseBody durationMs sequence attempt messageId }';
const TEST = `mutation ($input: SendTestWebhookInput!) { sendTestWebhook(input: $input) { ${ATTEMPT} ${ERRORS} } }`;
const RETRY = `mutation ($input: RetryWebhookDeliveryInput!) { retryWebhookDelivery(input: $input) { ${ATTEMPT} ${ERRORS} } }`;
const SEE = `query ($id: ID!) { webhook(id: $id) { active disabledReason progress { nextSequence failedAttempts failingSince }
  deliveries(first: 50) { nodes { id eventType sequence attempt statusCode error nextAttemptAt } } } }`;

describe('webhooks', () => {
  let server: ServerProcess;
  let world: World;
  let identity: Identity;
  const receivers: WebhookReceiver[] = [];
  let webhookIds: string[] = [];
  let names = 0;

  beforeAll(async () => {
    identity = await makeIdentity();
    server = await startServer({
      environment: { COUNTERSIGN_WEBHOOK_ALLOW: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: identity.file },
    });
    world = await makeWorld(server);
  });
  afterEach(async () => {
    for (const webhookId of webhookIds) await world.admin.client.change(DELETE, { input: { webhookId } });
    webhookIds = [];
    for (const receiver of receivers.splice(0)) await receiver.stop();
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
    identity.remove();
  });

  const receive = async (how?: Identity): Promise<WebhookReceiver> => {
    const receiver = await startReceiver(how);
    receivers.push(receiver);
    return receiver;
  };
  const create = async (url: string, more: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> => {
    const input = { organizationId: world.organizationId, url, ...more };
    const made = await world.admin.client.change(CREATE, { input });
    const id = textOf(made.webhook?.id);
    webhookIds.push(id);
    return { id, secret: textOf(made.secret) };
  };
  const see = async (id: string): Promise<Tree> => {
    const { webhook } = await world.admin.client.ask(SEE, { id });
    if (webhook === undefined) throw new Error(`${id} is not there`);
    return webhook;
  };
  /** Asks for a certificate and approves it; answers the id. */
  const happen = async (): Promise<string> => {
    names += 1;
    const { body } = await world.device.enroll({ ...SEED, domains: [`n${names}.internal.corp.com`] });
    const requestId = body.approval_id ?? '';
    await world.approver.client.change(APPROVE, { input: { requestId, reason: 'It is "ours" <b>' } });
    return requestId;
  };
  const about = (receiver: WebhookReceiver, id: string, type: string) =>
    waitFor(
      () => receiver.received.find((one) => one.type === type && one.text.includes(id)),
      `${type} of ${id}`,
      30_000,
    );
  /** Each event once, as it came first. */
  const firsts = (all: readonly Received[]) => all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);

  test('events arrive over TLS, signed, in the order of the ledger, and say what happened and nothing secret', async () => {
    const receiver = await receive(identity);
    const { secret } = await create(`${receiver.url}/in?team=7`);
    const id = await happen();
    await about(receiver, id, 'certificate.issued');
    expect(receiver.received.map(({ type }) => type)).toEqual([
      'request.submitted',
      'request.approved',
      'certificate.intended',
      'certificate.issued',
    ]);
    const sequences = receiver.received.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    for (const one of receiver.received) {
      expect(isSignedBy(secret, one)).toBe(true);
      expect(one.path).toBe('/in?team=7');
      expect(one.text).not.toContain(SEED.justification);
      expect(one.text).not.toContain('PRIVATE KEY');
    }
    const approved = JSON.parse(receiver.received[1]?.text ?? '') as Tree;
    expect(approved).toMatchObject({
      type: 'request.approved',
      data: {
        ledger: world.organizationId,
        request: {
          id,
          status: 'APPROVED',
          domains: [`n${names}.internal.corp.com`],
          environment: 'production',
          profile: { id: world.profileId, name: 'Internal' },
        },
        actor: { kind: 'token' },
        reason: 'It is "ours" <b>',
      },
    });
  });

  test('only the chosen events are told, and none while it is turned off; turned on again, it goes on from there', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url, { eventTypes: ['certificate.issued'] });
    const first = await happen();
    await about(receiver, first, 'certificate.issued');
    await world.admin.client.change(UPDATE, { input: { webhookId, active: false } });
    const second = await happen();
    await world.admin.client.change(UPDATE, { input: { webhookId, active: true } });
    await about(receiver, second, 'certificate.issued');
    expect(receiver.received.map(({ type }) => type)).toEqual(['certificate.issued', 'certificate.issued']);
  });

  test('a receiver that is away gets everything once it is back, in order, also where the server is killed meanwhile', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url);
    const ids = [await happen()];
    await about(receiver, ids[0] ?? '', 'certificate.issued');
    await receiver.pause();
    ids.push(await happen(), await happen());
    await waitFor(async () => Number((await see(webhookId)).progress?.failedAttempts) >= 2, 'attempts in vain');
    expect((await see(webhookId)).active).toBe(true);
    await server.kill();
    await receiver.resume();
    server = await startServer({ dataFolder: server.dataFolder, environment: server.environment });
    world = renewed(world, server);
    ids.push(await happen());
    for (const id of ids) await about(receiver, id, 'certificate.issued');
    const told = firsts(receiver.received);
    // What is issued in the background may come behind the next submission: each of all is there, once.
    expect(told.map(({ type }) => type).toSorted((a, b) => a.localeCompare(b))).toEqual(
      ['certificate.intended', 'certificate.issued', 'request.approved', 'request.submitted'].flatMap((type) =>
        ids.map(() => type),
      ),
    );
    expect(told.map(({ sequence }) => sequence)).toEqual(
      told.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
    );
    expect(listOf((await see(webhookId)).deliveries?.nodes).some(({ error }) => error !== null)).toBe(true);
  });

  test('a server that is killed while it sends loses nothing', async () => {
    const receiver = await receive();
    await create(receiver.url);
    receiver.answer(() => undefined);
    const id = await happen();
    await about(receiver, id, 'request.submitted');
    await server.kill();
    receiver.answer((response) => response.writeHead(204).end());
    server = await startServer({ dataFolder: server.dataFolder, environment: server.environment });
    world = renewed(world, server);
    await waitFor(() => firsts(receiver.received).length === 4, 'every event', 50_000);
    const again = receiver.received.filter(({ type }) => type === 'request.submitted');
    // It was seen twice, and can be told by its id.
    expect(again).toHaveLength(2);
    expect(again[1]?.id).toBe(again[0]?.id);
    expect(again[1]?.text).toBe(again[0]?.text);
  });

  test('an answer other than 2xx is tried again, until it is accepted', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url, { eventTypes: ['request.submitted'] });
    receiver.answer((response) => response.writeHead(503, { 'retry-after': '1' }).end('away for lunch'));
    const id = await happen();
    await about(receiver, id, 'request.submitted');
    await waitFor(() => receiver.received.length >= 2, 'a second attempt');
    receiver.answer((response) => response.writeHead(200).end('thanks'));
    await waitFor(async () => (await see(webhookId)).progress?.failingSince === null, 'acceptance');
    const [last, ...before] = listOf((await see(webhookId)).deliveries?.nodes);
    expect(last).toMatchObject({ statusCode: 200, error: null, nextAttemptAt: null });
    expect(before.at(-1)).toMatchObject({ attempt: 1, statusCode: 503, eventType: 'request.submitted' });
    expect(before.at(-1)?.nextAttemptAt).not.toBeNull();
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
  });

  test('everything after a sequence can be sent again: the same events under the same ids', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url);
    const ids = [await happen(), await happen()];
    await about(receiver, ids[1] ?? '', 'certificate.issued');
    const once = [...receiver.received];
    const sinceSequence = String(once[3]?.sequence);
    await world.admin.client.change(REPLAY, { input: { webhookId, sinceSequence } });
    await waitFor(() => receiver.received.length >= once.length + 4, 'the replay');
    const replayed = receiver.received.slice(once.length);
    expect(replayed.map(({ id, text }) => [id, text])).toEqual(once.slice(4).map(({ id, text }) => [id, text]));
    const refused = await world.admin.client.refused(REPLAY, { input: { webhookId, sinceSequence: '999999' } });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['sinceSequence'] });
  });

  test('one attempt can be made again by hand', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url, { eventTypes: ['request.submitted'] });
    await about(receiver, await happen(), 'request.submitted');
    const [delivery] = await waitFor(async () => {
      const found = listOf((await see(webhookId)).deliveries?.nodes);
      return found.length > 0 && found;
    }, 'the log');
    const made = await world.admin.client.change(RETRY, { input: { deliveryId: textOf(delivery?.id) } });
    expect(made.delivery).toMatchObject({ statusCode: 204, attempt: 2 });
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
  });

  test('for a day after the secret is changed, both sign', async () => {
    const receiver = await receive();
    const { id: webhookId, secret } = await create(receiver.url);
    const { secret: next } = await world.admin.client.change(ROTATE, { input: { webhookId } });
    await world.admin.client.change(TEST, { input: { webhookId } });
    const [received] = receiver.received;
    if (received === undefined) throw new Error('nothing was received');
    expect([isSignedBy(secret, received), isSignedBy(textOf(next), received)]).toEqual([true, true]);
    expect(received.signatures).toHaveLength(2);
  });

  test('410 Gone turns it off, and the ledger says why', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url);
    receiver.answer((response) => response.writeHead(410).end());
    await happen();
    await waitFor(async () => (await see(webhookId)).disabledReason !== null, 'the end');
    expect(textOf((await see(webhookId)).disabledReason)).toContain('410 Gone');
    const { auditRecords } = await world.admin.client.ask(
      'query ($organizationId: ID!, $filter: AuditFilter) { auditRecords(organizationId: $organizationId, filter: $filter, first: 1) { nodes { entry } } }',
      { organizationId: world.organizationId, filter: { subjectId: webhookId } },
    );
    const [entry] = listOf(auditRecords?.nodes);
    expect(JSON.parse(textOf(entry?.entry))).toMatchObject({
      actor: { kind: 'system' },
      type: 'webhook.changed',
      detail: { change: 'disabled', after: { active: false } },
    });
  });

  test('a test says what came back, or in words why nothing did; a redirect is not followed', async () => {
    const receiver = await receive();
    const { id: webhookId } = await create(receiver.url);
    const ask = async () => (await world.admin.client.change(TEST, { input: { webhookId } })).delivery;
    receiver.answer((response) => response.writeHead(200).end('y'.repeat(5_000)));
    expect(await ask()).toMatchObject({
      statusCode: 200,
      error: null,
      responseBody: 'y'.repeat(1_024),
      sequence: null,
    });
    receiver.answer((response) => response.writeHead(302, { location: receiver.url }).end());
    const before = receiver.received.length;
    const redirected = await ask();
    expect(redirected?.statusCode).toBe(302);
    expect(textOf(redirected?.error)).toContain('redirects are not followed');
    expect(receiver.received).toHaveLength(before + 1);
    await world.admin.client.change(UPDATE, { input: { webhookId, url: 'https://localhost:1/' } });
    expect(await ask()).toMatchObject({
      statusCode: null,
      error: 'Nothing listens there: the connection was refused.',
    });
  });

  test('a receiver that never answers holds up no other, and no decision', async () => {
    const [slow, quick] = [await receive(), await receive()];
    slow.answer(() => undefined);
    await create(slow.url);
    await create(quick.url);
    const first = await happen();
    await about(slow, first, 'request.submitted');
    const second = await happen();
    await about(quick, second, 'certificate.issued');
    expect(quick.received).toHaveLength(8);
    // One at a time: what follows waits for the first.
    expect(new Set(slow.received.map(({ id }) => id)).size).toBe(1);
  });

  test.each([
    'http://hooks.example.com/',
    'https://user:secret@hooks.example.com/',
    'https://hooks.example.com:25/',
    'ftp://hooks.example.com/',
  ])('the address %s is refused', async (url) => {
    const refused = await world.admin.client.refused(CREATE, { input: { organizationId: world.organizationId, url } });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['url'] });
  });

  test.each(['https://169.254.169.254/latest/', 'https://10.0.0.1/', 'https://[::1]/', 'https://0xa.1/'])(
    'nothing is sent to %s, which is not on the Internet',
    async (url) => {
      const { id: webhookId } = await create(url);
      const { delivery } = await world.admin.client.change(TEST, { input: { webhookId } });
      expect(delivery?.statusCode).toBeNull();
      expect(textOf(delivery?.error)).toContain('is not an address on the Internet');
    },
  );

  test('neither secret nor path stands in the ledger', async () => {
    const { secret } = await create('https://hooks.example.com/a-secret-path');
    const answer = await world.admin.client.ask(
      'query ($organizationId: ID!, $filter: AuditFilter) { auditRecords(organizationId: $organizationId, filter: $filter, first: 100) { nodes { entry } } }',
      { organizationId: world.organizationId, filter: { types: ['webhook.changed'] } },
    );
    const text = JSON.stringify(answer);
    expect(text).toContain('hooks.example.com');
    expect(text).not.toContain('a-secret-path');
    expect(text).not.toContain(secret);
  });

  test('after all of it, every ledger verifies, and the state is what the records say', async () => {
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});

/** The same people and device, at a server that was started again on other ports. */
function renewed(world: World, server: ServerProcess): World {
  const again = (somebody: Somebody): Somebody => ({
    ...somebody,
    client: graphqlClient(server.url, { bearer: somebody.token }),
  });
  world.device.close();
  return {
    ...world,
    server,
    admin: again(world.admin),
    approver: again(world.approver),
    device: deviceClient(server.deviceUrl, world.device.identity),
  };
}
