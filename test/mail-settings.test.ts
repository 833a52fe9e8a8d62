import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './harness/graphql-client.ts';
import { type MailServerOptions, startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { makeDataFolder, removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { makeWorld, SEED, type World } from './harness/world.ts';

const SETTINGS =
  '{ notificationSettings { source enabled host port tls username hasPassword fromName fromAddress delivery { waiting } viewerCanUpdate { allowed } } }';
const UPDATE =
  'mutation ($input: UpdateNotificationSettingsInput!) { updateNotificationSettings(input: $input) { notificationSettings { source host port tls username hasPassword } userErrors { code message field } } }';
const TEST_MAIL =
  'mutation ($input: SendTestMailInput!) { sendTestMail(input: $input) { sent answer userErrors { code message field } } }';
const RECORDS = '{ auditRecords(organizationId: "platform", first: 20) { nodes { type entry } } }';
const PASSWORD = 'a mail password that nobody sees';

describe('the mail server that an admin sets', () => {
  let folder: string;
  let server: ServerProcess;
  let world: World;
  let servers: TestMailServer[] = [];
  let certificate: { key: Buffer; cert: Buffer };

  beforeAll(async () => {
    folder = makeDataFolder();
    certificate = selfSigned(folder);
    server = await startServer({
      dataFolder: path.join(folder, 'data'),
      environment: { NODE_EXTRA_CA_CERTS: path.join(folder, 'mail.crt') },
    });
    world = await makeWorld(server);
  });
  afterEach(async () => {
    for (const mails of servers) await mails.stop();
    servers = [];
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(folder);
  });

  const mailServer = async (options: MailServerOptions = {}) => {
    const mails = await startMailServer(options);
    servers.push(mails);
    return mails;
  };
  const set = (input: Record<string, unknown>) => world.root.change(UPDATE, { input });
  const plain = (port: number) => ({ host: '127.0.0.1', port, tls: 'NONE', username: '' });
  const tryIt = async (to = 'somebody@corp.example') => {
    const { sent, answer } = await world.root.change(TEST_MAIL, { input: { to } });
    return { sent, answer: textOf(answer) };
  };
  const submit = async (name: string) => {
    const { body } = await world.device.enroll({ ...SEED, domains: [`${name}.internal.corp.com`] });
    return body.approval_id ?? 'none';
  };
  const arrives = (mails: TestMailServer, id: string) =>
    waitFor(() => mails.received.find((mail) => mail.text.includes(id)) ?? null, 'the mail', 30_000);

  test('nothing is sent before there is one; from then on everything is told, without a restart', async () => {
    expect((await world.root.ask(SETTINGS)).notificationSettings).toMatchObject({ source: 'NONE', enabled: false });
    expect(await world.root.refused(TEST_MAIL, { input: { to: 'a@corp.example' } })).toMatchObject({
      message: 'No mail server is set, or mail is turned off. Save the settings first.',
    });
    const mails = await mailServer();
    await set({ ...plain(mails.port), fromName: 'Certificates', fromAddress: 'certificates@corp.example' });
    expect((await world.root.ask(SETTINGS)).notificationSettings).toMatchObject({
      source: 'SAVED',
      enabled: true,
      fromAddress: 'certificates@corp.example',
    });
    const after = await submit('after');
    const mail = await arrives(mails, after);
    expect(mail.headers).toMatch(/^From: "?Certificates"? <certificates@corp.example>$/m);
    expect(await tryIt()).toEqual({ sent: true, answer: expect.stringContaining('250') });
    expect(mails.received.at(-1)?.recipients).toEqual(['somebody@corp.example']);
  });

  test('another one takes over at once, also what waited for the one before', async () => {
    const gone = await mailServer();
    await set(plain(gone.port));
    await gone.stop();
    const id = await submit('waits');
    const mails = await mailServer();
    await set(plain(mails.port));
    await arrives(mails, id);
  });

  test('mail can be turned off, and on again', async () => {
    const mails = await mailServer();
    await set({ ...plain(mails.port), enabled: false });
    expect((await world.root.ask(SETTINGS)).notificationSettings).toMatchObject({ enabled: false });
    expect(await world.root.refused(TEST_MAIL, { input: { to: 'a@corp.example' } })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await set({ enabled: true });
    expect((await tryIt()).sent).toBe(true);
  });

  test('without TLS only on the same machine, unless that is allowed expressly', async () => {
    const input = { host: 'mail.corp.example', port: 25, tls: 'NONE', username: '' };
    expect(await world.root.refused(UPDATE, { input })).toMatchObject({ field: ['tls'] });
    await set({ ...input, allowPlaintext: true });
    await set({ allowPlaintext: false, tls: 'STARTTLS' });
  });

  test('STARTTLS is demanded: it is used where it is offered, and where it is not, nothing is sent', async () => {
    const mails = await mailServer({ tls: { from: 'STARTTLS', ...certificate } });
    await set({ ...plain(mails.port), host: 'localhost', tls: 'STARTTLS' });
    expect((await tryIt()).sent).toBe(true);
    const without = await mailServer();
    await set({ ...plain(without.port), host: 'localhost', tls: 'STARTTLS' });
    expect(await tryIt()).toEqual({ sent: false, answer: expect.stringContaining('does not offer STARTTLS') });
    expect(without.received).toEqual([]);
  });

  test('TLS from the start; a certificate of another host is not trusted', async () => {
    const mails = await mailServer({ tls: { from: 'the start', ...certificate } });
    await set({ ...plain(mails.port), host: 'localhost', tls: 'TLS' });
    expect((await tryIt()).sent).toBe(true);
    await set({ ...plain(mails.port), host: '127.0.0.1', tls: 'TLS' });
    expect(await tryIt()).toEqual({ sent: false, answer: expect.stringMatching(/^TLS failed/) });
    expect(mails.received).toHaveLength(1);
  });

  test('a test mail says in plain words what went wrong', async () => {
    const mails = await mailServer();
    await set(plain(mails.port));
    mails.refuse('nobody@corp.example');
    expect(await tryIt('nobody@corp.example')).toEqual({
      sent: false,
      answer: 'The mail server refuses this recipient. It said: 550 No such user here',
    });
    await mails.pause();
    expect((await tryIt()).answer).toContain('451');
    await mails.stop();
    expect((await tryIt()).answer).toBe('Nothing listens there: the connection is refused. Check host and port.');
    expect(await world.root.refused(TEST_MAIL, { input: { to: 'a@corp.example, b@corp.example' } })).toMatchObject({
      field: ['to'],
    });
  });

  test('the password is used and never shown: not in GraphQL, the ledger, the database, or the log', async () => {
    const mails = await mailServer({ login: { user: 'countersign', password: PASSWORD } });
    const login = { ...plain(mails.port), username: 'countersign' };
    expect(await world.root.refused(UPDATE, { input: login })).toMatchObject({ field: ['password'] });
    const { notificationSettings } = await set({ ...login, password: PASSWORD });
    expect(notificationSettings).toMatchObject({ username: 'countersign', hasPassword: true });
    expect((await tryIt()).sent).toBe(true);
    // What is left out stays, the password too.
    await set({ fromName: 'Somebody else' });
    expect((await tryIt()).sent).toBe(true);
    // But it is given to no other server, nor under another name.
    for (const other of [{ port: mails.port + 1 }, { host: 'localhost' }, { username: 'eve' }]) {
      expect(await world.root.refused(UPDATE, { input: other })).toMatchObject({ field: ['password'] });
    }
    await set({ password: 'a wrong password' });
    expect((await tryIt()).answer).toMatch(/refuses the login.*535/s);
    await set({ password: PASSWORD });

    const { auditRecords } = await world.root.ask(RECORDS);
    const records = JSON.stringify(auditRecords);
    expect(records).toContain('setting.changed');
    expect(records).toContain('hasPassword');
    const shown = JSON.stringify(await world.root.ask(SETTINGS));
    for (const told of [records, shown, server.output()]) {
      expect(told).not.toContain(PASSWORD);
      expect(told).not.toContain('a wrong password');
    }
    await server.stop();
    expect(filesWith(path.join(folder, 'data'), PASSWORD)).toEqual([]);
  });
});

/** A certificate of localhost, that trusts itself. */
function selfSigned(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = [path.join(folder, 'mail.key'), path.join(folder, 'mail.crt')];
  const args = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost'.split(' ');
  execFileSync('openssl', [...args, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  return { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
}

function filesWith(folder: string, text: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => fs.readFileSync(file).includes(text));
}
