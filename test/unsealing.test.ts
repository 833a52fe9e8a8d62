import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn, textOf } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { asDatabaseOwner, editRecord, everythingKept, recordsOf, UNSEAL, verifyWhole } from './harness/ledger-world.ts';
import { startMailServer, type TestMailServer } from './harness/mail-server.ts';
import { ADMIN, removeDataFolder, runCommand, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addPerson, makeWorld, SEED, type World } from './harness/world.ts';

const REASON = 'The letter was restored from the backup of Monday, see INC-4711.';
const CHANGES =
  'subscription ($id: ID!, $since: String) { requestChanged(organizationId: $id, sinceSequence: $since) { sequence type } }';

describe('a sealed organization', () => {
  let mails: TestMailServer;
  let server: ServerProcess;
  let world: World;
  const VICTIM = 3;

  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({ environment: { COUNTERSIGN_SMTP_URL: mails.url } });
    world = await makeWorld(server);
    await world.device.enroll(SEED);
    await everythingKept(server, world.organizationId);
    await asDatabaseOwner(server, (client) => editRecord(client, world.organizationId, VICTIM));
    await verifyWhole(world.admin.client, world.organizationId);
  });
  afterAll(async () => {
    world.device.close();
    await server.stop();
    await mails.stop();
    removeDataFolder(server.dataFolder);
  });

  const root = async () => (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
  const input = (over: Record<string, unknown> = {}) => ({
    input: { organizationId: world.organizationId, reason: REASON, ...over },
  });

  test('is told to every superuser by mail: which record, what about it, and what to do', async () => {
    const mail = await waitFor(
      () => mails.received.find(({ subject }) => subject.startsWith('Sealed: ')),
      'the mail about the sealed ledger',
    );
    expect(mail.recipients).toEqual([ADMIN.email]);
    expect(mail.subject).toBe('Sealed: the audit ledger of corp does not verify');
    expect(mail.text).toContain(`record ${VICTIM}`);
    expect(mail.text).toContain('does not have the hash');
    expect(mail.text).toContain('/ledger/platform');
    expect(mails.received.filter(({ subject }) => subject === mail.subject)).toHaveLength(1);
  });

  test('is not unsealed by its admin, nor by a platform admin, and a script needs the right too', async () => {
    expect(await world.admin.client.refused(UNSEAL, input())).toMatchObject({
      code: 'NOT_ALLOWED',
      message: expect.stringContaining('superusers'),
    });
    const viewer = await world.admin.client.ask(
      'query ($id: ID!) { auditChain(organizationId: $id) { viewerCanUnseal { allowed reasons } } }',
      { id: world.organizationId },
    );
    expect(viewer.auditChain?.viewerCanUnseal).toMatchObject({ allowed: false });
  });

  test('is not unsealed without a reason, and one that is not sealed cannot be', async () => {
    const superuser = await root();
    expect(await superuser.refused(UNSEAL, input({ reason: '  ' }))).toMatchObject({
      code: 'REASON_REQUIRED',
      field: ['reason'],
    });
    const other = await makeWorld(server, 'bystander');
    other.device.close();
    expect(await superuser.refused(UNSEAL, input({ organizationId: other.organizationId }))).toMatchObject({
      code: 'CONFLICT',
      message: 'This organization is not sealed.',
    });
    expect(await superuser.refused(UNSEAL, input({ organizationId: 'platform' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('goes on in the next epoch once a superuser has unsealed it with a reason', async () => {
    const { organizationId: id } = world;
    const before = world.admin.client.subscribe(CHANGES, { id, since: '0' });
    const payload = await (await root()).change(UNSEAL, input());
    expect(payload).toMatchObject({
      epoch: { ledger: id, epoch: 1, what: 'edited', firstBroken: String(VICTIM), reason: REASON },
      organization: { sealed: false },
    });
    const asked = await world.device.enroll({ ...SEED, domains: ['after.internal.corp.com'] });
    expect(asked.status).toBe(202);
    await world.approver.client.change(APPROVE, { input: { requestId: asked.body.approval_id } });
    const issued = await waitFor(async () => {
      const { body } = await world.device.request('GET', `/approvals/${asked.body.approval_id}`);
      return body.status === 'issued' ? body : null;
    }, 'the certificate');
    expect(issued.certificate).toContain('BEGIN CERTIFICATE');
    // Who listened before hears the end of the old epoch and then the new one.
    const heard = await waitFor(() => {
      const all = before.events.map(({ requestChanged }) => textOf(requestChanged?.sequence));
      return all.some((sequence) => sequence.startsWith('2/')) ? all : null;
    }, 'a change in the second epoch');
    expect(heard.filter((sequence) => !sequence.includes('/'))).not.toHaveLength(0);
    before.close();
    const since = world.admin.client.subscribe(CHANGES, { id, since: heard[0] });
    const again = await waitFor(() => {
      const all = since.events.map(({ requestChanged }) => textOf(requestChanged?.sequence));
      return all.length >= heard.length - 1 ? all.slice(0, heard.length - 1) : null;
    }, 'everything after the first change, over both epochs');
    expect(again).toEqual(heard.slice(1));
    since.close();
  });

  test("pins in its first record, and in the platform's ledger, how the old one ended and who answers for it", async () => {
    const { organizationId: id } = world;
    const [opened, unsealed, old] = await asDatabaseOwner(server, async (client) => [
      JSON.parse((await recordsOf(client, `${id}/2`))[0]?.entry ?? ''),
      JSON.parse(
        (await recordsOf(client, 'platform')).findLast(({ entry }) => entry.includes('ledger.unsealed'))?.entry ?? '',
      ),
      await recordsOf(client, id),
    ]);
    expect(opened).toMatchObject({
      type: 'ledger.opened',
      org: `${id}/2`,
      seq: 0,
      actor: { kind: 'user', name: ADMIN.email },
      detail: {
        origin: expect.stringMatching(new RegExp(`/ledger/${id}/2$`)),
        reason: REASON,
        previous: {
          ledger: id,
          size: VICTIM,
          firstBroken: VICTIM,
          what: 'edited',
          root: expect.stringMatching(/^[0-9a-f]{64}$/),
          checkpoint: expect.stringContaining(`/ledger/${id}\n`),
        },
      },
    });
    expect(unsealed).toMatchObject({ subject: { id }, detail: { reason: REASON, closed: id, opened: `${id}/2` } });
    expect(old.length).toBeGreaterThan(VICTIM + 1);
  });

  test('goes on to be verified, the old epoch as broken and acknowledged', async () => {
    const { organizationId: id, slug } = world;
    expect(await verifyWhole(world.admin.client, id)).toMatchObject({
      epoch: 2,
      sealed: false,
      lastVerification: {
        ok: true,
        closedEpochs: [{ epoch: 1, isAsAcknowledged: true, acknowledgedBy: ADMIN.email, reason: REASON }],
      },
    });
    const { code, stdout } = await runCommand(server, ['ledger', 'verify', '--rebuild', '--organization', slug]);
    expect(stdout).toContain(`corp, epoch 1: broken, acknowledged by ${ADMIN.email} because "${REASON}"`);
    expect(stdout).toMatch(new RegExp(`corp \\(${id}/2\\): \\d+ records verify, the tables hold what they tell of`));
    expect(code).toBe(0);
  });

  test('shows its old and its new ledger under their own origins: checkpoint, keys, proofs, export', async () => {
    const { organizationId: id } = world;
    const text = async (path: string) => (await fetch(`${server.url}/ledger/${id}${path}`)).text();
    expect((await text('/1/checkpoint')).split('\n')[0]).toMatch(new RegExp(`/ledger/${id}$`));
    expect((await text('/2/checkpoint')).split('\n')[0]).toMatch(new RegExp(`/ledger/${id}/2$`));
    expect(await text('/checkpoint')).toBe(await text('/2/checkpoint'));
    expect((await text('/2/keys')).split('+')[0]).toMatch(new RegExp(`/ledger/${id}/2$`));
    expect(JSON.parse(await text('/2/consistency?from=1'))).toMatchObject({ from: 1 });
    expect((await fetch(`${server.url}/ledger/${id}/3/checkpoint`)).status).toBe(404);
    const exported = await fetch(`${server.url}/ledger/${id}/1/export`, {
      headers: { authorization: `Bearer ${world.admin.token}` },
    });
    const lines = (await exported.text()).trimEnd().split('\n');
    expect(JSON.parse(lines[VICTIM] ?? '')).toMatchObject({ seq: VICTIM });
    // What was signed before it broke, not what stands there now.
    const { checkpoint } = JSON.parse(lines.at(-1) ?? '') as { checkpoint: string };
    expect(checkpoint.split('\n')[0]).toMatch(new RegExp(`/ledger/${id}$`));
  });

  test('says so when its closed epoch is changed once more', async () => {
    const { organizationId: id, slug } = world;
    await asDatabaseOwner(server, (client) => editRecord(client, id, 1));
    const { code, stdout } = await runCommand(server, ['ledger', 'verify', '--organization', slug]);
    expect(stdout).toContain('corp, epoch 1: CHANGED AFTER IT WAS CLOSED');
    expect(code).toBe(1);
    expect(await verifyWhole(world.admin.client, id)).toMatchObject({
      sealed: false,
      lastVerification: { ok: true, closedEpochs: [{ epoch: 1, isAsAcknowledged: false }] },
    });
  });

  test('whose tables were edited under a whole ledger is unsealed likewise, and is not sealed for it again', async () => {
    const edited = await makeWorld(server, 'edited');
    const asked = await edited.device.enroll(SEED);
    await asDatabaseOwner(server, (client) =>
      client.query(`update certificate_request set justification = 'because' where id = $1`, [asked.body.approval_id]),
    );
    expect(await verifyWhole(edited.admin.client, edited.organizationId)).toMatchObject({
      sealed: true,
      lastVerification: { ok: false, what: 'state edited', explanation: expect.stringContaining('justification') },
    });
    await (await root()).change(UNSEAL, input({ organizationId: edited.organizationId }));
    await addPerson(server, edited.root, {
      organizationId: edited.organizationId,
      email: 'new@edited.example',
      role: 'VIEWER',
    });
    expect(await verifyWhole(edited.admin.client, edited.organizationId)).toMatchObject({ sealed: false, epoch: 2 });
    edited.device.close();
  });

  test('has lost nothing and doubled nothing over all of this', async () => {
    const none = { submitted: [], approved: [], issued: new Map() };
    const broken = await brokenInvariants(server, none);
    expect(broken.filter((one) => !one.includes('CHANGED AFTER'))).toEqual([]);
  });
});
