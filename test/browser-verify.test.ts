import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { chained, headTo, rewrite } from './harness/database-edits.ts';
import { deviceClient } from './harness/device-client.ts';
import { asDatabaseOwner, everythingKept, recordsOf } from './harness/ledger-world.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { removeDataFolder, runCommand, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { addPerson, makeWorld, PASSWORD, SEED, type Somebody, type World } from './harness/world.ts';

const SIZES = [
  { width: 1600, height: 1000, colorScheme: 'light' },
  { width: 1024, height: 768, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const;
const WHOLE = /^All \d+ records verified in this browser$/;

describe('a ledger, verified in the browser of an auditor who trusts nothing of the server', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  let auditor: Somebody;
  let browser: Browser;
  let mail = '';
  let key = '';

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
    const { organizationId } = world;
    auditor = await addPerson(server, world.root, { organizationId, email: 'audit@corp.example', role: 'VIEWER' });
    world.device.close();
    await ask('yesterday.internal.corp.com');
    mail = (await waitFor(() => mails.received.find(({ raw }) => raw.includes('yesterday.')), 'the mail')).raw;
    key = (await (await fetch(`${server.url}/ledger/${organizationId}/keys`)).text()).trim();
    await ask('today.internal.corp.com');
    await everythingKept(server, organizationId);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  const ask = async (name: string): Promise<void> => {
    const device = deviceClient(server.deviceUrl, world.device.identity);
    expect((await device.enroll({ ...SEED, domains: [name] })).status).toBe(202);
    device.close();
  };
  const opened = async (options: Parameters<typeof openPage>[1] = {}): Promise<WatchedPage> => {
    const watched = await openPage(browser, options);
    watched.page.setDefaultTimeout(10_000);
    await signInOn(watched.page, server.url, auditor.email, PASSWORD);
    await watched.page.goto(`${server.url}/audit-chain/in-this-browser`);
    await watched.page.getByRole('heading', { name: 'Not verified in this browser yet' }).waitFor();
    return watched;
  };
  const verify = async (page: Page, verdict: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: /^Verify( again)?$/ }).click();
    await page.getByRole('heading', { name: verdict }).waitFor();
  };
  const onCheckpoints = async (): Promise<WatchedPage> => {
    const watched = await openPage(browser, { width: 390, height: 844, colorScheme: 'dark' });
    watched.page.setDefaultTimeout(10_000);
    await signInOn(watched.page, server.url, auditor.email, PASSWORD);
    await watched.page.goto(`${server.url}/checkpoints`);
    return watched;
  };
  const compareWithMail = async (page: Page): Promise<void> => {
    const form = page.getByRole('region', { name: 'Compare two' });
    await form.getByRole('combobox', { name: 'Earlier' }).click();
    await page.getByRole('option', { name: 'One that I hold' }).click();
    await form.getByLabel('The checkpoint that you hold').fill(mail);
    await form.getByRole('button', { name: 'Compare' }).click();
  };
  const isTidy = async (page: Page): Promise<void> => {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  };
  /** Moves on with the Tab key until this has the focus, and presses it. */
  const press = async (page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> => {
    const wanted = page.getByRole(role, { name }).first();
    await wanted.waitFor();
    for (let steps = 0; steps < 60; steps += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key does not come to ${String(name)}`);
  };

  test('is whole: found by keyboard alone, from the audit chain on, with a key that the browser remembers', async () => {
    const { page, complaints } = await openPage(browser);
    await signInOn(page, server.url, auditor.email, PASSWORD);
    await page.goto(`${server.url}/audit-chain`);
    await press(page, 'link', 'Verify in this browser');
    await press(page, 'button', 'Verify');
    await page.getByRole('heading', { name: WHOLE }).waitFor();
    await page.getByText('by the key that the export itself names').waitFor();
    await press(page, 'button', 'Remember the key of the server');
    await page.getByText('The same that this browser remembers').waitFor();
    await page.reload();
    await press(page, 'button', 'Verify');
    await page.getByText('by the key that you trust').waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /^All \d+ records verified in this browser/ })
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is whole by a file as well, whose end is the mail of yesterday; what is no export is refused in plain words', async () => {
    const file = path.join(server.dataFolder, 'corp.jsonl');
    await runCommand(server, ['ledger', 'export', '--organization', 'corp', '--out', file]);
    const { page, complaints } = await opened();
    await page.getByRole('radio', { name: 'A file that you have' }).check();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('Choose the file first.').waitFor();
    const give = async (path: string, button: RegExp) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: button }).click(),
      ]);
      await chooser.setFiles(path);
    };
    await give(file, /Choose one: the export/);
    await page.getByLabel('Key that you trust').fill('a key');
    await page.getByText('This is no verifier key.').waitFor();
    await page.getByLabel('Key that you trust').fill(key);
    await page.getByLabel('Checkpoint', { exact: true }).fill(mail);
    await verify(page, WHOLE);
    await page.getByText(/in what you pasted has the root of these records, and its signature is right/).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    const other = path.join(server.dataFolder, 'other.txt');
    fs.writeFileSync(other, 'Dear Mara\n');
    await give(other, /Choose one: the export/);
    await verify(page, 'This cannot be verified');
    await page.getByText('neither a record nor the checkpoint').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('continues what was signed before: its newest checkpoint and the one in the mail are compared at once', async () => {
    const { page, complaints } = await onCheckpoints();
    await page.getByRole('table', { name: 'Checkpoints' }).getByRole('button', { name: 'Copy note' }).first().waitFor();
    await compareWithMail(page);
    await page.getByText(/^\d+ continues \d+, unchanged\.$/).waitFor();
    await page.getByText('Both signatures are right.').waitFor();
    await isTidy(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('was rewritten: the server, robbed of its memory, vouches for it; the checkpoint in the mail of yesterday does not', async () => {
    const { organizationId: id } = world;
    await asDatabaseOwner(server, async (client) => {
      const records = await recordsOf(client, id);
      const first = records.findIndex(({ entry }) => entry.includes('member.added'));
      const before = records[first - 1];
      if (before === undefined) throw new Error('no record before');
      const forged = records
        .slice(first)
        .map((record) => ({ ...record, entry: record.entry.replaceAll(world.admin.email, 'eve@corp.example') }));
      const rest = chained(forged, first, before.hash);
      for (const record of rest) await rewrite(client, id, record);
      const last = rest.at(-1);
      if (last === undefined) throw new Error('no records');
      await headTo(client, id, last);
    });
    await server.kill();
    fs.rmSync(path.join(server.dataFolder, 'checkpoints'), { recursive: true });
    server = await startServer({
      dataFolder: server.dataFolder,
      environment: { COUNTERSIGN_SMTP_URL: mails.url },
    });
    const { page, complaints } = await opened();
    await page.getByLabel('Key that you trust').fill(key);
    await verify(page, WHOLE);
    await page.getByLabel('Checkpoint', { exact: true }).fill(mail);
    await verify(page, /^Does not verify: rewritten from record \d+ or before$/);
    await page
      .getByText(/The checkpoint of size \d+ that was kept has another root/)
      .first()
      .waitFor();
    const checkpoints = await onCheckpoints();
    await compareWithMail(checkpoints.page);
    await checkpoints.page.getByText(/^The ledger of \d+ does not continue the one of \d+\.$/).waitFor();
    await checkpoints.page.context().close();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  describe('that somebody edited with the power of the database', () => {
    let broken = 0;

    beforeAll(async () => {
      await everythingKept(server, world.organizationId);
      broken = await asDatabaseOwner(server, async (client) => {
        const edited = await client.query<{ seq: string }>(
          `update ledger_record set entry = replace(entry, 'Internal', 'External')
           where ledger = $1 and type = 'profile.created' returning seq`,
          [world.organizationId],
        );
        return Number(edited.rows[0]?.seq);
      });
    });

    test.each(SIZES)(
      'breaks where it was edited, at $width px, though nobody asks the server whether it does',
      async (options) => {
        expect(broken).toBeGreaterThan(0);
        const { page, complaints } = await opened(options);
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.postData() ?? ''));
        await isTidy(page);
        await verify(page, `Does not verify: record ${broken} was edited`);
        await page.getByText('So the text was changed after that checkpoint was signed.').waitFor();
        await page.getByRole('progressbar', { name: 'Records verified' }).waitFor();
        await isTidy(page);
        expect(asked.filter((body) => body.includes('verifyAuditChain'))).toEqual([]);
        await page.getByRole('link', { name: `Record ${broken} in the chain` }).click();
        await page.getByText('computed in this browser from the text as it is stored now').waitFor();
        expect(complaints).toEqual([]);
        await page.context().close();
      },
    );
  });
});
