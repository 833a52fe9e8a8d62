import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { textOf } from './harness/graphql-client.ts';
import { ADMIN, removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { addPerson, makeWorld, PASSWORD, SEED, type Somebody, type World } from './harness/world.ts';

const ADMIN_PLACES = ['Members', 'API tokens', 'Trust profiles', 'Reasons', 'Webhooks'];

describe('a walk through the app shows each role what it may do, and why it may not do the rest', () => {
  let server: ServerProcess;
  let world: World;
  let auditor: Somebody;
  let requester: Somebody;
  /** An admin who asked for nothing: whoever registered a device counts as asking for what it asks. */
  let admin: Somebody;
  let browser: Browser;
  /** A request of the device, which everybody here may look at. */
  let ofDevice: string;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const { root, organizationId } = world;
    auditor = await addPerson(server, root, { organizationId, email: 'vera@corp.example', role: 'VIEWER' });
    admin = await addPerson(server, root, { organizationId, email: 'olga@corp.example', role: 'ADMIN' });
    requester = await addPerson(server, root, { organizationId, email: 'theo@corp.example', role: 'OPERATOR' });
    const { body } = await world.device.enroll({ ...SEED, domains: ['walk.internal.corp.com'] });
    ofDevice = body.approval_id ?? '';
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const walkAs = async (email: string, password: string, walk: (page: Page) => Promise<void>): Promise<void> => {
    const watched: WatchedPage = await openPage(browser);
    await signInOn(watched.page, server.url, email, password);
    await walk(watched.page);
    expect(watched.complaints).toEqual([]);
    await watched.page.context().close();
  };
  const openRequest = async (page: Page, id: string): Promise<void> => {
    await page.goto(`${server.url}/approvals/${id}`);
    await page.getByRole('button', { name: 'Approve' }).waitFor();
  };
  /** Whether a button may be pressed, and what it says if not. */
  const refusalOf = async (page: Page, name: string): Promise<string | null> => {
    const button = page.getByRole('button', { name, exact: false }).first();
    await button.and(page.locator(':not([aria-busy="true"])')).waitFor();
    if ((await button.getAttribute('aria-disabled')) !== 'true') return null;
    const id = await button.getAttribute('aria-describedby');
    return page.evaluate((reasonId) => document.getElementById(reasonId ?? '')?.textContent ?? '', id);
  };
  const adminPlaces = async (page: Page): Promise<string[]> => {
    await page.goto(`${server.url}/admin`);
    const nav = page.getByRole('navigation', { name: 'Admin' });
    await nav.getByRole('link').first().waitFor();
    return nav.getByRole('link').allTextContents();
  };

  test('a requester asks, follows their own request, may take it back, and is told why they cannot approve it', () =>
    walkAs(requester.email, PASSWORD, async (page) => {
      await page.getByRole('link', { name: 'New request' }).click();
      await page.getByRole('heading', { name: 'New request' }).waitFor();
      const submitted = await requester.client.change(
        'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { request { id } userErrors { code message } } }',
        { input: { ...SEED, organizationId: world.organizationId, domains: ['theo.internal.corp.com'] } },
      );
      const own = textOf(submitted.request?.id);
      await openRequest(page, own);
      expect(await refusalOf(page, 'Approve')).toMatch(/^You asked for this through a token of yours/);
      expect(await refusalOf(page, 'Void')).toMatch(/Only admins of the organization may void/);
      expect(await refusalOf(page, 'Withdraw')).toBeNull();
    }));

  test('an operator sees what others asked, and is told whose decision it is', () =>
    walkAs(requester.email, PASSWORD, async (page) => {
      await openRequest(page, ofDevice);
      expect(await refusalOf(page, 'Approve')).toMatch(/You are an operator of this organization\. Only admins/);
      expect(await refusalOf(page, 'Reject')).toMatch(/operators who are admins of Internal/);
    }));

  test('an operator who is admin of the profile decides, and cannot void', () =>
    walkAs(world.approver.email, PASSWORD, async (page) => {
      await openRequest(page, ofDevice);
      expect(await refusalOf(page, 'Approve')).toBeNull();
      expect(await refusalOf(page, 'Reject')).toBeNull();
      expect(await refusalOf(page, 'Void')).toMatch(/Only admins of the organization may void/);
    }));

  test('an admin decides everything, and manages their organization but not the platform', () =>
    walkAs(admin.email, PASSWORD, async (page) => {
      await openRequest(page, ofDevice);
      for (const name of ['Approve', 'Reject', 'Void']) expect(await refusalOf(page, name), name).toBeNull();
      const places = await adminPlaces(page);
      expect(places).toEqual(expect.arrayContaining(ADMIN_PLACES));
      expect(places).not.toContain('Platform people');
      await page.goto(`${server.url}/admin/members`);
      expect(await refusalOf(page, 'Invite')).toBeNull();
      await page.goto(`${server.url}/admin/platform-people`);
      await page
        .getByText(/superusers and platform admins/i)
        .first()
        .waitFor();
    }));

  test('an auditor reads everything, verifies the chain, and may change nothing', () =>
    walkAs(auditor.email, PASSWORD, async (page) => {
      await openRequest(page, ofDevice);
      for (const name of ['Approve', 'Reject', 'Void']) {
        expect(await refusalOf(page, name), name).toMatch(/You are a viewer of this organization/);
      }
      await page.goto(`${server.url}/audit-chain`);
      expect(await refusalOf(page, 'Verify')).toBeNull();
      await page.goto(`${server.url}/records`);
      await page.getByText('request.submitted').first().waitFor();
      await page.goto(`${server.url}/admin/members`);
      expect(await refusalOf(page, 'Invite')).toMatch(/You are a viewer of this organization\. Only admins/);
      await page.goto(`${server.url}/admin/trust-profiles`);
      expect(await refusalOf(page, 'New trust profile')).toMatch(/Only admins of the organization/);
    }));

  test('a superuser sees the platform beside every organization', () =>
    walkAs(ADMIN.email, ADMIN.password, async (page) => {
      expect(await adminPlaces(page)).toEqual(
        expect.arrayContaining([...ADMIN_PLACES, 'Platform people', 'Notifications']),
      );
      await page.goto(`${server.url}/admin/platform-people`);
      await page.getByText(world.admin.email).first().waitFor();
      await openRequest(page, ofDevice);
      expect(await refusalOf(page, 'Approve')).toBeNull();
    }));
});
