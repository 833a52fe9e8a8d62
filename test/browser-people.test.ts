import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn } from './harness/browser.ts';
import { signIn } from './harness/graphql-client.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { ADMIN, removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { addPerson, makeWorld, PASSWORD, type World } from './harness/world.ts';

const OTHER_PASSWORD = 'another password for tests';

describe('people, tokens, devices and accounts, in a browser', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  const open = async (email: string, path: string, password = PASSWORD, width = 1600) => {
    const watched = await openPage(browser, { width });
    await signInOn(watched.page, server.url, email, password);
    await watched.page.goto(`${server.url}${path}`);
    return watched;
  };
  const person = (name: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER') =>
    addPerson(server, world.admin.client, {
      organizationId: world.organizationId,
      email: `${name}@corp.example`,
      role,
    });
  const choose = async (page: Page, of: string, action: string): Promise<void> => {
    await page.getByRole('button', { name: `Actions for ${of}` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

  test('an admin invites, gets a link to copy, changes a role, grants one on a profile, and removes', async () => {
    const { page, complaints } = await open(world.admin.email, '/admin/members');
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    // The last admin: the entry is there, and says why it may not be chosen.
    await page.getByRole('button', { name: 'Actions for ada' }).click();
    const remove = page.getByRole('menuitem', { name: /Remove/ });
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    await remove.getByText(/is the only admin of this organization/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Invite' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await dialog.getByText('Give one e-mail address').waitFor();
    await dialog.getByLabel('Name').fill('Nadia');
    await dialog.getByLabel('E-mail').fill('nadia@corp.example');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await dialog.getByText(/\/invitation#token=csi_/).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await row(page, 'nadia@corp.example').getByText('Invited').waitFor();

    await choose(page, 'Nadia', 'New link');
    await dialog.getByRole('button', { name: 'Make a new link' }).click();
    await dialog.getByText(/\/invitation#token=csi_/).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await choose(page, 'Nadia', 'Change role');
    await dialog.getByRole('radio', { name: 'Viewer' }).check();
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await row(page, 'nadia@corp.example').getByText('Viewer', { exact: true }).waitFor();

    await choose(page, 'Nadia', 'Trust profiles');
    await dialog.getByRole('combobox', { name: 'Internal' }).click();
    await page.getByRole('option', { name: 'Operator: asks under it' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await row(page, 'nadia@corp.example').getByText('Internal: operator').waitFor();

    await choose(page, 'Nadia', 'Remove');
    await dialog.getByText('leaves corp at once').waitFor();
    await dialog.getByRole('button', { name: 'Remove Nadia' }).click();
    await row(page, 'nadia@corp.example').waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('whoever may not manage members sees them, and why not', async () => {
    const { page } = await open(world.approver.email, '/admin/members');
    await row(page, world.admin.email).waitFor();
    const invite = page.getByRole('button', { name: 'Invite' });
    expect(await invite.getAttribute('aria-disabled')).toBe('true');
    await page.context().close();
  });

  test('a token is made with scopes that its creator has, shown once, and revoked', async () => {
    const { page, complaints } = await open(world.approver.email, '/admin/api-tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('pipeline');
    await dialog.getByRole('checkbox', { name: 'Ask for certificates, and comment' }).check();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByText(/^cst_/).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await row(page, 'pipeline').getByText('read, submit').waitFor();
    await choose(page, 'pipeline', 'Revoke');
    await dialog.getByRole('button', { name: 'Revoke for good' }).click();
    await row(page, 'pipeline')
      .getByText(/^revoked/)
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a device is registered with commands to paste, given a new token, and revoked', async () => {
    const { page, complaints } = await open(world.admin.email, '/devices');
    await row(page, 'web-01')
      .getByText(/^Enrolled until/)
      .waitFor();
    await page.getByRole('button', { name: 'Register device' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('web-02');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await dialog.getByText(/\/v1\/devices\/register/).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await row(page, 'web-02')
      .getByText(/^Not enrolled/)
      .waitFor();
    await row(page, 'web-02').getByRole('button', { name: 'New token' }).click();
    await dialog.getByRole('button', { name: 'Make a new token' }).click();
    await dialog.getByText(/\/v1\/devices\/register/).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await row(page, 'web-02').getByRole('button', { name: 'Revoke' }).click();
    await dialog.getByRole('button', { name: 'Revoke web-02' }).click();
    await row(page, 'web-02')
      .getByText(/^Revoked/)
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('on the account screen one changes the password and signs out everywhere else', async () => {
    const mara = await person('mara-account', 'VIEWER');
    await signIn(server.url, mara.email, PASSWORD);
    const { page, complaints } = await open(mara.email, '/account');
    await page.getByText('now, this one').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' });
    await page.getByLabel('Current password').fill('not it at all');
    await page.getByLabel('New password').fill(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your current password.').waitFor();
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    await signIn(server.url, mara.email, OTHER_PASSWORD);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a forgotten password is replaced, from the sign-in screen through the mail to being signed in', async () => {
    const omar = await person('omar-forgets', 'VIEWER');
    const { page, complaints } = await openPage(browser);
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Email').fill(omar.email);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look at your mail' }).waitFor();
    const path = await waitFor(
      () =>
        mails.received
          .find(({ recipients }) => recipients.includes(omar.email))
          ?.text.match(/\/reset-password#token=\S+/),
      'the mail with the link',
    );
    await page.goto(`${server.url}${path[0]}`);
    await page.getByLabel('New password').fill(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a superuser finds somebody, makes them a platform admin, and keeps them out; also on a phone', async () => {
    const pat = await person('pat', 'VIEWER');
    const { page, complaints } = await open(ADMIN.email, '/admin/platform-people', ADMIN.password);
    await page.getByLabel('Search').fill('pat@');
    await row(page, ADMIN.email).waitFor({ state: 'detached' });
    await choose(page, 'pat', 'Platform role');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Platform admin' }).check();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await row(page, pat.email).getByText('Platform admin').waitFor();
    await choose(page, 'pat', 'Disable');
    await dialog.getByRole('button', { name: 'Disable pat' }).click();
    await row(page, pat.email)
      .getByText(/^Disabled since/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/admin/platform-people', '/admin/members', '/admin/api-tokens', '/devices', '/account']) {
      await page.goto(`${server.url}${path}`);
      await page.getByRole('table').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
    await page.context().close();
  });
});
