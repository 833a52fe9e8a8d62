import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Principal, SYSTEM } from '../domain/actor.ts';
import type { WebhookAnswer } from '../domain/webhook-retries.ts';
import { LedgerFeed } from '../ledger/feed.ts';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { setUpPlatform } from '../ledger/testing/governed-world.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { bindWebhookCommands } from '../usecases/bind-webhook-commands.ts';
import { disableWebhook } from '../usecases/disable-webhook.ts';
import type { WebhookCommands } from '../usecases/webhook-application.ts';
import type { WebhookParts, WebhookPost } from '../usecases/webhook-ports.ts';
import type { RepeatingTask } from './repeating-task.ts';
import { startWebhookSender } from './webhook-sender.ts';

const HOUR_MS = 3_600_000;
const WITHIN = { timeout: 15_000, interval: 10 };
const OK: WebhookAnswer = { statusCode: 200, durationMs: 1, body: '', error: null, retryAfterMs: null };
const failed = (statusCode: number | null): WebhookAnswer => ({ ...OK, statusCode, error: 'It failed.' });

describe('telling webhooks', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let root: Principal;
  let organizationId = '';
  let organizations = 0;
  let commands: WebhookCommands;
  let senders: RepeatingTask[] = [];
  let got: { readonly by: number; readonly seq: number; readonly post: WebhookPost }[] = [];
  let answer: (post: WebhookPost) => Promise<WebhookAnswer> = () => Promise.resolve(OK);

  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    root = await setUpPlatform(server);
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });
  beforeEach(async () => {
    organizations += 1;
    const named = { name: `Corp ${organizations}`, slug: `corp-${organizations}` };
    organizationId = (await server.commands.createOrganization(root, named)).id;
    commands = bindWebhookCommands(server.deps, server.webhooks);
    got = [];
    answer = () => Promise.resolve(OK);
  });
  afterEach(async () => {
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
  });

  const feed = () => new LedgerFeed({ database: open.database, log: () => undefined });
  /** As a server of its own would. */
  const start = () => {
    const by = senders.length;
    const reader = feed();
    const parts: WebhookParts = {
      ...server.webhooks,
      read: (ledger, seq, limit) => reader.read(ledger, seq, limit),
      post: (post) => {
        const { data } = JSON.parse(post.body) as { data: { sequence: string } };
        got.push({ by, seq: Number(data.sequence), post });
        return answer(post);
      },
    };
    const { deps } = server;
    const disable = (id: string, reason: string) => disableWebhook(deps, parts, id, reason);
    senders.push(startWebhookSender({ deps, parts, disable }));
  };
  const poke = () => {
    for (const sender of senders) sender.poke();
  };
  const make = async () => {
    const url = 'https://hooks.example/in';
    return commands.createWebhook(root, { organizationId, url, eventTypes: ['request.commented'] });
  };
  const happen = async (times = 1) => {
    const { deps } = server;
    const one = { actor: SYSTEM, subject: { kind: 'request', id: 'apr_none' }, detail: {} } as const;
    const sequences: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const records = [{ type: 'request.commented', ...one } as const];
      const command = { organizationId, authority: null, now: deps.clock.now(), records, writes: () => [] };
      sequences.push((await deps.ledger.commit(command)).firstSequence);
    }
    return sequences;
  };
  const arrived = (count: number) =>
    vi.waitFor(() => {
      poke();
      expect(got.length).toBeGreaterThanOrEqual(count);
    }, WITHIN);
  const sequences = () => got.map(({ seq }) => seq);
  const progress = async (id: string) => {
    const found = await server.webhooks.store.progress(id);
    if (found === null) throw new Error('the webhook has no place');
    return found;
  };

  it('is done by one of two servers at a time, once an event and in order', async () => {
    const { webhook } = await make();
    let [now, most] = [0, 0];
    answer = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return OK;
    };
    start();
    start();
    const told: number[] = [];
    for (let burst = 0; burst < 4; burst += 1) {
      told.push(...(await happen(40)));
      poke();
    }
    await arrived(told.length);
    expect(sequences()).toEqual(told);
    expect(most).toBe(1);
    await vi.waitFor(async () => expect((await progress(webhook.id)).next).toBe((told.at(-1) ?? 0) + 1), WITHIN);
  });

  it('of several webhooks goes on while one of them waits for its receiver', async () => {
    const slow = await make();
    const quick = await make();
    const suffix = slow.webhook.id.replace('whk_', '');
    let letGo = (): void => undefined;
    answer = (post) =>
      String(post.headers['webhook-id']).includes(suffix)
        ? new Promise((resolve) => {
            letGo = () => resolve(OK);
          })
        : Promise.resolve(OK);
    start();
    await happen(3);
    await arrived(4);
    await vi.waitFor(async () => expect((await progress(quick.webhook.id)).attempts).toBe(0), WITHIN);
    expect(got.filter(({ post }) => String(post.headers['webhook-id']).includes(suffix))).toHaveLength(1);
    answer = () => Promise.resolve(OK);
    letGo();
    await arrived(6);
  });

  it('takes over from a server that died, once its lease has ended', async () => {
    const { webhook } = await make();
    const [first] = await happen();
    const now = server.deps.clock.now();
    const lease = await server.webhooks.store.lease('a server that died', now, new Date(now.getTime() + 20_000));
    expect(lease).toMatchObject({ webhookId: webhook.id });
    start();
    poke();
    await senders[0]?.stop();
    expect(got).toEqual([]);
    senders = [];
    server.passTime(30_000);
    start();
    await arrived(1);
    expect(sequences()).toEqual([first]);
    // And whoever comes back too late moves nothing.
    if (lease === null) throw new Error('there was no lease');
    const step = { accepted: true, until: now };
    expect(await server.webhooks.store.move(lease, { ledger: organizationId, next: 999 }, step)).toBe(false);
  });

  it('that fails for five days turns the webhook off, says why, and goes on from there when it is turned on again', async () => {
    const { webhook } = await make();
    const [first] = await happen();
    answer = () => Promise.resolve(failed(null));
    start();
    await arrived(1);
    for (let hours = 0; hours < 5 * 24; hours += 6) {
      const before = got.length;
      await vi.waitFor(async () => expect((await progress(webhook.id)).leasedBy).toBeNull(), WITHIN);
      server.passTime(6 * HOUR_MS);
      await arrived(before + 1);
    }
    await vi.waitFor(async () => {
      const found = await server.webhooks.store.webhook(webhook.id);
      expect(found).toMatchObject({ active: false });
      expect(found?.disabledReason).toContain('5 days');
    }, WITHIN);
    expect(new Set(sequences())).toEqual(new Set([first]));
    const [later] = await happen();
    answer = () => Promise.resolve(OK);
    got = [];
    await commands.updateWebhook(root, { webhookId: webhook.id, active: true });
    await arrived(2);
    expect(sequences()).toEqual([first, later]);
  });

  it('passes over an event that is refused for three days, and sends what lies behind it', async () => {
    const { webhook } = await make();
    const [poison, next] = await happen(2);
    answer = (post) => Promise.resolve(post.body.includes(`"sequence":"${poison}"`) ? failed(422) : OK);
    start();
    await arrived(1);
    for (let hours = 0; hours < 3 * 24; hours += 6) {
      const before = got.length;
      await vi.waitFor(async () => expect((await progress(webhook.id)).leasedBy).toBeNull(), WITHIN);
      server.passTime(6 * HOUR_MS);
      await arrived(before + 1);
    }
    await vi.waitFor(() => expect(sequences().at(-1)).toBe(next), WITHIN);
    const log = await server.webhooks.store.deliveries(webhook.id, null, 50);
    expect(log.find(({ seq }) => seq === poison)).toMatchObject({ statusCode: 422, nextAttemptAt: null });
  });

  it('loses nothing of a sealed organization, and changes nothing in it', async () => {
    const { webhook } = await make();
    const [first] = await happen();
    const seal = (to: string) =>
      withClient(open.test.superuserUrl, (client) =>
        client.query(`update ledger_head set sealed_at = ${to} where organization_id = '${organizationId}'`),
      );
    await seal('now()');
    answer = () => Promise.resolve(failed(410));
    start();
    await arrived(1);
    await vi.waitFor(async () => expect((await progress(webhook.id)).attempts).toBe(1), WITHIN);
    expect(await server.webhooks.store.webhook(webhook.id)).toMatchObject({ active: true });
    await seal('null');
    answer = () => Promise.resolve(OK);
    server.passTime(2 * HOUR_MS);
    await arrived(2);
    expect(sequences()).toEqual([first, first]);
  });

  it('forgets attempts after 30 days, and an old secret once it signs no more', async () => {
    const { webhook } = await make();
    await commands.rotateWebhookSecret(root, { webhookId: webhook.id });
    await commands.sendTestWebhook(root, { webhookId: webhook.id });
    const { store } = server.webhooks;
    const now = server.deps.clock.now();
    const ago = (days: number) => new Date(now.getTime() - days * 24 * HOUR_MS);
    await store.tidy(ago(30), now);
    expect(await store.deliveries(webhook.id, null, 10)).toHaveLength(1);
    expect((await store.webhook(webhook.id))?.previousSealedSecret).toBeInstanceOf(Buffer);
    const later = new Date(now.getTime() + 31 * 24 * HOUR_MS);
    await store.tidy(new Date(now.getTime() + 1_000), later);
    expect(await store.deliveries(webhook.id, null, 10)).toEqual([]);
    expect((await store.webhook(webhook.id))?.previousSealedSecret).toBeNull();
  });

  it('keeps no secret that can be read, in the table or in the ledger', async () => {
    const { webhook, secret } = await make();
    const row = await server.webhooks.store.webhook(webhook.id);
    expect(row?.sealedSecret.toString('latin1')).not.toContain(secret);
    const entries = await feed().read(organizationId, 0);
    expect(JSON.stringify(entries)).not.toContain(secret);
    expect(JSON.stringify(entries)).not.toContain('hooks.example/in');
  });
});
