import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GraphqlClient, graphqlClient, listOf, signIn, textOf } from './harness/graphql-client.ts';
import { brokenInvariants, connectAsSuperuser } from './harness/invariants.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import {
  ACCEPT,
  CHANGE_PASSWORD,
  DISABLE,
  ENABLE,
  END_OTHERS,
  END_SESSION,
  INVITE,
  REQUEST_RESET,
  RESET,
  SESSIONS,
  SET_PLATFORM_ROLE,
  USERS,
  WHO_AM_I,
} from './harness/people-operations.ts';
import { ADMIN, removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addPerson, makeWorld, PASSWORD, SEED, type World } from './harness/world.ts';

const OTHER_PASSWORD = 'another password for tests';

describe('accounts', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  let anybody: GraphqlClient;
  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
    anybody = graphqlClient(server.url);
  });
  afterAll(async () => {
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  const person = (name: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER' = 'VIEWER') =>
    addPerson(server, world.admin.client, {
      organizationId: world.organizationId,
      email: `${name}@corp.example`,
      role,
    });
  const isSignedIn = async (client: GraphqlClient) => (await client.send(WHO_AM_I)).data.viewer !== null;
  const mailsTo = (email: string) => mails.received.filter(({ recipients }) => recipients.includes(email));
  const linkIn = async (email: string, path: string, count = 1): Promise<string> => {
    const found = await waitFor(() => {
      const links = mailsTo(email).flatMap(({ text }) => text.match(new RegExp(`${path}#token=(\\S+)`))?.[1] ?? []);
      return links.length >= count && links;
    }, `a mail with a link to ${path}`);
    return found.at(-1) ?? '';
  };
  const accounts = async (by: GraphqlClient, search: string) => listOf((await by.ask(USERS, { search })).users?.nodes);

  describe('passwords', () => {
    test('a password is changed with the one before, and every other session ends', async () => {
      const mara = await person('changes');
      const [here, there] = await Promise.all([1, 2].map(() => signIn(server.url, mara.email, PASSWORD)));
      const change = (currentPassword: string) => ({ input: { currentPassword, newPassword: OTHER_PASSWORD } });
      expect(await here?.client.refused(CHANGE_PASSWORD, change('not it at all'))).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['currentPassword'],
      });
      await here?.client.change(CHANGE_PASSWORD, change(PASSWORD));
      expect(await isSignedIn(there?.client ?? anybody)).toBe(false);
      expect(await isSignedIn(here?.client ?? anybody)).toBe(true);
      await expect(signIn(server.url, mara.email, PASSWORD)).rejects.toThrow('could not sign in');
      await signIn(server.url, mara.email, OTHER_PASSWORD);
      const byToken = await mara.client.send(CHANGE_PASSWORD, change(OTHER_PASSWORD));
      expect(byToken.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    });

    test('a forgotten one is replaced through a link by mail: the newest works, once, and ends every session', async () => {
      const omar = await person('forgets');
      const before = await signIn(server.url, omar.email, PASSWORD);
      const ask = { input: { email: omar.email.toUpperCase() } };
      await anybody.change(REQUEST_RESET, ask);
      const first = await linkIn(omar.email, '/reset-password');
      await anybody.change(REQUEST_RESET, ask);
      const second = await linkIn(omar.email, '/reset-password', 2);
      const take = (token: string) => ({ input: { token, password: OTHER_PASSWORD } });
      expect((await anybody.refused(RESET, take(first))).code).toBe('NOT_FOUND');
      const attempts = await Promise.all([1, 2, 3].map(() => anybody.ask(RESET, take(second))));
      const refused = attempts.flatMap((data) => listOf(data.resetPassword?.userErrors));
      expect(refused.map(({ code }) => textOf(code))).toEqual(['NOT_FOUND', 'NOT_FOUND']);
      expect(await isSignedIn(before.client)).toBe(false);
      await signIn(server.url, omar.email, OTHER_PASSWORD);
    });

    test('who is not known, or disabled, is answered alike and gets no mail', async () => {
      const gone = await person('gone');
      const root = await signIn(server.url, ADMIN.email, ADMIN.password);
      await root.client.change(DISABLE, { input: { userId: gone.id } });
      const known = await person('known');
      const answers = await Promise.all(
        ['nobody@corp.example', gone.email, known.email].map((email) =>
          anybody.send(REQUEST_RESET, { input: { email } }),
        ),
      );
      for (const { status, data } of answers) {
        expect(status).toBe(200);
        expect(data).toEqual({ requestPasswordReset: { userErrors: [] } });
      }
      await linkIn(known.email, '/reset-password');
      expect(mailsTo('nobody@corp.example')).toEqual([]);
      expect(mailsTo(gone.email).filter(({ text }) => text.includes('/reset-password'))).toEqual([]);
    });

    test('one account is sent a few links and no more for a while, known or not', async () => {
      const email = 'hammered@corp.example';
      const codes: (string | undefined)[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) {
        codes.push((await anybody.send(REQUEST_RESET, { input: { email } })).errors?.[0]?.extensions?.code);
      }
      expect(codes).toEqual([undefined, undefined, undefined, 'RATE_LIMITED', 'RATE_LIMITED']);
    });

    test('no link stands readable in the database, in the queue, in the ledger or in the log', async () => {
      const careful = await person('careful');
      await mails.pause();
      await anybody.change(REQUEST_RESET, { input: { email: careful.email } });
      const client = await connectAsSuperuser(server.dataFolder);
      await waitFor(async () => {
        const { rows } = await client.query<{ count: string }>(
          `select count(*) from job_queue.job where name = 'account-mail' and state in ('created', 'retry', 'active')`,
        );
        return Number(rows[0]?.count) > 0;
      }, 'the mail to be queued');
      const texts = await client.query<{ text: string }>(
        'select data::text as text from job_queue.job union all select entry from ledger_record',
      );
      await client.end();
      await mails.resume();
      const token = await linkIn(careful.email, '/reset-password');
      expect(token).toMatch(/^csr_/);
      for (const { text } of texts.rows) expect(text).not.toContain(token);
      expect(server.output()).not.toContain(token);
    });

    test('an invitation comes by mail, too, and its link is the one that was answered', async () => {
      const email = 'invited@corp.example';
      const invited = await world.admin.client.change(INVITE, {
        input: { organizationId: world.organizationId, email, name: 'Invited', role: 'VIEWER' },
      });
      const token = await linkIn(email, '/invitation');
      expect(textOf(invited.inviteUrl)).toContain(token);
      const [mail] = mailsTo(email);
      expect(mail?.subject).toBe('Invitation: corp');
      await anybody.change(ACCEPT, { input: { token, password: PASSWORD } });
    });
  });

  describe('sessions', () => {
    test('are listed to their owner, and ended one by one or all but the one that asks', async () => {
      const mara = await person('everywhere');
      const stranger = await signIn(server.url, world.admin.email, PASSWORD);
      const [one, two, three] = await Promise.all([1, 2, 3].map(() => signIn(server.url, mara.email, PASSWORD)));
      const list = async () => listOf((await (one?.client ?? anybody).ask(SESSIONS)).viewer?.sessions);
      const before = await list();
      // With the one that made the token.
      expect(before).toHaveLength(4);
      expect(before.filter(({ current }) => Boolean(current))).toHaveLength(1);
      const [other] = before.filter(({ current }) => !current);
      const input = { sessionId: textOf(other?.id) };
      expect((await stranger.client.refused(END_SESSION, { input })).code).toBe('NOT_FOUND');
      await one?.client.change(END_SESSION, { input });
      expect(await list()).toHaveLength(3);
      await one?.client.change(END_OTHERS);
      expect(await list()).toHaveLength(1);
      expect(await isSignedIn(two?.client ?? anybody)).toBe(false);
      expect(await isSignedIn(three?.client ?? anybody)).toBe(false);
      expect((await mara.client.ask(SESSIONS)).viewer?.sessions).toEqual([]);
    });
  });

  describe('platform roles', () => {
    let root: GraphqlClient;
    beforeAll(async () => {
      root = (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
    });
    const rootId = async () => textOf((await root.ask(WHO_AM_I)).viewer?.user?.id);
    const set = (userId: string, role: string | null) => ({ input: { userId, role } });

    test('the last superuser stays: their role cannot be taken, nor can they be disabled', async () => {
      const id = await rootId();
      expect((await root.refused(SET_PLATFORM_ROLE, set(id, null))).message).toContain('only superuser');
      expect((await root.refused(SET_PLATFORM_ROLE, set(id, 'PLATFORM_ADMIN'))).message).toContain('only superuser');
      expect((await root.refused(DISABLE, { input: { userId: id } })).code).toBe('NOT_ALLOWED');
    });

    test('a platform admin makes platform admins and no superuser', async () => {
      const [pa, somebody] = [await person('pa'), await person('somebody')];
      await root.change(SET_PLATFORM_ROLE, set(pa.id, 'PLATFORM_ADMIN'));
      const admin = (await signIn(server.url, pa.email, PASSWORD)).client;
      expect((await admin.refused(SET_PLATFORM_ROLE, set(somebody.id, 'SUPERUSER'))).code).toBe('NOT_ALLOWED');
      expect((await admin.refused(SET_PLATFORM_ROLE, set(await rootId(), null))).code).toBe('NOT_ALLOWED');
      await admin.change(SET_PLATFORM_ROLE, set(somebody.id, 'PLATFORM_ADMIN'));
      await admin.change(SET_PLATFORM_ROLE, set(somebody.id, null));
      const [shown] = await accounts(admin, 'somebody');
      expect(shown).toMatchObject({
        platformRole: null,
        toSuperuser: { allowed: false },
        viewerCanDisable: { allowed: true },
      });
      expect(await accounts(world.admin.client, 'somebody')).toEqual([]);
      const viewer = (await signIn(server.url, world.admin.email, PASSWORD)).client;
      expect((await viewer.refused(SET_PLATFORM_ROLE, set(somebody.id, 'PLATFORM_ADMIN'))).code).toBe('NOT_ALLOWED');
    });

    test('a platform role ends with the commit that takes it, in every organization, with the sessions', async () => {
      const passing = await person('passing', 'VIEWER');
      await root.change(SET_PLATFORM_ROLE, set(passing.id, 'PLATFORM_ADMIN'));
      const authorities = async () => {
        const client = await connectAsSuperuser(server.dataFolder);
        const { rows } = await client.query<{ authority: string }>('select authority from ledger_head order by 1');
        await client.end();
        return rows.map(({ authority }) => Number(authority)).reduce((sum, authority) => sum + authority, 0);
      };
      const session = await signIn(server.url, passing.email, PASSWORD);
      const { body } = await world.device.enroll({ ...SEED, domains: ['platform.internal.corp.com'] });
      const before = await authorities();
      await root.change(SET_PLATFORM_ROLE, set(passing.id, null));
      // The platform's own, and the organization's.
      expect(await authorities()).toBe(before + 2);
      expect(await isSignedIn(session.client)).toBe(false);
      const again = await signIn(server.url, passing.email, PASSWORD);
      const refused = await again.client.refused(APPROVE, { input: { requestId: body.approval_id } });
      expect(refused.code).toBe('NOT_ALLOWED');
    });

    test('of two superusers who unmake each other at once, one stays', async () => {
      const second = await person('second');
      await root.change(SET_PLATFORM_ROLE, set(second.id, 'SUPERUSER'));
      const other = (await signIn(server.url, second.email, PASSWORD)).client;
      const id = await rootId();
      const errors = await Promise.all([
        root.send(SET_PLATFORM_ROLE, set(second.id, null)),
        other.send(SET_PLATFORM_ROLE, set(id, null)),
      ]);
      const codes = errors.flatMap(({ data, errors: thrown }) => [
        ...(data.setPlatformRole ? listOf(data.setPlatformRole.userErrors) : []).map(({ code }) => textOf(code)),
        ...(thrown ?? []).map(({ extensions }) => extensions?.code ?? ''),
      ]);
      // The loser is told that the right is gone, or comes too late even to be known.
      expect(codes).toHaveLength(1);
      const isRoot = await isSignedIn(root);
      expect(await isSignedIn(other)).toBe(!isRoot);
      // Whoever is left makes it as it was.
      if (!isRoot) await other.change(SET_PLATFORM_ROLE, set(id, 'SUPERUSER'));
      root = (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
      expect((await accounts(root, second.email))[0]?.platformRole).toBe(isRoot ? null : 'SUPERUSER');
    });

    test('somebody who is disabled is out at once, with their tokens, and back in when enabled', async () => {
      const leaving = await person('suspended', 'OPERATOR');
      const session = await signIn(server.url, leaving.email, PASSWORD);
      expect(await isSignedIn(leaving.client)).toBe(true);
      await root.change(DISABLE, { input: { userId: leaving.id } });
      expect(await isSignedIn(leaving.client)).toBe(false);
      expect(await isSignedIn(session.client)).toBe(false);
      await expect(signIn(server.url, leaving.email, PASSWORD)).rejects.toThrow('could not sign in');
      await root.change(ENABLE, { input: { userId: leaving.id } });
      expect(await isSignedIn(leaving.client)).toBe(true);
      expect(await isSignedIn(session.client)).toBe(false);
    });
  });

  test('and after all of it every ledger verifies and says what the tables say', async () => {
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});
