import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn } from './harness/browser.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

/** What somebody may write to be run by whoever reads the records. */
const PAYLOAD = '=HYPERLINK("http://evil.example","x") <img src=x onerror="document.title=1"> it is needed';

describe('the records, on screen and as files', () => {
  let server: ServerProcess;
  let world: World;
  let browser: Browser;
  let requestId: string;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    browser = await launchBrowser();
    const { body } = await world.device.enroll({ ...SEED, domains: ['rec.internal.corp.com'], justification: PAYLOAD });
    requestId = body.approval_id ?? '';
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const saved = async (page: Page, name: RegExp): Promise<{ name: string; text: string }> => {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    const download = await coming;
    return { name: download.suggestedFilename(), text: fs.readFileSync(await download.path(), 'utf8') };
  };

  test('say in sentences who did what, are narrowed by the address, and lead to the request and to the chain', async () => {
    const { page, complaints } = await openPage(browser);
    await signInOn(page, server.url, world.admin.email, PASSWORD);
    await page.getByRole('link', { name: 'Compliance' }).click();
    await page.getByRole('link', { name: 'Records' }).click();
    await page.getByText('asked for a certificate for rec.internal.corp.com').waitFor();
    await page.getByLabel('About').fill(requestId);
    await page.waitForURL(`**/records?subject=${requestId}`);
    await page.getByText('1 record, back to the first.').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.reload();
    await page.getByText('1 record, back to the first.').waitFor();
    await page.getByRole('link', { name: /in the chain/ }).click();
    await page.waitForURL('**/audit-chain?record=*');
    await page.goBack();
    await page.getByRole('link', { name: 'Request', exact: true }).click();
    await page.waitForURL(`**/approvals/${requestId}*`);
    expect(await page.title()).toMatch(/Countersign$/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('are saved as they are narrowed, and no cell of the CSV is a formula', async () => {
    const { page, complaints } = await openPage(browser);
    await signInOn(page, server.url, world.admin.email, PASSWORD);
    await page.goto(`${server.url}/records?subject=${requestId}`);
    await page.getByText('1 record, back to the first.').waitFor();

    const csv = await saved(page, /Export these as CSV/);
    expect(csv.name).toMatch(new RegExp(`^records-${world.slug}-\\d{4}-\\d{2}-\\d{2}\\.csv$`));
    await page.getByText(/CSV saved/).waitFor();
    expect(csv.text).toContain('request.submitted');
    expect(csv.text).toContain('export.ended');
    expect(csv.text).not.toMatch(/(?:^|,)"?[=+@-]/m);

    const { text } = await saved(page, /Export these as JSONL/);
    const [head, record, end, ...more] = text.split('\n');
    expect(JSON.parse(head ?? '')).toMatchObject({
      export: { ledger: world.organizationId, filter: { subjectId: requestId } },
    });
    const { hash, entry } = JSON.parse(record ?? '') as { hash: string; entry: string };
    expect(createHash('sha256').update('\0').update(entry).digest('hex')).toBe(hash);
    expect(entry).toContain('=HYPERLINK');
    expect(end).toBe('{"end":{"records":1}}');
    expect(more).toEqual(['']);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('say so where there are none, and where the days name no time', async () => {
    const { page } = await openPage(browser, { width: 390, height: 844, colorScheme: 'dark' });
    await signInOn(page, server.url, world.admin.email, PASSWORD);
    await page.goto(`${server.url}/records?actor=usr_nobody`);
    await page.getByText('No record is like that').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${server.url}/records?from=2026-02-01&to=2026-01-01`);
    await page.getByText('This day is before the first one.').waitFor();
    expect(await page.getByRole('link', { name: /Export/ }).count()).toBe(0);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
