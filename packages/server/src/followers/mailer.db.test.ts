import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../domain/audit-record-types.ts';
import { Committer } from '../ledger/committer.ts';
import { LedgerFeed } from '../ledger/feed.ts';
import { exampleCommand, exampleDraft, exampleLedger } from '../ledger/testing/ledger-scene.ts';
import { batchMail } from '../mail/batch-mail.ts';
import { renewalRefusedMail } from '../mail/renewal-refused-mail.ts';
import { requestMail } from '../mail/request-mail.ts';
import { createSmtpSender } from '../mail/smtp-sender.ts';
import { type ReceivedMail, startTestMailServer, type TestMailServer } from '../mail/testing/test-mail-server.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { createFollowerPlaces } from '../store/follower-places.ts';
import { openJobQueue } from '../store/job-queue.ts';
import { createNotifications } from '../store/notifications.ts';
import { createCommandReads } from '../store/reads/command-reads.ts';
import { createPolicies } from '../store/reads/policies.ts';
import {
  EARLIER,
  exampleAuthority,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  exampleUser,
  writeRows,
} from '../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import { createUndeliveredMails } from '../store/undelivered-mails.ts';
import { insertRow } from '../usecases/ports.ts';
import { startMailer } from './mailer.ts';
import type { StoredFacts } from './stored-facts.ts';

const PEOPLE = ['usr_first', 'usr_second', 'usr_asker'];
const WITHIN = { timeout: 12_000, interval: 20 };

describe('telling people by mail', () => {
  let open: OpenTestDatabase;
  let mails: TestMailServer;
  let feed: LedgerFeed;
  let committer: Committer;
  let organizations = 0;
  let org = '';
  /** A ledger whose checkpoint cannot be made. */
  let unreadable = '';
  let isOn = true;
  let logged: { message: string; facts: unknown }[] = [];
  let stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    open = await openTestDatabase();
    await writeRows(open.database, open.schema, [
      ...PEOPLE.map((id) => insertRow('User', exampleUser(id))),
      insertRow('Organization', exampleOrganization('org_0')),
      insertRow('CertificateAuthority', exampleAuthority('ca_1', 'org_0')),
      ...exampleProfile('dtp_1', 'org_0'),
    ]);
    feed = new LedgerFeed({ database: open.database, log: () => undefined });
    committer = new Committer({ database: open.database, schema: open.schema, onCommitted: feed.committed });
    await feed.start();
  });
  afterAll(async () => {
    await committer.drain();
    await feed.stop();
    await open.close();
  });
  beforeEach(async () => {
    mails = await startTestMailServer();
    [logged, stops, isOn] = [[], [], true];
    org = await openOrganization();
  });
  afterEach(async () => {
    for (const stop of stops.toReversed()) await stop();
    await mails.stop();
  });

  /** Two admins who may decide, and somebody who asks; the profile is the organization's own. */
  const openOrganization = async () => {
    organizations += 1;
    const id = `org_${String(organizations).padStart(3, '0')}`;
    await writeRows(open.database, open.schema, [
      insertRow('Organization', exampleOrganization(id)),
      ...exampleLedger(id),
      ...exampleProfile(`dtp_${id}`, id),
      ...PEOPLE.map((userId) =>
        insertRow('Membership', {
          organizationId: id,
          userId,
          role: userId === 'usr_asker' ? 'OPERATOR' : 'ADMIN',
          createdAt: EARLIER,
        }),
      ),
    ]);
    return id;
  };

  /** A server's mailer, as it is wired. */
  const startServer = async () => {
    const { database, schema } = open;
    const queue = await openJobQueue(open.test.serverUrl, (message) => logged.push({ message, facts: {} }));
    const sender = createSmtpSender({
      server: { url: mails.url },
      from: { name: 'Countersign', address: 'countersign@corp.com' },
    });
    const mailer = await startMailer({
      deps: {
        reads: createCommandReads(database, schema),
        policies: createPolicies(database, schema),
        publicUrl: new URL('https://countersign.corp.com'),
        log: (message, facts) => logged.push({ message, facts }),
      },
      places: createFollowerPlaces(database),
      queue,
      sender,
      notifications: createNotifications<StoredFacts>(database),
      undelivered: createUndeliveredMails(database),
      isOn: async () => isOn,
      compose: { one: requestMail, many: batchMail },
      composeRefusal: renewalRefusedMail,
      read: (ledger, seq) => feed.read(ledger, seq),
      checkpoint: (ledger) => (ledger === unreadable ? Promise.reject(new Error('unreadable')) : Promise.resolve(null)),
    });
    const unlisten = feed.onCommitted(() => mailer.poke());
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= (async () => {
        unlisten();
        await mailer.stop();
        await queue.stop();
        sender.close();
      })();
      return stopping;
    };
    stops.push(stop);
    return { stop };
  };

  const submit = async (name: string, ledger = org) => {
    const id = `apr_${name}_${ledger}`;
    const request = exampleRequest(id, ledger, { trustProfileId: `dtp_${ledger}` });
    await writeRows(open.database, open.schema, [insertRow('CertificateRequest', request)]);
    await committer.commit(
      exampleCommand(ledger, {
        records: [exampleDraft({ type: 'request.submitted', subject: { kind: 'request', id }, detail: {} })],
      }),
    );
    return id;
  };
  const record = (
    type: 'request.warned' | 'request.escalated' | 'certificate.failed',
    id: string,
    detail: JsonObject = {},
  ) =>
    committer.commit(
      exampleCommand(org, { records: [exampleDraft({ type, subject: { kind: 'request', id }, detail })] }),
    );
  const header = (mail: ReceivedMail | undefined, name: string) =>
    mail?.headers.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 2);
  /** How often the text of mails to an address links to each request. */
  const toldOf = (address: string) => {
    const told = new Map<string, number>();
    for (const mail of mails.received.filter((one) => one.recipients.includes(address))) {
      const [, text = ''] = mail.raw.replaceAll('=\r\n', '').split('Content-Type: text/plain');
      const [plain = ''] = text.split('Content-Type: text/html');
      for (const [, id = ''] of plain.matchAll(/\/approvals\/(apr_[a-z0-9_]+)/g)) told.set(id, (told.get(id) ?? 0) + 1);
    }
    return told;
  };
  const recipients = () => mails.received.flatMap((mail) => mail.recipients).toSorted();
  const BOTH = ['usr_first@corp.com', 'usr_second@corp.com'];
  /** Once a later request's mails are there, what is to come of an earlier one is there too. */
  const settled = async (mailsInAll: number) =>
    vi.waitFor(() => expect(mails.received.length).toBeGreaterThanOrEqual(mailsInAll), WITHIN);
  const jobs = () =>
    withClient(open.test.superuserUrl, async (client) => {
      const { rows } = await client.query<{ state: string; output: { message?: string } | null; to: string }>(
        `select state, output, data #>> '{to,address}' as "to" from job_queue.job
         where data ->> 'messageId' like $1 order by "to"`,
        [`<${org}.%`],
      );
      return rows;
    });

  it('tells each who can decide once, with a link to the request, and not who asks', async () => {
    await startServer();
    const id = await submit('one');
    await settled(2);
    expect(recipients()).toEqual(BOTH);
    for (const { raw, headers } of mails.received) {
      expect(raw.replaceAll('=\r\n', '')).toContain(`https://countersign.corp.com/approvals/${id}`);
      // The first mail about a request begins its thread.
      expect(headers.filter((line) => /^(references|in-reply-to):/i.test(line))).toEqual([]);
    }
    expect(new Set(mails.received.map(({ headers }) => headers.find((line) => /^message-id/i.test(line)))).size).toBe(
      2,
    );
  });

  it('tells nothing of what happened before it was first started, and all of an organization that came later', async () => {
    await withClient(open.test.superuserUrl, (client) => client.query('delete from follower_place'));
    await submit('before');
    await startServer();
    const later = await openOrganization();
    await submit('later', later);
    await settled(2);
    await submit('after');
    await settled(4);
    expect(mails.received).toHaveLength(4);
    expect(mails.received.filter(({ raw }) => raw.includes('apr_before'))).toEqual([]);
  });

  it('tells each once, however many servers look at the same records', async () => {
    const servers = [await startServer(), await startServer(), await startServer()];
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) ids.push(await submit(`many_${index}`));
    await vi.waitFor(() => expect(toldOf('usr_first@corp.com').size).toBe(30), WITHIN);
    await vi.waitFor(() => expect(toldOf('usr_second@corp.com').size).toBe(30), WITHIN);
    // Whoever looks at them again from the start finds everything noted.
    for (const server of servers) await server.stop();
    await withClient(open.test.superuserUrl, (client) =>
      client.query('update follower_place set next = 0 where ledger = $1', [org]),
    );
    await startServer();
    const before = mails.received.length;
    ids.push(await submit('last'));
    await settled(before + 2);
    for (const address of BOTH) {
      const told = toldOf(address);
      expect([...told.keys()].toSorted()).toEqual(ids.toSorted());
      expect([...told.values()]).toEqual(ids.map(() => 1));
    }
    // As one mail a few, and not each by itself.
    expect(before).toBeLessThan(20);
    expect((await jobs()).every(({ state }) => state === 'completed')).toBe(true);
  });

  it('makes one mail of what comes at once, which lists every request with its link, and no more than 100', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, (_, index) => submit(`batch_${index}`)));
    await withClient(open.test.superuserUrl, async (client) => {
      await client.query('delete from follower_place');
      await client.query(
        `insert into follower_place (follower, ledger, next)
         select 'mailer', ledger, case when ledger = $1 then 0 else size end from ledger_head`,
        [org],
      );
    });
    await startServer();
    await vi.waitFor(() => expect(toldOf('usr_first@corp.com').size).toBe(120), WITHIN);
    await vi.waitFor(() => expect(toldOf('usr_second@corp.com').size).toBe(120), WITHIN);
    expect([...toldOf('usr_first@corp.com').keys()].toSorted()).toEqual(ids.toSorted());
    const first = mails.received.filter((mail) => mail.recipients.includes('usr_first@corp.com'));
    expect(first.length).toBeLessThanOrEqual(4);
    expect(first.some(({ headers }) => headers.some((line) => /^Subject: \d+ requests wait/.test(line)))).toBe(true);
  });

  it('puts later mails about a request in the thread that its first mail to that person began', async () => {
    await startServer();
    const id = await submit('thread');
    await settled(2);
    await record('request.escalated', id);
    await settled(4);
    for (const address of BOTH) {
      const [first, second] = mails.received.filter((mail) => mail.recipients.includes(address));
      const began = header(first, 'message-id');
      expect(began).toMatch(/^<.+>$/);
      expect(header(second, 'message-id')).not.toBe(began);
      expect(header(second, 'references')).toBe(began);
      expect(header(second, 'in-reply-to')).toBe(began);
    }
  });

  it('tells nobody of what they turned off, and everybody of an escalation all the same', async () => {
    await withClient(open.test.superuserUrl, (client) =>
      client.query(`insert into notification_preference values ('usr_first', $1, false, false, false, now())`, [org]),
    );
    await startServer();
    const id = await submit('quiet');
    await settled(1);
    await record('request.warned', id);
    await settled(2);
    expect(recipients()).toEqual(['usr_second@corp.com', 'usr_second@corp.com']);
    await record('request.escalated', id);
    await settled(4);
    expect(recipients()).toEqual(['usr_first@corp.com', ...Array(3).fill('usr_second@corp.com')]);
  });

  it('tells nobody later of what happened while mail was turned off', async () => {
    isOn = false;
    await startServer();
    const before = await submit('off');
    await vi.waitFor(async () => {
      const { rows } = await withClient(open.test.superuserUrl, (client) =>
        client.query(
          'select next = size as skipped from follower_place join ledger_head using (ledger) where ledger = $1',
          [org],
        ),
      );
      expect(rows).toEqual([{ skipped: true }]);
    }, WITHIN);
    isOn = true;
    await submit('on');
    await settled(2);
    expect(mails.received.filter(({ raw }) => raw.includes(before))).toEqual([]);
  });

  it('delivers once what was to be sent while the mail server took nothing', async () => {
    mails.refuse({ at: 'MAIL FROM', code: 451 });
    await startServer();
    await submit('patient');
    await vi.waitFor(() => expect(mails.troubles).toBeGreaterThanOrEqual(2), WITHIN);
    mails.refuse(null);
    await settled(2);
    await submit('next');
    await settled(4);
    expect(recipients()).toEqual([BOTH[0], BOTH[0], BOTH[1], BOTH[1]]);
  });

  it('delivers after a restart what no server has sent yet', async () => {
    mails.refuse({ at: 'MAIL FROM', code: 451 });
    const server = await startServer();
    await submit('restart');
    await vi.waitFor(() => expect(mails.troubles).toBeGreaterThanOrEqual(2), WITHIN);
    await server.stop();
    mails.refuse(null);
    await startServer();
    await settled(2);
    expect(recipients()).toEqual(BOTH);
  });

  it('reminds those who can decide, and at the escalation the contacts too, each once, though two servers look', async () => {
    const escalationContacts = ['duty@corp.com', 'USR_FIRST@corp.com'];
    await withClient(open.test.superuserUrl, (client) =>
      client.query(`update trust_profile set rules = rules || $2 where id = $1`, [
        `dtp_${org}`,
        JSON.stringify({ escalationContacts }),
      ]),
    );
    await Promise.all([startServer(), startServer()]);
    const id = await submit('slow');
    await record('request.warned', id);
    await record('request.escalated', id);
    await settled(7);
    await submit('after');
    await settled(9);
    const subject = (words: string) =>
      mails.received
        .filter(({ headers }) => headers.some((line) => line.startsWith(`Subject: ${words}`)))
        .flatMap((mail) => mail.recipients)
        .toSorted();
    expect(subject('Still waiting')).toEqual(BOTH);
    expect(subject('Escalated')).toEqual(['duty@corp.com', ...BOTH]);
    expect(mails.received).toHaveLength(9);
    const toContact = mails.received.find((mail) => mail.recipients.includes('duty@corp.com'));
    expect(toContact?.raw.replaceAll('=\r\n', '')).toContain('a contact of this trust profile');
  });

  it('tells admins and the requester of a failed issuance once, when nothing tries it again by itself', async () => {
    await startServer();
    const id = await submit('failing');
    await settled(2);
    for (const attempt of [1, 2, 3])
      await record('certificate.failed', id, { attempt, code: 'X', final: attempt === 3 });
    await submit('after');
    await settled(7);
    expect(mails.received).toHaveLength(7);
    const failures = mails.received.filter(({ headers }) =>
      headers.some((line) => line.startsWith('Subject: Issuing')),
    );
    expect(failures.flatMap((mail) => mail.recipients).toSorted()).toEqual(['usr_asker@corp.com', ...BOTH]);
  });

  it('tells the others when one recipient is refused, and keeps the refused mail, failed, with the reason', async () => {
    mails.refuse({ at: 'RCPT TO', code: 550, recipient: 'usr_first@corp.com' });
    await startServer();
    await submit('refused');
    await vi.waitFor(
      async () =>
        expect(await jobs()).toMatchObject([
          { to: 'usr_first@corp.com', state: 'failed', output: { message: expect.stringContaining('550') } },
          { to: 'usr_second@corp.com', state: 'completed' },
        ]),
      WITHIN,
    );
    expect(recipients()).toEqual(['usr_second@corp.com']);
    expect(mails.troubles).toBe(1);
    const undelivered = createUndeliveredMails(open.database);
    const [kept] = await undelivered.list(org, null, 10);
    expect(kept).toMatchObject({
      toAddress: 'usr_first@corp.com',
      event: 'submitted',
      said: expect.stringContaining('550'),
      state: 'FAILED',
    });
    expect(logged).toContainEqual({
      message: 'a mail could not be delivered, and is given up',
      facts: expect.objectContaining({ to: 'usr_first@corp.com', error: expect.stringContaining('550') }),
    });
    // Once people have mended it, it is sent again, and is no longer among them.
    mails.refuse(null);
    await undelivered.retry(kept?.id ?? '');
    await settled(2);
    expect(recipients()).toEqual(BOTH);
    await vi.waitFor(async () => expect(await undelivered.count(org)).toBe(0), WITHIN);
  });

  it('says so when a mail was tried for the last time, and keeps it', async () => {
    mails.refuse({ at: 'MAIL FROM', code: 451 });
    await startServer();
    await submit('never');
    await vi.waitFor(() => expect(mails.troubles).toBeGreaterThanOrEqual(2), WITHIN);
    // Days later: all tries but one are over.
    await withClient(open.test.superuserUrl, (client) =>
      client.query(
        `update job_queue.job set retry_count = retry_limit, start_after = now()
         where data ->> 'messageId' like $1 and state = 'retry'`,
        [`<${org}.%`],
      ),
    );
    await vi.waitFor(async () => expect((await jobs()).map(({ state }) => state)).toContain('failed'), WITHIN);
    expect(logged.map(({ message }) => message)).toContain('a mail could not be delivered, and is given up');
  });

  it.each([
    ['in the message', 0],
    ['before the answer', 1],
  ] as const)('sends a mail again whose connection broke off %s: %i duplicates, under one id', async (when, twice) => {
    mails.breakOff(when);
    await startServer();
    await submit(when.replaceAll(' ', '_'));
    await settled(2 + twice);
    await vi.waitFor(
      async () => expect((await jobs()).map(({ state }) => state)).toEqual(['completed', 'completed']),
      WITHIN,
    );
    expect(mails.received).toHaveLength(2 + twice);
    const ids = mails.received.map(({ headers }) => headers.find((line) => /^message-id/i.test(line)));
    expect(new Set(ids).size).toBe(2);
  });

  it('goes on with the other organizations where the records of one cannot be told', async () => {
    const broken = org;
    unreadable = broken;
    // Ledgers are followed by name, so the other one comes after it.
    org = await openOrganization();
    expect([org, broken].toSorted()).toEqual([broken, org]);
    await startServer();
    await submit('broken', broken);
    await submit('whole');
    await settled(2);
    expect(recipients()).toEqual(BOTH);
    expect(logged.map(({ message }) => message)).toContain(
      `telling people by mail of ${broken} failed; it is tried again`,
    );
    // Nothing of it is lost.
    unreadable = '';
    await settled(4);
    expect(recipients()).toEqual([BOTH[0], BOTH[0], BOTH[1], BOTH[1]]);
  });
});
