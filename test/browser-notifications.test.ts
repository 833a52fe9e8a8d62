import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn } from './harness/browser.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { ADMIN, removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

describe('notifications, in a browser', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer();
    world = await makeWorld(server);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  test('an admin of the platform sets the mail server, is told what is wrong at its field, tries it, and mail is sent', async () => {
    const { page, complaints } = await openPage(browser);
    await signInOn(page, server.url, ADMIN.email, ADMIN.password);
    await page.goto(`${server.url}/admin/notifications`);
    await page.getByText('No mail is sent until a server is saved here.').waitFor();
    await page.getByLabel('Host').fill('mail.corp.example');
    await page.getByLabel('Port').fill(String(mails.port));
    await page.getByRole('radio', { name: 'None' }).check();
    await page.getByLabel('From, address').fill('certificates@corp.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Without TLS everybody on the way to mail.corp.example/).waitFor();
    await page.getByLabel('Host').fill('127.0.0.1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Every server uses it from now on.').waitFor();
    await page.getByText('Mail goes by the server below.').waitFor();

    await page.getByLabel('To', { exact: true }).fill('somebody@corp.example');
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText(/^Sent\. The mail server took it/).waitFor();
    mails.refuse('nobody@corp.example');
    await page.getByLabel('To', { exact: true }).fill('nobody@corp.example');
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText(/^Not sent\. The mail server refuses this recipient/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a mail that was refused is counted in the menu, shown with what was said, and sent again from there', async () => {
    mails.refuse(world.approver.email);
    const { body } = await world.device.enroll({ ...SEED, domains: ['refused.internal.corp.com'] });
    const { page, complaints } = await openPage(browser);
    await signInOn(page, server.url, world.admin.email, PASSWORD);
    await waitFor(async () => {
      await page.goto(`${server.url}/admin/undelivered-mail`);
      await page.getByRole('heading', { name: 'Undelivered mail' }).waitFor();
      return page.getByText('550 No such user here').isVisible();
    }, 'the undelivered mail');
    await page.getByText('1 could not be delivered').first().waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
    mails.accept(world.approver.email);
    await page.getByRole('button', { name: `Send again to ${world.approver.email}` }).click();
    await waitFor(() => mails.received.some(({ text }) => text.includes(body.approval_id ?? 'none')), 'the mail');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a person chooses what they are told, and what they cannot turn off says why', async () => {
    const { page, complaints } = await openPage(browser);
    await signInOn(page, server.url, world.approver.email, PASSWORD);
    await page.getByRole('button', { name: /^You: / }).click();
    await page.getByRole('menuitem', { name: 'Notifications' }).click();
    const reminders = page.getByRole('switch', { name: 'Reminders' });
    await reminders.waitFor();
    expect(await reminders.isChecked()).toBe(true);
    await reminders.click({ force: true });
    await waitFor(async () => !(await reminders.isChecked()), 'reminders to be off');
    expect(await page.getByRole('switch', { name: /^Escalations/ }).isDisabled()).toBe(true);
    await page.getByText(/nobody would know/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await waitFor(async () => !(await page.getByRole('switch', { name: 'Reminders' }).isChecked()), 'it to be kept');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
