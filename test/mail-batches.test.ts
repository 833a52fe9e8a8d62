import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from './harness/graphql-client.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

const MANY = 100;
const PREFER =
  'mutation ($input: UpdateNotificationPreferencesInput!) { updateNotificationPreferences(input: $input) { notificationPreferences { submissions warnings outcomes } userErrors { code message field } } }';
const DECIDE =
  'mutation ($input: DecideRequestsInput!) { decideRequests(input: $input) { results { requestId userErrors { code message } } userErrors { code message field } } }';

describe('many requests at once', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  let ids: string[] = [];

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  /** Links to requests in the mails to somebody whose subject holds `subject`. */
  const links = (address: string, subject: RegExp) =>
    mails.received
      .filter((mail) => mail.recipients.includes(address) && subject.test(mail.subject))
      .map((mail) => [...mail.text.matchAll(/\/approvals\/(apr_[a-z0-9]+)/g)].map(([, id = '']) => id));

  test('a person is told of a hundred in a few mails, each exactly once', async () => {
    ids = await Promise.all(
      Array.from({ length: MANY }, async (_, index) => {
        const { body } = await world.device.enroll({ ...SEED, domains: [`b${index}.internal.corp.com`] });
        return body.approval_id ?? '';
      }),
    );
    const subject = /decision|^Approve or reject/;
    const told = await waitFor(
      () => {
        const found = links(world.approver.email, subject);
        return found.flat().length >= MANY ? found : null;
      },
      'a mail about each',
      40_000,
    );
    expect(told.flat().toSorted()).toEqual(ids.toSorted());
    expect(told.length).toBeLessThanOrEqual(12);
  });

  test('whoever asked learns of a decision on many in a few mails, each exactly once', async () => {
    const items = ids.map((requestId) => ({ requestId }));
    const input = { verdict: 'REJECT', reason: 'Not in this quarter', items };
    await world.approver.client.change(DECIDE, { input });
    const told = await waitFor(
      () => {
        const found = links(world.admin.email, /rejected/i);
        return found.flat().length >= MANY ? found : null;
      },
      'a mail about each outcome',
      40_000,
    );
    expect(told.flat().toSorted()).toEqual(ids.toSorted());
    expect(told.length).toBeLessThanOrEqual(12);
  });

  test('who turned submissions off is told of none, and others of what concerns them', async () => {
    const { organizationId, approver } = world;
    const { client } = await signIn(server.url, approver.email, PASSWORD);
    const { notificationPreferences } = await client.change(PREFER, { input: { organizationId, submissions: false } });
    expect(notificationPreferences).toEqual({ submissions: false, warnings: true, outcomes: true });
    const { body } = await world.device.enroll({ ...SEED, domains: ['quiet.internal.corp.com'] });
    const id = body.approval_id ?? 'none';
    await approver.client.change(APPROVE, { input: { requestId: id } });
    // Once the outcome is told, the submission would have been.
    await waitFor(
      () =>
        links(world.admin.email, /^Issued/)
          .flat()
          .includes(id),
      'the mail about the outcome',
      20_000,
    );
    expect(links(approver.email, /./).flat()).not.toContain(id);
    expect(await approver.client.refused(PREFER, { input: { organizationId, submissions: true } })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });
});
