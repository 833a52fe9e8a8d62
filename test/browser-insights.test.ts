import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { APPROVE, makeWorld, PASSWORD, REJECT, SEED, type World } from './harness/world.ts';

describe('insights, in a browser', () => {
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

  const signedIn = async (email: string, colorScheme: 'light' | 'dark' = 'light'): Promise<WatchedPage> => {
    const watched = await openPage(browser, { colorScheme });
    await signInOn(watched.page, server.url, email, PASSWORD);
    return watched;
  };
  const ask = async (name: string): Promise<string> =>
    (await world.device.enroll({ ...SEED, domains: [`${name}.internal.corp.com`], validity_days: 30 })).body
      .approval_id ?? '';
  const decide = (mutation: string, requestId: string) =>
    world.approver.client.change(mutation, { input: { requestId, reason: 'Ticket checked' } });
  const rowOf = (page: Page, table: string, name: string) =>
    page.getByRole('table', { name: table }).getByRole('row', { name });

  test('an organization in which nothing happened is told so, and what to do next', async () => {
    const { page, complaints } = await signedIn(world.admin.email);
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.getByRole('heading', { name: 'Insights' }).waitFor();
    await page.getByText('Nothing to count in these days').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'New request' }).click();
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('an admin reads figures that agree with what was done, opens the table of each plot, and follows its marks to the lists', async () => {
    for (const name of ['one', 'two']) await decide(APPROVE, await ask(name));
    await decide(REJECT, await ask('three'));
    await ask('waits');
    const { page, complaints } = await signedIn(world.admin.email);
    await page.goto(`${server.url}/insights`);
    await page.getByText('pending now').waitFor();
    const figures = await page.getByRole('definition').allInnerTexts();
    expect(figures.map((text) => text.replaceAll(/\s+/g, ' '))).toMatchObject({ 0: '1', 3: '3', 4: '0' });
    expect(await rowOf(page, 'Outcomes by profile', 'Internal').getByRole('link').allInnerTexts()).toEqual([
      'Internal',
      '2',
      '1',
    ]);
    expect(await rowOf(page, 'Approver load', 'mara').getByRole('cell').allInnerTexts()).toEqual(
      expect.arrayContaining(['2', '1']),
    );
    await page.getByRole('link', { name: 'under 5 min: 3 requests', exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);

    for (const plot of ['queue depth', 'time to decision', 'certificates by expiry week']) {
      await page.getByRole('button', { name: `Table of ${plot}` }).click();
      await page.getByRole('button', { name: `Plot of ${plot}` }).waitFor();
    }
    const pending = page.getByRole('region', { name: 'Pending requests at each moment, by profile' });
    expect(await pending.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).toEqual(['1', '1', '–']);
    const times = page.getByRole('region', { name: 'Requests by the time to their decision' });
    expect(await times.getByRole('row', { name: 'under 5 min' }).getByRole('cell').allInnerTexts()).toEqual(['3', '–']);
    const ends = page.getByRole('region', { name: 'Certificates by the week of their end' });
    const ending = (await ends.getByRole('row').allInnerTexts())
      .slice(1)
      .map((row) => Number(row.split(/\s/).at(-3)) || 0);
    expect(ending.reduce((sum, certificates) => sum + certificates, 0)).toBe(2);
    expect(await violations(page)).toEqual([]);

    await page.reload();
    await page.getByRole('button', { name: 'Plot of time to decision' }).click();
    await page.getByRole('link', { name: 'under 5 min: 3 requests', exact: true }).click();
    await page.getByRole('heading', { name: 'Approvals' }).waitFor();
    await page.getByText('three.internal.corp.com').first().waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('decided');
    await page.goto(`${server.url}/insights`);
    await page.getByRole('link', { name: 'none for you' }).click();
    await page.getByText('waits.internal.corp.com').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('days and profile stand in the address, the figures are a file, and what is decided meanwhile is counted', async () => {
    const { page, complaints } = await signedIn(world.admin.email, 'dark');
    await page.goto(`${server.url}/insights`);
    await page.getByRole('button', { name: / to \d/ }).click();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option', { name: 'Internal' }).click();
    await page.waitForURL(/days=7/);
    await page.waitForURL((url) => url.searchParams.get('profile') === world.profileId);
    await rowOf(page, 'Outcomes by profile', 'Internal').waitFor();
    expect(await violations(page)).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
    const text = fs.readFileSync(await file.path(), 'utf8');
    expect(text).toMatch(/^figure,profile_id,profile,of,from,to,value,unit\r\n/);
    expect(text).toMatch(/^decided,,,range,[^,]+,[^,]+,3,requests\r$/m);
    expect(text).toContain(`outcome,${world.profileId},Internal,rejected,`);

    await decide(APPROVE, await ask('four'));
    await rowOf(page, 'Outcomes by profile', 'Internal').getByRole('link', { name: '3', exact: true }).waitFor();

    await page.goto(`${server.url}/insights?from=2026-05-02&to=2026-05-01`);
    await page.getByText('This day is before the first one.').waitFor();
    await page.getByRole('button', { name: 'Show the last 30 days' }).click();
    await rowOf(page, 'Approver load', 'mara').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
