import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn } from './harness/browser.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { isSignedBy, startReceiver, type WebhookReceiver } from './harness/webhook-receiver.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

describe('webhooks, in a browser', () => {
  let server: ServerProcess;
  let world: World;
  let receiver: WebhookReceiver;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer({ environment: { COUNTERSIGN_WEBHOOK_ALLOW: '127.0.0.1' } });
    world = await makeWorld(server);
    receiver = await startReceiver();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await receiver.stop();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const choose = async (page: Page, action: string): Promise<void> => {
    await page.getByRole('button', { name: /^Actions for / }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  const shown = async (email: string, options: Parameters<typeof openPage>[1] = {}) => {
    const watched = await openPage(browser, options);
    await signInOn(watched.page, server.url, email, PASSWORD);
    await watched.page.goto(`${server.url}/admin/webhooks`);
    await watched.page.getByRole('heading', { name: 'Webhooks' }).waitFor();
    return watched;
  };

  test('an admin makes one, keeps its secret, tests it, reads what came, sends it again, and takes it away', async () => {
    const { page, complaints } = await shown(world.admin.email);
    await page.getByText('No webhook yet').waitFor();
    await page.getByRole('button', { name: 'New webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('http://hooks.example.com/');
    await dialog.getByRole('button', { name: 'Create' }).click();
    // What is wrong stands at its field.
    await dialog.getByText(/must begin with https/).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Address').fill(`${receiver.url}/in`);
    await dialog.getByLabel('Description').fill('For the night shift');
    const events = dialog.getByRole('combobox', { name: 'Events' });
    await events.fill('request.submitted');
    await page.getByRole('option', { name: 'Submitted (request.submitted)' }).click();
    await events.press('Escape');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText('is shown this once').waitFor();
    const code = await dialog.getByRole('region', { name: 'The secret of the webhook' }).textContent();
    const secret = code?.trim() ?? '';
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await dialog.getByRole('button', { name: 'I have it' }).click();

    const detail = page.getByRole('region', { name: `Webhook ${receiver.url}/in` });
    await detail.getByText('Nothing was sent yet').waitFor();
    receiver.answer((response) => response.writeHead(500).end('<b>no</b>'));
    await detail.getByRole('button', { name: 'Send a test' }).click();
    await detail.getByText('The test did not arrive').waitFor();
    await detail.getByText('<b>no</b>').first().waitFor();
    receiver.answer((response) => response.writeHead(204).end());
    await detail.getByRole('button', { name: 'Send a test' }).click();
    await detail.getByText('The test arrived').waitFor();
    expect(receiver.received.map((one) => isSignedBy(secret, one))).toEqual([true, true]);

    await world.device.enroll({ ...SEED, domains: ['seen.internal.corp.com'] });
    await waitFor(() => receiver.received.find(({ type }) => type === 'request.submitted'), 'the event');
    const attempts = detail.getByRole('list', { name: 'Attempts, newest first' });
    await waitFor(async () => {
      await detail.getByRole('button', { name: 'Read again' }).click();
      return (await attempts.getByText('request.submitted').count()) > 0;
    }, 'the event in the log');
    await attempts.getByText('request.submitted').click();
    expect(await violations(page)).toEqual([]);
    await attempts.getByRole('button', { name: 'Send this one again' }).click();
    await attempts.getByText('attempt 2').waitFor();

    await choose(page, 'Send again from…');
    const replay = page.getByRole('dialog', { name: 'Send again from a sequence' });
    await replay.getByLabel('After sequence').fill('soon');
    await replay.getByRole('button', { name: 'Send again' }).click();
    await replay.getByText(/Give a number/).waitFor();
    await replay.getByLabel('After sequence').fill('-1');
    await replay.getByRole('button', { name: 'Send again' }).click();
    await replay.waitFor({ state: 'detached' });
    await waitFor(
      () => receiver.received.filter(({ type }) => type === 'request.submitted').length === 3,
      'the replay',
    );

    await detail.getByRole('button', { name: 'Turn off' }).click();
    await detail.getByRole('button', { name: 'Turn on' }).waitFor();
    await choose(page, 'Change the secret');
    const rotate = page.getByRole('dialog');
    await rotate.getByRole('button', { name: 'Change the secret' }).click();
    await rotate.getByText('is shown this once').waitFor();
    await rotate.getByRole('button', { name: 'I have it' }).click();
    await detail.getByText(/signs too until/).waitFor();

    await choose(page, 'Delete');
    const confirm = page.getByRole('dialog', { name: 'Delete this webhook?' });
    expect(await violations(page)).toEqual([]);
    await confirm.getByRole('button', { name: 'Delete the webhook' }).click();
    await page.getByText('No webhook yet').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('whoever is no admin is told who sees them', async () => {
    const { page, complaints } = await shown(world.approver.email);
    await page.getByText('Admins see the webhooks').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('on a phone, in the dark, nothing is cut off and no rule is broken', async () => {
    const input = { organizationId: world.organizationId, url: `${receiver.url}/${'long/'.repeat(30)}` };
    await world.admin.client.change(
      'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } userErrors { code message field } } }',
      { input },
    );
    const { page, complaints } = await shown(world.admin.email, { width: 390, height: 844, colorScheme: 'dark' });
    await page.getByRole('button', { name: /^Open / }).click();
    await page.getByText('Nothing was sent yet').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
