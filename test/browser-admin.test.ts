import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { ADMIN, removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { addPerson, addProfile, makeWorld, PASSWORD, SEED, type Somebody, type World } from './harness/world.ts';

const NARROWED = '*.batch.corp.com';
describe('admin screens, in a browser', () => {
  let server: ServerProcess;
  let world: World;
  let second: Somebody;
  let profileId: string;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const { organizationId, certificateAuthorityId } = world;
    second = await addPerson(server, world.root, { organizationId, email: 'bea@corp.example', role: 'ADMIN' });
    profileId = await addProfile(world.admin.client, {
      organizationId,
      certificateAuthorityId,
      name: 'Jobs',
      domains: ['*.jobs.corp.com', NARROWED],
      environments: ['production'],
      allowAllDevices: true,
    });
    await world.device.enroll({ ...SEED, domains: ['nightly.batch.corp.com'] });
    await world.device.enroll({ ...SEED, domains: ['nightly.jobs.corp.com'] });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const signedIn = async (
    email: string,
    password = PASSWORD,
    options: Parameters<typeof openPage>[1] = {},
  ): Promise<WatchedPage> => {
    const watched = await openPage(browser, options);
    await signInOn(watched.page, server.url, email, password);
    return watched;
  };
  const openEditor = async (page: Page): Promise<void> => {
    await page.goto(`${server.url}/admin/trust-profiles/${profileId}/edit`);
    await page.getByRole('form', { name: 'Edit Jobs' }).waitFor();
  };

  test('what narrows a profile is replayed and read before it is saved, holds at once, and then refuses a device with the words', async () => {
    const { page, complaints } = await signedIn(world.admin.email);
    await openEditor(page);
    await page.getByText('Nothing is changed yet.').waitFor();
    await page.getByRole('textbox', { name: 'Names', exact: true }).fill('weekly.batch.corp.com');
    await page.getByText('Covered by *.batch.corp.com.').waitFor();
    await page.getByRole('button', { name: `Remove ${NARROWED}` }).click();
    await page.getByText('No pattern covers it.').waitFor();
    await page.getByText('1 change', { exact: false }).waitFor();
    await page.getByText('It lets through nothing new').waitFor();
    await page.getByText('Takes force at once, as version 2.').waitFor();

    await page.getByRole('button', { name: 'Replay the last 90 days' }).click();
    await page.getByRole('list', { name: 'How they would fare' }).getByText('1 would be refused').waitFor();
    const differing = page.getByRole('table', { name: 'Requests that would fare otherwise' });
    await differing.getByText('No trust profile covers nightly.batch.corp.com').waitFor();
    expect(await differing.getByRole('link').count()).toBe(1);
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as version 2' });
    await dialog.getByText('It is in force at once', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Save it' }).click();
    await page.getByText('version 2, in force').waitFor();
    const refused = await world.device.enroll({ ...SEED, domains: ['weekly.batch.corp.com'] });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('weekly.batch.corp.com');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what widens it waits: the second admin finds it by the badge, approves it, and the device is let in again', async () => {
    const ada = await signedIn(world.admin.email);
    await openEditor(ada.page);
    await ada.page.getByRole('button', { name: 'Add a row' }).first().click();
    const row = ada.page.getByRole('textbox', { name: 'Names it covers, row 2' });
    await row.fill('https://batch.corp.com');
    await ada.page.getByText(/Give the host name alone/).waitFor();
    await row.fill(NARROWED);
    await ada.page.getByText('Such as api.batch.corp.com; not batch.corp.com itself.').waitFor();
    await ada.page.getByText('Widens the profile: waits until another admin has approved it.').waitFor();
    await ada.page.getByRole('button', { name: 'Save', exact: true }).click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Propose it' }).click();
    await ada.page.getByText('Change pending').waitFor();
    // Who proposed it has nothing to decide.
    const places = ada.page.getByRole('navigation', { name: 'Admin' });
    expect(await places.getByText('for you to decide').count()).toBe(0);

    const bea = await signedIn(second.email);
    await bea.page.goto(`${server.url}/admin/trust-profiles`);
    await bea.page.getByText('Change waits for you').waitFor();
    const badge = bea.page.getByRole('link', { name: 'Pending changes 1 for you to decide' });
    await badge.click();
    const change = bea.page.getByRole('article', { name: 'Change of Jobs' });
    await change.getByText(/It covers more names/).waitFor();
    expect(await violations(bea.page)).toEqual([]);
    await change.getByRole('button', { name: 'Approve' }).click();
    await bea.page.getByRole('dialog').getByRole('button', { name: 'Approve the change' }).click();
    await bea.page.getByText('No change waits').waitFor();
    await badge.waitFor({ state: 'detached' });
    const taken = await world.device.enroll({ ...SEED, domains: ['weekly.batch.corp.com'] });
    expect(taken.status).toBe(202);
    expect([...ada.complaints, ...bea.complaints]).toEqual([]);
    await ada.page.context().close();
    await bea.page.context().close();
  });

  test('an organization is renamed by its form; what is wrong with it stands at its field, and what is in use stays', async () => {
    const { page, complaints } = await signedIn(world.admin.email);
    await page.goto(`${server.url}/admin/organization`);
    const form = page.getByRole('form', { name: 'Organization' });
    await form.getByText('named by Internal and Jobs').waitFor();
    expect(await form.getByRole('button', { name: 'Remove production' }).count()).toBe(0);
    const name = form.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('  ');
    await form.getByRole('button', { name: 'Save changes' }).click();
    await form.getByText('Give it the name that people know it by.').waitFor();
    await name.fill('Meridian Corp');
    await form.getByRole('textbox', { name: 'New environment' }).fill('Prod!');
    await form.getByRole('button', { name: 'Add' }).click();
    await form.getByText('2 changes').waitFor();
    await form.getByRole('button', { name: 'Save changes' }).click();
    await form
      .getByRole('alert')
      .getByText(/lower-case letters, digits and hyphens/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Remove prod!' }).click();
    await form.getByRole('textbox', { name: 'New environment' }).fill('recovery');
    await form.getByRole('button', { name: 'Save changes' }).click();
    await form.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Organization: Meridian Corp' }).waitFor();
    await page.reload();
    await form.getByText('recovery').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  const expectSound = async (page: Page, where: string): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await waitFor(async () => (await page.getByText(/^Reading /).count()) === 0, `${where} to be read`);
    expect(await violations(page), where).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, where).toBeLessThanOrEqual(0);
  };

  test.each([
    { name: 'wide and light', width: 1600, height: 1000, colorScheme: 'light' },
    { name: 'on a phone in the dark', width: 390, height: 844, colorScheme: 'dark' },
  ] as const)('every admin screen breaks no rule and scrolls nowhere sideways: $name', async ({ name, ...way }) => {
    const { page, complaints } = await signedIn(ADMIN.email, ADMIN.password, way);
    await page.goto(`${server.url}/admin/trust-profiles/${profileId}`);
    await expectSound(page, `a trust profile, ${name}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('form', { name: 'Edit Jobs' }).waitFor();
    await expectSound(page, `its editor, ${name}`);
    const places = page.getByRole('navigation', { name: 'Admin' }).getByRole('link');
    const count = await places.count();
    expect(count).toBeGreaterThanOrEqual(12);
    for (let index = 0; index < count; index += 1) {
      const place = places.nth(index);
      await place.click();
      await place.and(page.locator('[aria-current="page"]')).waitFor();
      await expectSound(page, `${await place.textContent()}, ${name}`);
    }
    for (const path of ['/account', '/account/notifications']) {
      await page.goto(`${server.url}${path}`);
      await expectSound(page, `${path}, ${name}`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a superuser makes an organization; a slug that is taken is refused at its field', async () => {
    const { page, complaints } = await signedIn(ADMIN.email, ADMIN.password, { colorScheme: 'dark' });
    await page.goto(`${server.url}/admin/organizations`);
    await page.getByRole('button', { name: 'New organization' }).click();
    const dialog = page.getByRole('dialog', { name: 'New organization' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Corp');
    expect(await dialog.getByRole('textbox', { name: 'Slug' }).inputValue()).toBe('corp');
    await dialog.getByRole('button', { name: 'Create organization' }).click();
    await dialog.getByText('The slug corp is taken; choose another.').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Slug' }).fill('corp-eu');
    await dialog.getByRole('button', { name: 'Create organization' }).click();
    await page.getByRole('row', { name: /corp-eu/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
