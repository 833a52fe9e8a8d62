import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BadWire, startBadWire } from './harness/bad-wire.ts';
import { listOf, textOf } from './harness/graphql-client.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

const UNDELIVERED =
  'query ($organizationId: ID) { undeliveredMails(organizationId: $organizationId) { nodes { id toAddress subject event requestIds said state attempts } totalCount } }';
const RETRY =
  'mutation ($input: RetryUndeliveredMailInput!) { retryUndeliveredMail(input: $input) { undeliveredMail { id state } userErrors { code message field } } }';
const DELIVERY =
  '{ notificationSettings { source host delivery { waiting oldestWaitingAt lastDeliveredAt trouble undelivered } } }';

describe('mail by a bad mail server', () => {
  let mails: TestMailServer;
  let wire: BadWire;
  let server: ServerProcess;
  let world: World;
  let asked = 0;

  beforeAll(async () => {
    mails = await startMailServer();
    wire = await startBadWire(mails.port);
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: `smtp://127.0.0.1:${wire.port}` } });
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.stop();
    await wire.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  /** Asks for a certificate, and measures how long the answer took. */
  const submit = async () => {
    asked += 1;
    const begun = performance.now();
    const { status, body } = await world.device.enroll({ ...SEED, domains: [`n${asked}.internal.corp.com`] });
    expect(status).toBe(202);
    return { id: body.approval_id ?? '', took: performance.now() - begun };
  };
  const about = (id: string) => mails.received.filter((mail) => mail.text.includes(`/approvals/${id}`));
  const told = (ids: readonly string[]) =>
    waitFor(() => (ids.every((id) => about(id).length > 0) ? true : null), 'a mail about each', 50_000);
  /** Every mail but copies of one that was taken before its answer was lost. */
  const mailsOf = (id: string) => new Set(about(id).map(({ messageId }) => messageId)).size;

  test('one that is away delays no request; everything is delivered once it is back, each once', async () => {
    await wire.down();
    const asks = [await submit(), await submit(), await submit()];
    for (const { took } of asks) expect(took).toBeLessThan(3_000);
    const state = await waitFor(
      async () => {
        const found = (await world.root.ask(DELIVERY)).notificationSettings;
        return found?.delivery?.trouble ? found : null;
      },
      'the trouble to be told',
      20_000,
    );
    expect(state).toMatchObject({ source: 'ENVIRONMENT', host: '127.0.0.1' });
    expect(textOf(state?.delivery?.trouble)).toMatch(/ECONNREFUSED|closed|connect/i);
    expect(state?.delivery?.oldestWaitingAt).toEqual(expect.any(String));
    await wire.up();
    await told(asks.map(({ id }) => id));
    for (const { id } of asks) expect(about(id)).toHaveLength(1);
    await waitFor(async () => {
      const { notificationSettings } = await world.root.ask(DELIVERY);
      return notificationSettings?.delivery?.lastDeliveredAt && notificationSettings.delivery.trouble === null;
    }, 'the success to be told');
  });

  test('one that says nothing delays no request, and no mail for ever', async () => {
    wire.hang();
    const { id, took } = await submit();
    expect(took).toBeLessThan(3_000);
    await waitFor(() => wire.troubles > 0, 'an attempt in vain', 20_000);
    const { took: meanwhile } = await submit();
    expect(meanwhile).toBeLessThan(3_000);
    wire.flow();
    await told([id]);
    expect(about(id)).toHaveLength(1);
  });

  test.each(['in the mail', 'before the answer'] as const)(
    'a connection that breaks %s loses nothing, and makes one copy at most, under the same Message-ID',
    async (when) => {
      wire.breakOff(when);
      const before = wire.troubles;
      const { id } = await submit();
      await waitFor(() => wire.troubles > before, 'the break', 20_000);
      // Whatever is sent after it comes after it.
      await told([id]);
      const { id: next } = await submit();
      await told([next]);
      expect(mailsOf(id)).toBe(1);
      expect(about(id).length).toBeLessThanOrEqual(2);
    },
  );

  test('one that greylists is asked again, and everybody is told once', async () => {
    mails.greylist();
    const refusals = mails.refusals;
    const { id } = await submit();
    await told([id]);
    expect(mails.refusals).toBeGreaterThan(refusals);
    expect(about(id)).toHaveLength(1);
  });

  test('a recipient who is refused is shown to admins, with what was said, and can be sent to again', async () => {
    mails.refuse(world.approver.email);
    const { id } = await submit();
    const found = await waitFor(
      async () => {
        const mine = await world.admin.client.ask(UNDELIVERED, { organizationId: world.organizationId });
        return listOf(mine.undeliveredMails?.nodes)[0] ?? null;
      },
      'the undelivered mail',
      20_000,
    );
    expect(found).toMatchObject({
      toAddress: world.approver.email,
      event: 'submitted',
      requestIds: [id],
      state: 'FAILED',
      said: expect.stringContaining('550'),
    });
    const all = await world.root.ask(UNDELIVERED);
    expect(all.undeliveredMails).toMatchObject({ totalCount: 1, nodes: [{ id: found.id }] });
    const others = await world.approver.client.send(UNDELIVERED, { organizationId: world.organizationId });
    expect(others.errors?.[0]?.extensions?.code ?? others.data.undeliveredMails).not.toMatchObject({ totalCount: 1 });

    mails.accept(world.approver.email);
    await world.admin.client.change(RETRY, { input: { id: found.id } });
    await told([id]);
    await waitFor(
      async () => {
        const left = await world.root.ask(UNDELIVERED);
        return listOf(left.undeliveredMails?.nodes).length === 0;
      },
      'the list to be empty',
      10_000,
    );
    expect(about(id)).toHaveLength(1);
  });
});
