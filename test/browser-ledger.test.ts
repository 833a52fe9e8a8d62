import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { launchBrowser, openPage, signInOn, type WatchedPage } from './harness/browser.ts';
import { connectAsSuperuser } from './harness/invariants.ts';
import { ADMIN, removeDataFolder, runCommand, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { addPerson, makeWorld, PASSWORD, SEED, type Somebody, type World } from './harness/world.ts';

const SIZES = [
  { width: 1600, height: 1000, colorScheme: 'light' },
  { width: 1024, height: 768, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const;

describe('the ledger, in a browser', () => {
  let server: ServerProcess;
  let world: World;
  let auditor: Somebody;
  let browser: Browser;
  let superuser: pg.Client;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const { organizationId } = world;
    auditor = await addPerson(server, world.root, { organizationId, email: 'audit@corp.example', role: 'VIEWER' });
    superuser = await connectAsSuperuser(server.dataFolder);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await superuser.end();
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const signedIn = async (
    email: string,
    { password = PASSWORD, ...options }: Parameters<typeof openPage>[1] & { password?: string } = {},
  ): Promise<WatchedPage> => {
    const watched = await openPage(browser, options);
    watched.page.setDefaultTimeout(10_000);
    await signInOn(watched.page, server.url, email, password);
    return watched;
  };
  const onChain = async (email: string, options: Parameters<typeof signedIn>[1] = {}): Promise<WatchedPage> => {
    const watched = await signedIn(email, options);
    await watched.page.goto(`${server.url}/audit-chain`);
    await watched.page.getByRole('list', { name: 'Records, newest first' }).getByRole('listitem').first().waitFor();
    return watched;
  };
  const ask = async (name: string): Promise<string> => {
    const { body } = await world.device.enroll({ ...SEED, domains: [name] });
    return body.approval_id ?? '';
  };
  const isTidy = async (page: Page): Promise<void> => {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  };

  test('an auditor verifies the chain, and reads who verified it when, why, and what was found', async () => {
    const { page, complaints } = await onChain(auditor.email);
    await page.getByRole('button', { name: /^Verify/ }).click();
    await page.getByRole('heading', { name: /^All \d+ records verified$/ }).waitFor();
    await page.getByRole('button', { name: 'Verifications' }).click();
    const mine = page
      .getByRole('list', { name: 'Verifications, newest first' })
      .getByRole('listitem')
      .filter({ hasText: 'On demand' });
    await mine.filter({ hasText: 'audit' }).filter({ hasText: 'Verified' }).first().waitFor();
    await isTidy(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('whoever reads a record has its place in the signed tree proven in their own browser', async () => {
    const { page, complaints } = await onChain(auditor.email);
    const oldest = page.getByRole('listitem').filter({ hasText: 'Ledger opened' });
    await oldest.getByRole('button', { name: /Ledger opened/ }).click();
    await oldest.getByRole('button', { name: 'Prove' }).click();
    await oldest.getByText('Proven in this browser: this record leads to the signed checkpoint').waitFor();
    await oldest.getByText('its signature is right, checked in this browser').waitFor();
    await isTidy(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a record that was changed behind the server is not proven, whatever the server says', async () => {
    const { page } = await onChain(auditor.email);
    await page.route('**/graphql', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replaceAll(String.raw`\"name\":\"corp\"`, String.raw`\"name\":\"corq\"`);
      await route.fulfill({ response: answer, body });
    });
    await page.reload();
    const oldest = page.getByRole('listitem').filter({ hasText: 'Ledger opened' });
    await oldest.getByRole('button', { name: /Ledger opened/ }).click();
    await oldest.getByRole('button', { name: 'Prove' }).click();
    await oldest.getByText('Not proven: from the text of this record').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  });

  test('a verification that runs on whichever server is stopped by who started it or an admin, and says so', async () => {
    const { page, complaints } = await onChain(world.admin.email);
    const watching = await onChain(auditor.email);
    const id = randomUUID();
    await superuser.query(
      `insert into ledger_verification (id, organization_id, ledger, cause, state, verified, total, requested_by, started_at)
       values ($1, $2, $2, 'DEMAND', 'RUNNING', 7, 9000, $3, now())`,
      [id, world.organizationId, world.admin.id],
    );
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await watching.page.getByRole('button', { name: 'Verifying' }).waitFor();
    expect(await watching.page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    await watching.page.context().close();
    await page.getByText('7 of 9,000 records').waitFor();
    await isTidy(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    const cancelledBy = async () =>
      (await superuser.query<{ by: string }>('select cancelled_by as by from ledger_verification where id = $1', [id]))
        .rows[0]?.by;
    await waitFor(async () => (await cancelledBy()) !== null, 'the other server to be asked');
    expect(await cancelledBy()).toBe(world.admin.email);
    // As the other server does at its next step.
    await superuser.query(
      `update ledger_verification set state = 'FAILED_TO_RUN', finished_at = now(), explanation = $2 where id = $1`,
      [id, `Stopped by ${world.admin.email} after 7 records, which say nothing about the rest.`],
    );
    await page.getByRole('heading', { name: 'The verification was stopped' }).waitFor();
    await page.getByText('after 7 records, which say nothing about the rest.').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a member takes the evidence of a request along, and it verifies without the server', async () => {
    const id = await ask('evidence.internal.corp.com');
    const { page, complaints } = await signedIn(auditor.email);
    await page.goto(`${server.url}/approvals/${id}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Evidence bundle' }).click(),
    ]);
    const file = path.join(server.dataFolder, download.suggestedFilename());
    await download.saveAs(file);
    const verified = await runCommand(server, ['evidence', 'verify', file]);
    expect(verified.stderr).toBe('');
    expect(verified.code).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  describe('that somebody broke through the database', () => {
    let broken: number;

    beforeAll(async () => {
      broken = Number(
        (
          await superuser.query<{ seq: string }>(
            `update ledger_record set entry = replace(entry, 'Internal', 'External')
             where ledger = $1 and type = 'profile.created' returning seq`,
            [world.organizationId],
          )
        ).rows[0]?.seq,
      );
    });

    test('is found by whoever verifies; the banner over every screen says what broke and what goes on', async () => {
      expect(broken).toBeGreaterThan(0);
      const { page, complaints } = await onChain(auditor.email);
      await page.getByRole('button', { name: /^Verify/ }).click();
      await page.getByRole('heading', { name: `Does not verify: record ${broken} was edited` }).waitFor();
      const banner = page.getByRole('alert').filter({ hasText: 'corp is sealed.' });
      await banner.getByText('reading, revoking, verifying and exports go on').waitFor();
      await page.getByRole('button', { name: 'Unseal…' }).waitFor();
      expect(await page.getByRole('button', { name: 'Unseal…' }).getAttribute('aria-disabled')).toBe('true');
      await page.getByText('Only superusers may do this.').filter({ visible: true }).waitFor();
      await page.goto(`${server.url}/new-request`);
      await banner.getByRole('link', { name: 'See what broke' }).click();
      await page.getByRole('heading', { name: 'Audit chain' }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test.each(SIZES)(
      'breaks no rule of accessibility at $width px, with the dialog that unseals it',
      async (options) => {
        const { page, complaints } = await onChain(ADMIN.email, { ...options, password: ADMIN.password });
        await page.getByRole('alert').filter({ hasText: 'corp is sealed.' }).waitFor();
        await isTidy(page);
        const fold = page.getByRole('button', { name: 'Unsealing, checkpoint and export' });
        if (options.width < 1280) await fold.click();
        await page.getByRole('button', { name: 'Unseal…' }).click();
        await page.getByRole('dialog', { name: 'Unseal corp' }).getByLabel('Reason').waitFor();
        await isTidy(page);
        expect(complaints).toEqual([]);
        await page.context().close();
      },
    );

    test('is unsealed by a superuser for a reason, and the organization works on in epoch 2', async () => {
      const { page, complaints } = await onChain(ADMIN.email, { password: ADMIN.password });
      await page.getByRole('button', { name: 'Unseal…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Unseal corp' });
      const confirm = dialog.getByRole('button', { name: 'Close epoch 1 and open epoch 2' });
      await confirm.click();
      await dialog.getByText('Say why; it is written into the ledger.').waitFor();
      await dialog.getByLabel('Reason').fill('A restored backup; nothing was issued meanwhile.');
      await dialog.getByLabel('Type corp to confirm').fill('corps');
      await confirm.click();
      await dialog.getByText("Type the organization's slug, corp, as it stands here.").waitFor();
      await dialog.getByLabel('Type corp to confirm').fill('corp');
      // As after a start that has looked at the end of the ledger alone.
      await superuser.query(
        `update ledger_head set sealed_verdict = jsonb_set(sealed_verdict::jsonb, '{root}', 'null') where organization_id = $1`,
        [world.organizationId],
      );
      await confirm.click();
      await dialog.getByText('Verify the whole of it first').waitFor();
      await isTidy(page);
      await dialog.getByRole('button', { name: 'Verify the whole ledger' }).click();
      await confirm.click();
      await dialog.waitFor({ state: 'detached' });

      const epochs = page.getByRole('navigation', { name: 'Epochs of this ledger' });
      await epochs.getByText('because: A restored backup; nothing was issued meanwhile.').waitFor();
      await page.getByText('corp is sealed.').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Verify/ }).click();
      await page.getByRole('heading', { name: 'Its only record verified' }).waitFor();
      await page.getByText('Epoch 1 is as it was when it was closed: broken, acknowledged.').waitFor();
      await isTidy(page);

      await epochs.getByRole('button', { name: 'Epoch 1' }).click();
      await page.getByRole('heading', { name: `Broken, acknowledged: record ${broken} was edited` }).waitFor();
      await page.getByRole('button', { name: 'Copy last checkpoint' }).waitFor();
      await page.getByRole('button', { name: 'Show the break' }).click();
      await page.getByText('computed in this browser from the text as it is stored now').waitFor();
      await isTidy(page);
      await page.reload();
      await page.getByRole('heading', { name: /^Broken, acknowledged/ }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('holds up nobody after that: what a device asks for shows live, and is approved', async () => {
      await ask('before.internal.corp.com');
      const { page, complaints } = await signedIn(world.approver.email);
      await page.getByRole('button', { name: /^before.internal.corp.com/ }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      const id = await ask('after.internal.corp.com');
      await page.getByRole('button', { name: /1 new/ }).click();
      await page.getByRole('button', { name: /^after.internal.corp.com/ }).click();
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve and issue' }).click();
      await waitFor(
        async () => (await world.device.request('GET', `/approvals/${id}`)).body.status === 'issued',
        'the certificate',
      );
      await page.getByRole('link', { name: 'Evidence bundle' }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });

  test('of the platform, broken, says that it is unsealed on the server itself', async () => {
    const { page, complaints } = await signedIn(ADMIN.email, { password: ADMIN.password });
    await superuser.query(
      `update ledger_head set sealed_at = now(), sealed_because = 'Record 1 was edited',
         sealed_verdict = $1 where organization_id = 'platform'`,
      [JSON.stringify({ firstBroken: 1, what: 'edited', explanation: 'Record 1 was edited.', size: 1, root: null })],
    );
    await page.goto(`${server.url}/audit-chain?ledger=platform`);
    await page.getByText('countersign ledger unseal').waitFor();
    expect(await page.getByRole('button', { name: 'Unseal…' }).count()).toBe(0);
    await isTidy(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
