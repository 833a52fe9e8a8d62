import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCsr } from './harness/device-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { opensslVerify } from './harness/openssl.ts';
import { removeDataFolder, runCommand, runProcess, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import { APPROVE, addProfile, makeWorld, REJECT, SEED, VOID, type World } from './harness/world.ts';

const VERIFIER = fileURLToPath(new URL('../tools/verify_ledger.py', import.meta.url));

describe('the governed path', () => {
  let server: ServerProcess;
  let world: World;

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const poll = (id: string, query = '') => world.device.request('GET', `/approvals/${id}${query}`);

  test('a device asks with names, environment and justification alone; a person approves; the poll returns the certificate', async () => {
    const feed = world.approver.client.subscribe(
      'subscription ($organizationId: ID!) { requestChanged(organizationId: $organizationId, sinceSequence: "0") { sequence type request { id status } } }',
      { organizationId: world.organizationId },
    );
    const asked = await world.device.enroll(SEED);
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({
      status: 'pending',
      domains: SEED.domains,
      environment: 'production',
      trust_profile: 'Internal',
    });
    const id = asked.body.approval_id ?? '';
    expect(id).toMatch(/^apr_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(asked.headers).toMatchObject({ location: `/approvals/${id}` });
    expect(Number(asked.headers['retry-after'])).toBeGreaterThan(0);
    expect(asked.body.status_url).toBe(`/approvals/${id}`);

    const queue = await world.approver.client.ask(
      'query ($organizationId: ID!) { requests(organizationId: $organizationId, filter: { status: [PENDING], canDecide: true }) { nodes { id domains justification requester { kind name } trustProfile { name } } } }',
      { organizationId: world.organizationId },
    );
    expect(queue.requests?.nodes).toContainEqual({
      id,
      domains: SEED.domains,
      justification: SEED.justification,
      requester: { kind: 'DEVICE', name: 'web-01' },
      trustProfile: { name: 'Internal' },
    });

    expect((await poll(id)).body).toMatchObject({ approval_id: id, status: 'pending' });
    const waiting = poll(id, '?wait=30');
    const approved = await world.approver.client.change(APPROVE, { input: { requestId: id, revision: 1 } });
    expect(approved.request).toMatchObject({ id, status: 'APPROVED' });
    expect((await waiting).body.status).not.toBe('pending');
    const issued = await waitFor(async () => {
      const answer = await poll(id, '?wait=5');
      return answer.body.status === 'issued' ? answer : null;
    }, 'the certificate');
    expect(issued.body.private_key).toContain('PRIVATE KEY');

    const verified = await opensslVerify(
      issued.body.certificate ?? '',
      issued.body.chain ?? '',
      'api.internal.corp.com',
    );
    expect(verified.output).toContain('OK');
    expect(verified.ok).toBe(true);

    await waitFor(
      () => feed.events.map((event): unknown => event.requestChanged?.type).includes('certificate.issued'),
      'the feed to tell of the certificate',
    );
    expect(feed.events.map((event) => event.requestChanged?.type).slice(0, 4)).toEqual([
      'request.submitted',
      'request.approved',
      'certificate.intended',
      'certificate.issued',
    ]);
    feed.close();

    expect((await world.device.request('POST', `/v1/approvals/${id}/acknowledge`)).status).toBe(204);
    expect((await poll(id)).body.private_key).toBeUndefined();
    expect((await poll(id)).body.certificate).toBe(issued.body.certificate);
  });

  test('a CSR of the device is certified as it is: its key, its names, and nothing else of it', async () => {
    const { csrPem, keyPem } = await makeCsr(['own-key.internal.corp.com'], 'CN=ignored');
    const asked = await world.device.enroll({ ...SEED, domains: ['own-key.internal.corp.com'], csr: csrPem });
    const id = asked.body.approval_id ?? '';
    await world.approver.client.change(APPROVE, { input: { requestId: id } });
    const issued = await waitFor(async () => {
      const answer = await poll(id, '?wait=5');
      return answer.body.status === 'issued' ? answer.body : null;
    }, 'the certificate');
    expect(issued.private_key).toBeUndefined();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-key-'));
    fs.writeFileSync(path.join(folder, 'key.pem'), keyPem);
    fs.writeFileSync(path.join(folder, 'cert.pem'), issued.certificate ?? '');
    const ofKey = await runProcess('openssl', ['pkey', '-in', path.join(folder, 'key.pem'), '-pubout']);
    const ofCertificate = await runProcess('openssl', [
      'x509',
      '-in',
      path.join(folder, 'cert.pem'),
      '-noout',
      '-pubkey',
    ]);
    fs.rmSync(folder, { recursive: true });
    expect(ofCertificate.stdout).toBe(ofKey.stdout);
  });

  test('a profile that wants a CSR lets an approved request wait for it, and certifies it when it comes', async () => {
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Own keys only',
      domains: ['*.own.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      keySource: 'CSR_ONLY',
    });
    const asked = await world.device.enroll({ ...SEED, domains: ['a.own.corp.com'] });
    const id = asked.body.approval_id ?? '';
    await world.root.change(APPROVE, { input: { requestId: id } });
    expect((await poll(id)).body.status).toBe('awaiting_csr');
    const { csrPem: foreign } = await makeCsr(['other.own.corp.com']);
    expect((await world.device.request('POST', `/v1/approvals/${id}/csr`, { csr: foreign })).status).toBe(422);
    const { csrPem } = await makeCsr(['a.own.corp.com']);
    const answered = await world.device.request('POST', `/v1/approvals/${id}/csr`, { csr: csrPem });
    expect(answered.status).toBe(201);
    expect(
      (await opensslVerify(answered.body.certificate ?? '', answered.body.chain ?? '', 'a.own.corp.com')).output,
    ).toContain('OK');
  });

  test('where no approval is needed the answer holds the certificate', async () => {
    await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Free',
      domains: ['*.free.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      requireApproval: false,
    });
    const answered = await world.device.enroll({ domains: ['a.free.corp.com'], environment: 'staging' });
    expect(answered.status).toBe(201);
    expect(
      (await opensslVerify(answered.body.certificate ?? '', answered.body.chain ?? '', 'a.free.corp.com')).output,
    ).toContain('OK');
  });

  test('a rejection needs a reason, ends the request, and the device reads why', async () => {
    const asked = await world.device.enroll({ ...SEED, domains: ['no.internal.corp.com'] });
    const requestId = asked.body.approval_id ?? '';
    expect(await world.approver.client.refused(REJECT, { input: { requestId, reason: '  ' } })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    await world.approver.client.change(REJECT, { input: { requestId, reason: 'Not before the audit' } });
    expect((await poll(requestId)).body).toMatchObject({ status: 'rejected', reason: 'Not before the audit' });
    expect(await world.root.refused(APPROVE, { input: { requestId } })).toMatchObject({ code: 'NOT_PENDING' });
    expect(await world.approver.client.refused(APPROVE, { input: { requestId } })).toMatchObject({
      code: 'ALREADY_DECIDED',
    });
  });

  test('only an admin voids', async () => {
    const asked = await world.device.enroll({ ...SEED, domains: ['void.internal.corp.com'] });
    const requestId = asked.body.approval_id ?? '';
    expect(await world.approver.client.refused(VOID, { input: { requestId, reason: 'Wrong team' } })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await world.admin.client.change(VOID, { input: { requestId, reason: 'Wrong team' } });
    expect((await poll(requestId)).body.status).toBe('voided');
  });

  test('the exported ledger verifies with a program that shares no code with the server', async () => {
    const file = path.join(server.dataFolder, 'export.jsonl');
    const exported = await runCommand(server, ['ledger', 'export', '--organization', world.slug, '--out', file]);
    expect(exported.stderr + exported.stdout).not.toContain('Error');
    expect(exported.code).toBe(0);
    const verified = await runProcess('python3', [VERIFIER, file]);
    expect(verified.stdout + verified.stderr).toMatch(/verif/i);
    expect(verified.code).toBe(0);
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    const tampered = path.join(server.dataFolder, 'tampered.jsonl');
    fs.writeFileSync(
      tampered,
      lines.map((line, index) => (index === 3 ? line.replace(/"ts\\":\\"2/, '"ts\\":\\"3') : line)).join('\n'),
    );
    expect((await runProcess('python3', [VERIFIER, tampered])).code).not.toBe(0);
  });

  test('the chain verifies on demand, with progress that ends in a verdict', async () => {
    const feed = world.admin.client.subscribe(
      'subscription ($organizationId: ID!) { auditVerification(organizationId: $organizationId) { state verified total ok } }',
      { organizationId: world.organizationId },
    );
    const started = await world.admin.client.change(
      'mutation ($id: ID!) { verifyAuditChain(organizationId: $id) { verification { state } userErrors { code message } } }',
      { id: world.organizationId },
    );
    expect(started.verification?.state).toMatch(/RUNNING|DONE/);
    const verdict = await waitFor(async () => {
      const chain = await world.admin.client.ask(
        'query ($id: ID!) { auditChain(organizationId: $id) { size head root sealed checkpoint lastVerification { state ok verified total } } }',
        { id: world.organizationId },
      );
      const state: unknown = chain.auditChain?.lastVerification?.state;
      return state === 'DONE' ? chain.auditChain : null;
    }, 'the verdict');
    expect(verdict.sealed).toBe(false);
    expect(verdict.lastVerification).toMatchObject({ ok: true });
    expect(verdict.lastVerification?.verified).toBe(verdict.lastVerification?.total);
    feed.close();
  });

  test('and after all of it every invariant holds', async () => {
    expect(await brokenInvariants(server, { submitted: [], approved: [], issued: new Map() })).toEqual([]);
  });
});
