import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { textOf } from './harness/graphql-client.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import {
  APPROVE,
  addPerson,
  idOf,
  makeWorld,
  PASSWORD,
  SEED,
  type Somebody,
  SUBMIT,
  type World,
} from './harness/world.ts';

const SERIAL_OF =
  'query ($id: ID!) { request(id: $id) { issuanceStatus certificate { id serialNumber openRenewal { id } } } }';

describe('certificates and devices, in a browser', () => {
  let server: ServerProcess;
  let world: World;
  let theo: Somebody;
  let vera: Somebody;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const { root, organizationId } = world;
    theo = await addPerson(server, root, { organizationId, email: 'theo@corp.example', role: 'OPERATOR' });
    vera = await addPerson(server, root, { organizationId, email: 'vera@corp.example', role: 'VIEWER' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  /** Asked for by Theo, approved by Mara, issued; answers the id of its request. */
  const issue = async (name: string, validityDays: number): Promise<string> => {
    const { organizationId } = world;
    const input = { ...SEED, organizationId, domains: [`${name}.internal.corp.com`], validityDays };
    const requestId = idOf(await theo.client.change(SUBMIT, { input }), 'request');
    await approve(requestId);
    return requestId;
  };
  const approve = (requestId: string) => world.approver.client.change(APPROVE, { input: { requestId } });
  const certificateOf = async (requestId: string) => {
    const { request } = await theo.client.ask(SERIAL_OF, { id: requestId });
    return request?.certificate;
  };
  const open = async (
    who: Somebody,
    path: string,
    options: Parameters<typeof openPage>[1] = {},
  ): Promise<WatchedPage> => {
    const watched = await openPage(browser, options);
    await signInOn(watched.page, server.url, who.email, PASSWORD);
    await watched.page.goto(`${server.url}${path}`);
    return watched;
  };
  const list = (page: Page) => page.getByRole('list', { name: 'Certificates' });
  const rowOf = (page: Page, name: string) => list(page).getByRole('listitem').filter({ hasText: name });
  const refusalOf = async (page: Page, name: string): Promise<string> => {
    const button = page.getByRole('button', { name }).and(page.locator('[aria-describedby]'));
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    const id = await button.getAttribute('aria-describedby');
    return page.evaluate((reasonId) => document.getElementById(reasonId ?? '')?.textContent ?? '', id);
  };

  test('somebody finds what ends soon, renews it, and revokes the old one, which is then on the revocation list', async () => {
    const requestId = await issue('soon', 12);
    await issue('later', 80);
    const serial = textOf((await certificateOf(requestId))?.serialNumber);
    const { page, complaints } = await open(theo, '/records');
    await page.getByRole('heading', { name: 'Records' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await rowOf(page, 'soon.internal.corp.com').waitFor();
    expect(await list(page).getByRole('listitem').allTextContents()).toEqual([
      expect.stringContaining('soon.'),
      expect.stringContaining('later.'),
    ]);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ending in 30 days' }).click();
    await rowOf(page, 'later.internal.corp.com').waitFor({ state: 'detached' });
    await rowOf(page, 'soon.internal.corp.com').getByText('Ends soon').waitFor();

    const watcher = await open(world.admin, '/certificates?q=soon');
    await rowOf(watcher.page, 'soon.internal.corp.com').waitFor();

    await list(page).getByRole('link', { name: /soon/ }).click();
    await page.getByText(/^Ends soon, in 1[12] days$/).waitFor();
    await page.getByRole('button', { name: 'Renew' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It waits until 1 person approves').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ask for the renewal' }).click();
    await dialog.getByText(/It waits for 1 approval/).waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('link', { name: 'Open the renewal' }).waitFor();
    await rowOf(watcher.page, 'soon.internal.corp.com').getByRole('link', { name: 'Renewal asked' }).waitFor();

    const renewal = textOf((await certificateOf(requestId))?.openRenewal?.id);
    await approve(renewal);
    await page.getByText(/^Replaced by/).waitFor();
    await rowOf(watcher.page, 'soon.internal.corp.com')
      .getByRole('link', { name: /^Replaced by/ })
      .waitFor();

    await page.getByRole('button', { name: 'Revoke' }).click();
    await dialog.getByRole('button', { name: 'Revoke it' }).click();
    await dialog.getByText('Choose why').waitFor();
    await dialog.getByText('This is not its first name.').waitFor();
    await dialog.getByRole('radio', { name: 'Replaced by another one' }).check();
    await dialog.getByLabel('Type soon.internal.corp.com to go on').fill('soon.internal.corp.com');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revoke it' }).click();
    await page.getByText(/^Revoked .*: replaced by another one$/).waitFor();
    await rowOf(watcher.page, 'soon.internal.corp.com').getByText('Revoked').waitFor();
    const answer = await fetch(`${server.url}/crl/${world.certificateAuthorityId}.crl`);
    expect(Buffer.from(await answer.arrayBuffer()).toString('hex')).toContain(serial);

    await page.getByRole('region', { name: 'Renewals' }).getByRole('link').click();
    await page
      .getByRole('region', { name: 'Renewals' })
      .getByText(/^Before it/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Certificates', exact: true }).first().click();
    await page.getByRole('button', { name: 'Revoked' }).click();
    await rowOf(page, 'soon.internal.corp.com').waitFor();
    expect([...complaints, ...watcher.complaints]).toEqual([]);
    await watcher.page.context().close();
    await page.context().close();
  });

  test('filters stand in the address, find names by their parts, are joined by what is issued meanwhile, and taken away again', async () => {
    await issue('far', 90);
    const { page, complaints } = await open(theo, '/certificates?expiresFrom=2020-01-01&expiresTo=2020-01-31');
    await page.getByText('No certificate is like that').waitFor();
    await page.getByRole('button', { name: 'Take the filters away' }).click();
    await page.getByLabel('Search names').fill('far');
    await page.waitForURL(/q=far/);
    await rowOf(page, 'far.internal.corp.com').waitFor();
    await issue('farther', 90);
    await page.getByRole('button', { name: '1 new' }).click();
    await rowOf(page, 'farther.internal.corp.com').waitFor();
    await page.getByRole('combobox', { name: 'Requester' }).click();
    await page.getByRole('option', { name: 'web-01' }).click();
    await page.waitForURL(/requester=dev_/);
    await page.getByText('No certificate is like that').waitFor();
    await page.reload();
    await page.getByText('No certificate is like that').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a device has its own place, with what it holds; the old address leads there', async () => {
    const { body } = await world.device.enroll({ ...SEED, domains: ['device.internal.corp.com'] });
    await approve(body.approval_id ?? '');
    const { page, complaints } = await open(world.admin, '/admin/devices');
    await page.waitForURL(/\/devices$/);
    await page.getByRole('link', { name: '1 certificate' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'web-01' }).click();
    await page.getByRole('heading', { name: 'web-01' }).waitFor();
    await page.getByRole('link', { name: 'device.internal.corp.com' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('on a phone in the dark a viewer reads everything, and is told why they may change nothing', async () => {
    await issue('phone', 60);
    const { page, complaints } = await open(vera, '/certificates', { width: 390, height: 844, colorScheme: 'dark' });
    await rowOf(page, 'phone.internal.corp.com').waitFor();
    expect(await violations(page)).toEqual([]);
    await list(page).getByRole('link', { name: /phone/ }).click();
    expect(await refusalOf(page, 'Renew')).toMatch(/a viewer needs the role of operator on it/);
    expect(await refusalOf(page, 'Revoke')).toMatch(/revoke certificates that are not their own/);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.goto(`${server.url}/devices`);
    await page.getByRole('link', { name: 'web-01' }).waitFor();
    expect(await refusalOf(page, 'Register device')).toMatch(/Only admins of the organization/);
    expect(await violations(page)).toEqual([]);
    await page.goto(`${server.url}/certificates/crt_01h455vb4pex5vsknk084sn02q`);
    await page.getByRole('heading', { name: 'There is no such certificate' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
