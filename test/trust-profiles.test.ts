import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { addPerson, makeWorld, PASSWORD, SEED, type Somebody, type World } from './harness/world.ts';

describe('trust profiles, on their screens', () => {
  let server: ServerProcess;
  let world: World;
  let browser: Browser;
  let second: Somebody;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const { organizationId } = world;
    second = await addPerson(server, world.root, { organizationId, email: 'bea@corp.example', role: 'ADMIN' });
    await world.device.enroll({ ...SEED, domains: ['asked.internal.corp.com'] });
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
  const openEditor = async (page: Page) => {
    await page.goto(`${server.url}/admin/trust-profiles`);
    await page.getByRole('link', { name: 'Internal', exact: true }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('form', { name: 'Edit Internal' }).waitFor();
  };

  test('an edit is tried and replayed, says that it needs a second admin, and holds once that one has approved it', async () => {
    const ada = await signedIn(world.admin.email);
    await ada.page.goto(`${server.url}/admin/trust-profiles`);
    await ada.page.getByRole('heading', { name: 'Trust profiles' }).waitFor();
    expect(await violations(ada.page)).toEqual([]);
    await openEditor(ada.page);
    await ada.page
      .getByRole('textbox', { name: 'Names', exact: true })
      .fill('api.internal.corp.com a.b.internal.corp.com');
    await ada.page.getByText('Covered by *.internal.corp.com.').waitFor();
    await ada.page.getByText('No pattern covers it.').waitFor();
    await ada.page.getByText(/In force now: Internal covers it by/).waitFor();
    await ada.page.getByLabel('How many').fill('2');
    await ada.page.getByLabel('Longest validity').fill('500');
    await ada.page.getByRole('button', { name: 'Replay the last 90 days' }).click();
    await ada.page.getByText(/1 would fare otherwise/).waitFor();
    await ada.page
      .getByRole('table', { name: 'Requests that would fare otherwise' })
      .getByText('2 approvals')
      .waitFor();
    expect(await violations(ada.page)).toEqual([]);
    await ada.page.getByRole('button', { name: 'Save' }).click();
    const dialog = ada.page.getByRole('dialog');
    await dialog.getByText(/it needs a second admin/).waitFor();
    await dialog.getByText('It allows a longer validity: 500 days instead of 397.').waitFor();
    expect(await violations(ada.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Propose it' }).click();
    await ada.page.getByRole('heading', { name: 'Change pending' }).waitFor();
    await ada.page.getByRole('button', { name: 'Approve', disabled: true }).waitFor();
    await ada.page.getByRole('button', { name: 'Withdraw' }).waitFor();

    const bea = await signedIn(second.email);
    await bea.page.goto(`${server.url}/admin/pending-changes`);
    const change = bea.page.getByRole('article', { name: 'Change of Internal' });
    await change.getByText('before: 397').waitFor();
    await change.getByText('after: 500').waitFor();
    expect(await violations(bea.page)).toEqual([]);
    await change.getByRole('button', { name: 'Approve' }).click();
    await bea.page.getByRole('dialog').getByRole('button', { name: 'Approve the change' }).click();
    await bea.page.getByText('No change waits').waitFor();

    await bea.page.getByRole('link', { name: 'Internal', exact: true }).first().click();
    await bea.page
      .getByRole('article', { name: 'Version 2' })
      .getByText(/by ada.*, approved by bea/)
      .waitFor();
    expect(await violations(bea.page)).toEqual([]);
    expect([...ada.complaints, ...bea.complaints]).toEqual([]);
    await ada.page.context().close();
    await bea.page.context().close();
  });

  test('a new one is refused at its field where its names are another’s, and made where they are free', async () => {
    const { page, complaints } = await signedIn(world.admin.email, { width: 390, height: 800 });
    await page.goto(`${server.url}/admin/trust-profiles/new`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Payments');
    const names = page.getByRole('group', { name: 'Names it covers' });
    await names.getByRole('textbox').fill('pay.internal.corp.com');
    await page.getByRole('button', { name: 'Create' }).click();
    await names
      .getByRole('alert')
      .getByText(/with Internal/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await names.getByRole('textbox').fill('*.pay.corp.com, *.shop.corp.com');
    expect(await names.getByRole('textbox').count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Payments' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('retiring says how many requests wait, and for good; who may not is told why', async () => {
    const mara = await signedIn(world.approver.email);
    await mara.page.goto(`${server.url}/admin/trust-profiles/${world.profileId}`);
    const button = mara.page.getByRole('button', { name: 'Retire', disabled: true });
    await button.waitFor();
    await mara.page.context().close();
    const { page } = await signedIn(world.admin.email);
    await page.goto(`${server.url}/admin/trust-profiles/${world.profileId}`);
    await page.getByRole('button', { name: 'Retire' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/1 request under it waits.*cannot be undone/).waitFor();
    await dialog.getByRole('button', { name: 'Retire it for good' }).click();
    await page.getByRole('heading', { name: 'Trust profiles' }).waitFor();
    await page.goto(`${server.url}/admin/trust-profiles/${world.profileId}`);
    await page.getByText('This trust profile has been retired').waitFor();
    await page.context().close();
  });
});
