import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenInvariants } from './harness/invariants.ts';
import { type ParsedMail, startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, makeWorld, REJECT, SEED, type World } from './harness/world.ts';

describe('mail', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  const mailsAbout = (id: string) => mails.received.filter((mail) => mail.text.includes(id));
  const arrived = (id: string, count: number) =>
    waitFor(
      (): ParsedMail[] | null => (mailsAbout(id).length >= count ? mailsAbout(id) : null),
      `${count} mails about ${id}`,
      30_000,
    );

  test('who can decide a request is told of it, with its names, its why and a link; its requester learns the outcome', async () => {
    const asked = await world.device.enroll(SEED);
    const id = asked.body.approval_id ?? '';
    const [submitted] = await arrived(id, 1);
    expect(submitted?.recipients).toEqual([world.approver.email]);
    expect(submitted?.subject).toBe('Approve or reject: api.internal.corp.com');
    expect(submitted?.text).toContain(SEED.justification);
    expect(submitted?.text).toContain(`/approvals/${id}`);
    expect(submitted?.text).toContain('ledger/org_');
    expect(submitted?.html).toContain('Look at the request');
    await world.approver.client.change(APPROVE, { input: { requestId: id } });
    const all = await arrived(id, 3);
    // The device's owner registered it: the admin.
    expect(
      all
        .slice(1)
        .map((mail) => [mail.subject.split(':')[0], ...mail.recipients])
        .toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['Approved', world.admin.email],
      ['Issued', world.admin.email],
    ]);
    expect(new Set(all.map((mail) => mail.messageId)).size).toBe(3);
    // Each recipient has the request as one thread, which its first mail begins.
    const [first, second] = all.slice(1);
    expect([submitted?.references, first?.references]).toEqual(['', '']);
    expect(second?.references).toBe(first?.messageId);
  });

  test('nothing that people write makes another header, another recipient, or markup', async () => {
    const nasty = '<img src=x onerror=alert(1)> & "quotes" Bcc: eve@evil.example';
    const asked = await world.device.enroll({
      ...SEED,
      domains: ['nasty.internal.corp.com'],
      justification: `${nasty}\nBcc: eve@evil.example`,
    });
    const id = asked.body.approval_id ?? '';
    await arrived(id, 1);
    await world.approver.client.change(REJECT, { input: { requestId: id, reason: nasty } });
    for (const mail of await arrived(id, 2)) {
      expect([world.approver.email, world.admin.email]).toContain(mail.recipients.join());
      expect(mail.html).not.toContain('<img');
      expect(mail.headers).not.toMatch(/^bcc:/im);
    }
  });

  test('a mail server that is away delays no request, and everything arrives once when it is back', async () => {
    await mails.pause();
    const asked = await world.device.enroll({ ...SEED, domains: ['later.internal.corp.com'] });
    expect(asked.status).toBe(202);
    const id = asked.body.approval_id ?? '';
    await waitFor(() => mails.refusals > 0, 'an attempt in vain');
    await mails.resume();
    expect(await arrived(id, 1)).toHaveLength(1);
  });

  test('a recipient who is refused stops nobody else', async () => {
    mails.refuse(world.approver.email);
    const asked = await world.device.enroll({ ...SEED, domains: ['refused.internal.corp.com'] });
    const id = asked.body.approval_id ?? '';
    await world.approver.client.change(APPROVE, { input: { requestId: id } });
    const outcome = await arrived(id, 2);
    expect(outcome.flatMap((mail) => mail.recipients)).toEqual([world.admin.email, world.admin.email]);
    expect(await brokenInvariants(server, { submitted: [id], approved: [id], issued: new Map() })).toEqual([]);
  });
});
