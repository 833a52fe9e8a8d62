import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AttackedServer } from './harness/attacked-server.ts';
import { recordAt, reworded, rewrite } from './harness/database-edits.ts';
import { connectTo, DATABASES } from './harness/databases.ts';
import { deviceClient } from './harness/device-client.ts';
import { graphqlClient, signIn } from './harness/graphql-client.ts';
import { UNSEAL, verdictOn, verifyWhole } from './harness/ledger-world.ts';
import { makeWorlds } from './harness/many-worlds.ts';
import { ADMIN } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, REJECT, SEED, SUBMIT, type World } from './harness/world.ts';

/** A record with others before and after it. */
const VICTIM = 3;

describe.each(DATABASES)('with all power over $place', ({ open }) => {
  let server: AttackedServer;
  let worlds: ReadonlyMap<string, World>;

  beforeAll(async () => {
    server = await AttackedServer.start(open);
    worlds = await makeWorlds(server.process, ['sealed', 'closed', 'headless', 'bystander']);
  });
  afterAll(async () => {
    await server.stop();
    for (const { device } of worlds.values()) device.close();
  });

  const worldOf = (slug: string): World => {
    const world = worlds.get(slug);
    if (world === undefined) throw new Error(`there is no organization ${slug}`);
    return world;
  };
  const root = async () => (await signIn(server.process.url, ADMIN.email, ADMIN.password)).client;
  const adminOf = ({ admin }: World) => graphqlClient(server.process.url, { bearer: admin.token });
  const editRecordOf = async ({ organizationId }: World) => {
    const victim = recordAt(await server.signedRecordsOf(organizationId), VICTIM);
    await rewrite(server.superuser, organizationId, { ...victim, entry: reworded(victim) });
  };
  const enroll = async ({ device }: World, name: string) => {
    const client = deviceClient(server.process.deviceUrl, device.identity);
    const answer = await client.enroll({ ...SEED, domains: [`${name}.internal.corp.com`] });
    client.close();
    return answer;
  };

  test.each([
    `update ledger_record set entry = entry where seq = 0`,
    `update ledger_record set hash = '0' where false`,
    `delete from ledger_record`,
    `delete from ledger_record where false`,
    `truncate ledger_record`,
    `drop table ledger_record`,
    `alter table ledger_record disable trigger all`,
    `delete from ledger_head`,
    `truncate ledger_head`,
    `update ledger_epoch set reason = ''`,
    `delete from ledger_epoch where false`,
    `truncate ledger_epoch`,
    `update ledger_subtree set hash = '0' where false`,
    `delete from ledger_subtree where false`,
    `truncate ledger_subtree`,
    `update decision set verdict = 'REJECT'`,
    `delete from certificate_request where false`,
    `create table mine ()`,
    `create temp table mine ()`,
    `set session_replication_role = replica`,
  ])('the database role of the server itself cannot: %s', async (statement) => {
    const client = await connectTo(server.serverUrl);
    try {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });

  test('a sealed organization decides, submits and changes nothing; it reads, exports and revokes', async () => {
    const world = worldOf('sealed');
    const { organizationId: id, approver, device } = world;
    const [requestId, issuedId] = [
      (await enroll(world, 'pending')).body.approval_id,
      (await enroll(world, 'issued')).body.approval_id,
    ];
    await approver.client.change(APPROVE, { input: { requestId: issuedId } });
    const certificateId = await waitFor(
      async () =>
        (await adminOf(world).ask('query ($id: ID!) { request(id: $id) { certificate { id } } }', { id: issuedId }))
          .request?.certificate?.id,
      'the certificate',
    );
    await editRecordOf(world);
    expect(await verifyWhole(world.admin.client, id)).toMatchObject({ sealed: true });

    const sealed = {
      code: 'LEDGER_SEALED',
      message: expect.stringMatching(/^This organization is sealed: .*record 3 does not have the hash/),
    };
    expect(await approver.client.refused(APPROVE, { input: { requestId } })).toMatchObject(sealed);
    expect(await approver.client.refused(REJECT, { input: { requestId, reason: 'No.' } })).toMatchObject(sealed);
    expect(await world.admin.client.refused(SUBMIT, { input: { ...SEED, organizationId: id } })).toMatchObject(sealed);
    expect(
      await world.admin.client.refused(
        'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { userErrors { code message field } } }',
        { input: { organizationId: id, name: 'web-02' } },
      ),
    ).toMatchObject(sealed);
    const refused = await enroll(world, 'late');
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchObject({ title: 'The organization is sealed' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

    expect((await device.request('GET', `/approvals/${requestId}`)).body).toMatchObject({ status: 'pending' });
    const read = await approver.client.ask(
      'query ($id: ID!) { requests(organizationId: $id) { nodes { id } } organization(id: $id) { sealed } }',
      { id },
    );
    expect(read.requests?.nodes).toHaveLength(2);
    expect(read.organization).toEqual({ sealed: true });
    const exported = await fetch(`${server.process.url}/ledger/${id}/export`, {
      headers: { authorization: `Bearer ${world.admin.token}` },
    });
    expect(await exported.text()).toContain('"checkpoint"');
    await world.admin.client.change(
      'mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { certificate { id } userErrors { code message field } } }',
      { input: { certificateId, reason: 'KEY_COMPROMISE' } },
    );
  });

  test('an epoch that was closed is reported as changed when how it was closed is', async () => {
    const world = worldOf('closed');
    const { organizationId: id } = world;
    await editRecordOf(world);
    await verifyWhole(world.admin.client, id);
    await (await root()).change(UNSEAL, { input: { organizationId: id, reason: 'We looked at it.' } });
    await server.signedRecordsOf(`${id}/2`);
    expect(await verifyWhole(world.admin.client, id)).toMatchObject({ sealed: false, lastVerification: { ok: true } });

    await server.superuser.query(
      `update ledger_epoch set sealed_verdict = sealed_verdict || '{"size": 1, "root": "00"}' where ledger = $1`,
      [id],
    );
    const { code, stdout } = await server.verify('--organization', world.slug);
    expect(stdout).toContain('closed, epoch 1: CHANGED AFTER IT WAS CLOSED');
    expect(stdout).toMatch(
      /closed \(\S+\/2\): BROKEN at record 0 \(state edited\): The closed epoch org_\w+ has sealed_verdict/,
    );
    expect(code).toBe(1);
    expect(await verifyWhole(world.admin.client, id)).toMatchObject({
      sealed: true,
      lastVerification: { what: 'state edited', firstBroken: '0', closedEpochs: [{ isAsAcknowledged: false }] },
    });
  });

  test('an organization whose head is taken out is missed by the platform, whose ledger tells of it', async () => {
    const { organizationId: id } = worldOf('headless');
    await server.superuser.query('create schema aside');
    await server.superuser.query(
      `create table aside.head as select * from ledger_head where organization_id = '${id}'`,
    );
    await server.superuser.query('delete from ledger_head where organization_id = $1', [id]);
    const { code, stdout } = await server.verify();
    expect(stdout).toMatch(
      new RegExp(
        `^platform .*BROKEN at record \\d+ \\(state edited\\): The head of the ledger of organization headless \\(${id}\\) is missing`,
        'm',
      ),
    );
    expect(code).toBe(1);
    await server.superuser.query('insert into ledger_head select * from aside.head');
    await server.superuser.query('drop schema aside cascade');
  });

  describe("somebody who gave themselves the platform's highest role in its table", () => {
    const verdict = {
      sealed: true,
      lastVerification: {
        ok: false,
        what: 'state edited',
        explanation: expect.stringMatching(/^User mara@people.example has platform_role “SUPERUSER” in its table/),
      },
    };

    test('is found by the command, and by the server, which seals the platform and not an organization', async () => {
      await server.superuser.query(
        `update app_user set platform_role = 'SUPERUSER' where email = 'mara@people.example'`,
      );
      const { code, stdout } = await server.verify('--organization', 'platform');
      expect(stdout).toMatch(
        /^platform \(platform\): BROKEN at record \d+ \(state edited\): User mara@people.example/m,
      );
      expect(code).toBe(1);
      expect(await verifyWhole(await root(), 'platform')).toMatchObject(verdict);
      const bystander = worldOf('bystander');
      expect(await verifyWhole(adminOf(bystander), bystander.organizationId)).toMatchObject({ sealed: false });
    });

    test('is found after the next start, though the seal was taken off', async () => {
      await server.takeOffSeals();
      await server.restart();
      const client = await root();
      await waitFor(
        async () => server.process.output().includes('ledger platform does not verify and is sealed'),
        'the platform to be sealed',
      );
      expect(await verdictOn(client, 'platform')).toMatchObject(verdict);
    });
  });

  test('whoever takes out every record of every ledger finds a server that starts, with all of them sealed', async () => {
    await server.takeOffSeals();
    await server.superuser.query('truncate ledger_record');
    const { code, stdout } = await server.verify();
    expect(stdout.trimEnd().split('\n')).toEqual(
      ['platform', 'bystander', 'closed', 'headless', 'people', 'sealed'].flatMap((slug) =>
        slug === 'closed'
          ? [expect.stringContaining('closed, epoch 1: CHANGED'), expect.stringMatching(/^closed .*BROKEN at record 0/)]
          : expect.stringMatching(new RegExp(`^${slug} \\(\\S+\\): BROKEN at record 0 \\(cut off\\): `)),
      ),
    );
    expect(code).toBe(1);
    await server.restart();
    for (const slug of ['bystander', 'sealed', 'closed'])
      expect((await enroll(worldOf(slug), 'refused')).status).toBe(503);
    const [before = ''] = server.process.output().split('"msg":"listening"');
    expect(before.match(/does not verify and is sealed: The ledger ends after 0 records/g)).toHaveLength(6);
  });
});
