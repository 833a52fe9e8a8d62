import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

const UPDATE_PROFILE =
  'mutation ($input: UpdateTrustProfileInput!) { updateTrustProfile(input: $input) { trustProfile { version } userErrors { code message field } } }';

describe('reasons and signals, in a browser', () => {
  let server: ServerProcess;
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const signedIn = async (email: string): Promise<WatchedPage> => {
    const watched = await openPage(browser);
    await signInOn(watched.page, server.url, email, PASSWORD);
    return watched;
  };
  const ask = async (name: string): Promise<string> =>
    (await world.device.enroll({ ...SEED, domains: [name] })).body.approval_id ?? '';

  test('an admin adds reasons, puts them in order, rewords one and takes one out of use', async () => {
    const { page, complaints } = await signedIn(world.admin.email);
    await page.goto(`${server.url}/admin/reasons`);
    for (const text of ['Wrong environment', 'No ticket', 'Not ours']) {
      await page.getByRole('button', { name: 'New reason' }).click();
      const dialog = page.getByRole('dialog', { name: 'New reason' });
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(text);
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('cell', { name: text }).first().waitFor();
    }
    await page.getByRole('button', { name: 'Move “No ticket” up' }).press('Enter');
    await page.getByRole('row').nth(1).getByText('No ticket').waitFor();
    await page.getByRole('button', { name: 'Actions for “Not ours”' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit reason' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wrong environment');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/There is a reason “Wrong environment” of this kind already/).waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Not one of ours');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Actions for “Not one of ours”' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await page
      .getByRole('row', { name: /Not one of ours/ })
      .getByText('not offered any more')
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('whoever rejects chooses one by the keyboard and adds to it; what was chosen is read by whoever asked', async () => {
    const id = await ask('chosen.internal.corp.com');
    const { page, complaints } = await signedIn(world.approver.email);
    await page.goto(`${server.url}/approvals/${id}`);
    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    const list = dialog.getByRole('combobox', { name: 'Choose a reason' });
    await list.focus();
    await page.keyboard.type('ticket');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Reason', exact: true }).fill('ask INFRA');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.waitFor({ state: 'detached' });
    const polled = await world.device.request('GET', `/approvals/${id}`);
    expect(polled.body).toMatchObject({ status: 'rejected', reason: 'No ticket: ask INFRA' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a request shows the rules of its policy and its signals apart, each with its why', async () => {
    const id = await ask('signals.internal.corp.com');
    const { page, complaints } = await signedIn(world.approver.email);
    await page.goto(`${server.url}/approvals/${id}`);
    const signals = page.getByRole('list', { name: 'Signals' });
    await signals.getByText('No certificate has been issued for signals.internal.corp.com before.').waitFor();
    await page
      .getByRole('list', { name: 'Rules' })
      .getByText(/covers every name/)
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a decision on what has changed meanwhile says what changed, and keeps the reason that was written', async () => {
    const id = await ask('meanwhile.internal.corp.com');
    const { page } = await signedIn(world.approver.email);
    await page.goto(`${server.url}/approvals/${id}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ticket checked');
    await world.admin.client.change(UPDATE_PROFILE, {
      input: { trustProfileId: world.profileId, maxValidityDays: 120 },
    });
    await dialog.getByRole('button', { name: 'Approve and issue' }).click();
    await dialog
      .getByRole('list', { name: 'What changed' })
      .getByText(/→ 120$/)
      .waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('Ticket checked');
    await dialog.getByRole('button', { name: 'Approve and issue' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });
});
