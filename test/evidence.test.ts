import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCsr } from './harness/device-client.ts';
import { type Tree, textOf } from './harness/graphql-client.ts';
import { removeDataFolder, runCommand, runProcess, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addProfile, makeWorld, REJECT, SEED, VOID, type World } from './harness/world.ts';

const CLI = path.resolve(fileURLToPath(new URL('.', import.meta.url)), '../packages/server/dist/cli.js');
const CERTIFICATE =
  'query ($id: ID!) { node(id: $id) { ... on CertificateRequest { certificate { id pem chainPem } } } }';

interface Line {
  readonly seq: number;
  readonly hash: string;
  readonly entry: string;
}

interface Entry {
  readonly subject: { readonly id: string };
  readonly detail: { readonly request?: string; readonly origin?: string };
}

/** A bundle made without our code, from a ledger's export and what the doors hand out: the format needs no more. */
async function evidenceOf({ server, world }: Scene, requestId: string): Promise<string> {
  const exported = await runCommand(server, ['ledger', 'export', '--organization', world.slug]);
  const lines = exported.stdout.trimEnd().split('\n');
  const closing = JSON.parse(lines.at(-1) ?? '') as { checkpoint: string; vkey: string };
  const records = lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
  const hashes = records.map(({ hash }) => hash);
  const isAbout = ({ subject, detail }: Entry) => subject.id === requestId || detail.request === requestId;
  const certificate = (await world.root.ask(CERTIFICATE, { id: requestId })).node?.certificate ?? null;
  return JSON.stringify({
    format: 'countersign-evidence/1',
    request: requestId,
    organization: world.organizationId,
    ledgers: [
      {
        ledger: world.organizationId,
        origin: closing.checkpoint.split('\n')[0],
        vkey: closing.vkey,
        checkpoint: closing.checkpoint,
        records: records
          .filter(({ entry }) => isAbout(JSON.parse(entry) as Entry))
          .map((record) => ({ ...record, proof: inclusionProof(record.seq, hashes) })),
      },
    ],
    certificate: certificate === null ? null : textOf(certificate.pem),
    chain: certificate === null ? null : textOf(certificate.chainPem),
  });
}

/** RFC 6962 §2.1.1, as it is written there. */
function inclusionProof(leaf: number, hashes: readonly string[]): string[] {
  if (hashes.length === 1) return [];
  const split = splitOf(hashes);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return leaf < split
    ? [...inclusionProof(leaf, left), rootOf(right)]
    : [...inclusionProof(leaf - split, right), rootOf(left)];
}

function rootOf(hashes: readonly string[]): string {
  const [only = '', ...more] = hashes;
  if (more.length === 0) return only;
  const split = splitOf(hashes);
  const node = `01${rootOf(hashes.slice(0, split))}${rootOf(hashes.slice(split))}`;
  return createHash('sha256').update(Buffer.from(node, 'hex')).digest('hex');
}

function splitOf(hashes: readonly string[]): number {
  return 2 ** Math.floor(Math.log2(hashes.length - 1));
}

interface Scene {
  readonly server: ServerProcess;
  readonly world: World;
}

describe('the evidence of what a server recorded', () => {
  let scene: Scene;

  beforeAll(async () => {
    const server = await startServer();
    scene = { server, world: await makeWorld(server) };
  });
  afterAll(async () => {
    await scene.server.stop();
    removeDataFolder(scene.server.dataFolder);
  });

  const ask = async (domain: string, more: object = {}) =>
    (await scene.world.device.enroll({ ...SEED, domains: [domain], ...more })).body.approval_id ?? '';
  const approve = (requestId: string) => scene.world.approver.client.change(APPROVE, { input: { requestId } });

  const certificateOf = (requestId: string): Promise<Tree> =>
    waitFor(
      async () => (await scene.world.root.ask(CERTIFICATE, { id: requestId })).node?.certificate ?? null,
      'the certificate',
    );

  async function expectToHold(requestId: string): Promise<string> {
    const { code, stdout, stderr } = await runProcess(process.execPath, [CLI, 'evidence', 'verify', '-'], {
      env: { PATH: process.env.PATH ?? '' },
      input: await evidenceOf(scene, requestId),
    });
    expect(stdout.match(/.*BROKEN.*\n.*/g) ?? []).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  test('holds for a key of the server’s, with all that was done with key and certificate, to its revocation', async () => {
    const id = await ask('api.internal.corp.com', { common_name: 'api.internal.corp.com' });
    await approve(id);
    const certificate = await certificateOf(id);
    await scene.world.device.request('GET', `/approvals/${id}`);
    await scene.world.device.request('POST', `/v1/approvals/${id}/acknowledge`);
    await scene.world.admin.client.change(
      'mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { certificate { id } userErrors { code message field } } }',
      { input: { certificateId: certificate.id, reason: 'KEY_COMPROMISE' } },
    );
    const found = await expectToHold(id);
    expect(found).toMatch(/The private key was handed out.*The private key was destroyed.*revoked the certificate/s);
    expect(found).toContain('holds   What was issued is what every vote names');
  });

  test('holds for a key of the device’s own, in a CSR that came at once', async () => {
    const { csrPem } = await makeCsr(['own.internal.corp.com']);
    const id = await ask('own.internal.corp.com', { csr: csrPem });
    await approve(id);
    await certificateOf(id);
    expect(await expectToHold(id)).toContain('holds   What was issued is what every vote names');
  });

  test('holds for a CSR that came after the approval', async () => {
    const { world } = scene;
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Own keys only',
      domains: ['*.own.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      keySource: 'CSR_ONLY',
    });
    const id = await ask('a.own.corp.com');
    await world.root.change(APPROVE, { input: { requestId: id } });
    expect(await expectToHold(id)).toContain('By these records: This request is approved and waits for its CSR.');
    const { csrPem } = await makeCsr(['a.own.corp.com']);
    await world.device.request('POST', `/v1/approvals/${id}/csr`, { csr: csrPem });
    await certificateOf(id);
    expect(await expectToHold(id)).toContain('handed in the CSR.');
  });

  test('holds where the policy let it through', async () => {
    const { world } = scene;
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Free',
      domains: ['*.free.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      requireApproval: false,
    });
    const id = await ask('a.free.corp.com');
    await certificateOf(id);
    expect(await expectToHold(id)).toContain('Its trust profile let it through without anybody.');
  });

  test('holds for a request that is pending, and when it is rejected or voided', async () => {
    const id = await ask('no.internal.corp.com');
    expect(await expectToHold(id)).toContain('By these records: This request is still waiting for its decision.');
    await scene.world.approver.client.change(REJECT, { input: { requestId: id, reason: 'Not before the audit' } });
    expect(await expectToHold(id)).toContain('rejected it, because: “Not before the audit”.');
    const other = await ask('void.internal.corp.com');
    await scene.world.admin.client.change(VOID, { input: { requestId: other, reason: 'Wrong team' } });
    expect(await expectToHold(other)).toContain('voided it, because: “Wrong team”.');
  });
});
