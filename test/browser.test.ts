import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

describe('the web app, in a browser', () => {
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

  const signedIn = async (email: string, options: Parameters<typeof openPage>[1] = {}): Promise<WatchedPage> => {
    const watched = await openPage(browser, options);
    await signInOn(watched.page, server.url, email, PASSWORD);
    return watched;
  };
  const rowOf = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
  const ask = async (name: string): Promise<string> => {
    const { body } = await world.device.enroll({ ...SEED, domains: [name] });
    return body.approval_id ?? '';
  };

  test('what a device asks for appears in the open queue, and what one person decides shows in the queue of another, without a reload', async () => {
    const [first, second] = [await signedIn(world.approver.email), await signedIn(world.admin.email)];
    await first.page.getByText('Live', { exact: true }).waitFor();
    await second.page.getByText('Live', { exact: true }).waitFor();
    await ask('live.internal.corp.com');
    await rowOf(first.page, 'live.internal.corp.com').waitFor();
    await second.page.getByRole('tab', { name: /Waiting on others/ }).click();
    await rowOf(second.page, 'live.internal.corp.com').waitFor();

    await rowOf(first.page, 'live.internal.corp.com').click();
    await first.page.getByRole('button', { name: 'Approve' }).click();
    const dialog = first.page.getByRole('dialog');
    await dialog.getByText('live.internal.corp.com').first().waitFor();
    await dialog.getByRole('button', { name: 'Approve and issue' }).click();

    // It keeps its place, so that nothing moves under the cursor, and says how it ended.
    await rowOf(second.page, 'live.internal.corp.com')
      .getByText(/approved by mara/i)
      .waitFor();
    await rowOf(first.page, 'live.internal.corp.com')
      .getByText(/approved by mara/i)
      .waitFor();
    await second.page.getByRole('tab', { name: /For me/ }).click();
    await second.page.getByRole('tab', { name: /Waiting on others/ }).click();
    await rowOf(second.page, 'live.internal.corp.com').waitFor({ state: 'detached' });
    expect(first.complaints).toEqual([]);
    expect(second.complaints).toEqual([]);
    await first.page.context().close();
    await second.page.context().close();
  });

  test('a rejection needs a reason, says so, and what was written is read by whoever asked', async () => {
    const id = await ask('no.internal.corp.com');
    const { page, complaints } = await signedIn(world.approver.email);
    await page.goto(`${server.url}/approvals/${id}`);
    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog
      .getByText(/reason/i)
      .first()
      .waitFor();
    expect((await world.device.request('GET', `/approvals/${id}`)).body).toMatchObject({ status: 'pending' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Not on the change calendar.');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Not on the change calendar.').first().waitFor();
    const polled = await world.device.request('GET', `/approvals/${id}`);
    expect(polled.body).toMatchObject({ status: 'rejected' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the keyboard alone walks the queue, approves, and says which keys there are', async () => {
    const older = await ask('keys-1.internal.corp.com');
    await ask('keys-2.internal.corp.com');
    const { page, complaints } = await signedIn(world.approver.email);
    await rowOf(page, 'keys-2.internal.corp.com').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
    await page.goto(`${server.url}/approvals/${older}`);
    await page.getByRole('article', { name: 'Request for keys-1.internal.corp.com' }).waitFor();
    // The request can be there before the queue, and without a queue there is no next one.
    await rowOf(page, 'keys-2.internal.corp.com').waitFor();
    await page.keyboard.press('j');
    await page.getByRole('article', { name: 'Request for keys-2.internal.corp.com' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('article', { name: 'Request for keys-1.internal.corp.com' }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve and issue' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await waitFor(
      async () => (await world.device.request('GET', `/approvals/${older}`)).body.status === 'issued',
      'the certificate',
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the audit chain is verified on demand, and says what it found', async () => {
    const { page, complaints } = await signedIn(world.admin.email);
    await page.goto(`${server.url}/audit-chain`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page
      .getByText(/verifies|verified|intact|unbroken/i)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('somebody who is not signed in is asked to, and comes back to the page they wanted', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.url}/audit-chain`);
    await page.getByLabel('Email').fill(world.admin.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Audit chain' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the link that the first start prints makes the first user, once', async () => {
    const fresh = await startServer({ environment: { COUNTERSIGN_ADMIN_EMAIL: '', COUNTERSIGN_ADMIN_PASSWORD: '' } });
    try {
      const link = await waitFor(() => /\S+\/setup#\S+/.exec(fresh.output())?.[0], 'the link to be printed');
      const { page, complaints } = await openPage(browser);
      await page.goto(link.replace(/^https?:\/\/[^/]+/, fresh.url));
      await page.getByLabel('Name').fill('Ada Vance');
      await page.getByLabel('E-mail').fill('ada@first.example');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      expect(await violations(page)).toEqual([]);
      await page.locator('button[type=submit]').click();
      await page
        .getByRole('heading', { name: /organization|first steps/i })
        .first()
        .waitFor();
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    } finally {
      await fresh.stop();
      removeDataFolder(fresh.dataFolder);
    }
  });

  describe.each([
    { name: 'on a desk, by day', width: 1600, height: 1000, colorScheme: 'light' },
    { name: 'on a desk, by night', width: 1600, height: 1000, colorScheme: 'dark' },
    { name: 'on a small screen', width: 1024, height: 768, colorScheme: 'light' },
    { name: 'on a phone', width: 390, height: 844, colorScheme: 'dark' },
  ] as const)('every screen $name', (options) => {
    test('breaks no rule of accessibility, does not scroll sideways, and nothing of it is refused by the browser', async () => {
      const id = await ask(`axe-${options.width}-${options.colorScheme}.internal.corp.com`);
      const { page, complaints } = await signedIn(world.approver.email, options);
      const faults: Record<string, string[]> = {};
      const look = async (screen: string): Promise<void> => {
        const found = await violations(page);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wider > 0) found.push(`scrolls ${wider} px sideways`);
        if (found.length > 0) faults[screen] = found;
      };
      await rowOf(page, 'axe-').first().waitFor();
      await look('approvals');
      await page.goto(`${server.url}/approvals/${id}`);
      await page.getByRole('article').waitFor();
      await look('request');
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve and issue' }).waitFor();
      await look('decision');
      for (const screen of ['new-request', 'audit-chain', 'first-steps', 'nothing-here']) {
        await page.goto(`${server.url}/${screen}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await look(screen);
      }
      expect(faults).toEqual({});
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });

  test('no page broke the content security policy', () => {
    expect(server.output()).not.toMatch(/content security policy/i);
  });
});
