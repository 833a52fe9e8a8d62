import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCsr } from './harness/device-client.ts';
import { listOf, textOf } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { opensslVerify } from './harness/openssl.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addProfile, makeWorld, SEED, type World } from './harness/world.ts';

describe('the known path', () => {
  let server: ServerProcess;
  let world: World;
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-delivery-'));
  const at = (folder: string, name: string) => path.join(root, world.slug, folder, name);

  beforeAll(async () => {
    server = await startServer({ environment: { COUNTERSIGN_DELIVERY_DIR: root } });
    world = await makeWorld(server);
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Delivered',
      domains: ['*.edge.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      allowWildcards: true,
      deliver: true,
    });
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
    fs.rmSync(root, { recursive: true, force: true });
  });

  const issue = async (body: Record<string, unknown>): Promise<string> => {
    const { body: asked } = await world.device.enroll({ ...SEED, ...body });
    const id = asked.approval_id ?? '';
    await world.root.change(APPROVE, { input: { requestId: id } });
    return id;
  };
  const written = (folder: string) =>
    waitFor(() => fs.existsSync(at(folder, 'cert.pem')) && fs.readFileSync(at(folder, 'cert.pem'), 'utf8'), folder);
  const recordsAbout = async (id: string): Promise<string[]> => {
    const answer = await world.admin.client.ask('query ($id: ID!) { request(id: $id) { certificate { id } } }', { id });
    const certificate = answer.request?.certificate?.id;
    const chain = await world.admin.client.ask(
      'query ($organizationId: ID!, $filter: AuditFilter) { auditRecords(organizationId: $organizationId, filter: $filter, first: 50) { nodes { type } } }',
      { organizationId: world.organizationId, filter: { subjectId: certificate } },
    );
    return listOf(chain.auditRecords?.nodes).map(({ type }) => textOf(type));
  };

  test('a key that the server made is written with its certificate, recorded before it leaves, and then destroyed', async () => {
    const id = await issue({ domains: ['made.edge.corp.com'] });
    const certificate = new X509Certificate(await written('made.edge.corp.com'));
    const key = createPrivateKey(fs.readFileSync(at('made.edge.corp.com', 'privkey.pem')));
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(fs.statSync(at('made.edge.corp.com', 'privkey.pem')).mode & 0o777).toBe(0o600);
    const { output, ok } = await opensslVerify(
      certificate.toString(),
      fs.readFileSync(at('made.edge.corp.com', 'chain.pem'), 'utf8'),
      'made.edge.corp.com',
    );
    expect(output).toContain('OK');
    expect(ok).toBe(true);
    await waitFor(async () => (await recordsAbout(id)).includes('key.destroyed'), 'the key to be destroyed');
    expect((await recordsAbout(id)).toSorted()).toEqual(['certificate.delivered', 'key.delivered', 'key.destroyed']);
  });

  test('a certificate of somebody’s own key is written without one; a wildcard’s folder has no asterisk', async () => {
    const { csrPem, keyPem } = await makeCsr(['*.edge.corp.com']);
    await issue({ domains: ['*.edge.corp.com'], csr: csrPem });
    const certificate = new X509Certificate(await written('_wildcard.edge.corp.com'));
    expect(certificate.publicKey.equals(createPublicKey(keyPem))).toBe(true);
    expect(fs.existsSync(at('_wildcard.edge.corp.com', 'privkey.pem'))).toBe(false);
  });

  test('what a profile does not deliver is not written', async () => {
    await issue({ domains: ['quiet.internal.corp.com'] });
    // Deliveries go in the ledger's order: once a later one is there, this one was passed over.
    await issue({ domains: ['later.edge.corp.com'] });
    await written('later.edge.corp.com');
    expect(fs.existsSync(at('quiet.internal.corp.com', 'cert.pem'))).toBe(false);
  });

  test('a folder that cannot be written delays a delivery, and loses none', async () => {
    const folder = path.join(root, world.slug, 'stuck.edge.corp.com');
    fs.writeFileSync(folder, 'in the way');
    const id = await issue({ domains: ['stuck.edge.corp.com'] });
    await waitFor(() => server.output().includes('stuck.edge.corp.com'), 'the server to say what is in the way');
    fs.rmSync(folder);
    await written('stuck.edge.corp.com');
    const { auditRecords } = await world.admin.client.ask(
      'query ($organizationId: ID!, $filter: AuditFilter) { auditRecords(organizationId: $organizationId, filter: $filter, first: 50) { nodes { entry } } }',
      { organizationId: world.organizationId, filter: { types: ['key.delivered'] } },
    );
    // Only a key that left is recorded, not each try.
    expect(listOf(auditRecords?.nodes).filter(({ entry }) => textOf(entry).includes(id))).toHaveLength(1);
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});
