import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOf, signIn, textOf } from './harness/graphql-client.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { waitFor } from './harness/wait-for.ts';
import {
  APPROVE,
  addDevice,
  addPerson,
  addProfile,
  idOf,
  makeWorld,
  PASSWORD,
  REJECT,
  SEED,
  SUBMIT,
  type World,
} from './harness/world.ts';

const COMMENT =
  'mutation ($input: CommentOnRequestInput!) { commentOnRequest(input: $input) { comment { id } userErrors { code message field } } }';
const SET_ROLE =
  'mutation ($input: SetTrustProfileRoleInput!) { setTrustProfileRole(input: $input) { trustProfile { id } userErrors { code message field } } }';
const BULK =
  'mutation ($input: DecideRequestsInput!) { decideRequests(input: $input) { results { requestId request { status } userErrors { code } } userErrors { code message field } } }';

describe('an approver', () => {
  let server: ServerProcess;
  let world: World;
  let deciders: readonly string[];

  beforeAll(async () => {
    server = await startServer();
    world = await makeWorld(server);
    const second = await addPerson(server, world.root, {
      organizationId: world.organizationId,
      email: 'noor@corp.example',
      role: 'OPERATOR',
    });
    const trustProfileId = await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Payments',
      domains: ['*.payments.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      requiredApprovals: 2,
      warnAfterHours: 1,
      escalateAfterHours: 4,
      expireAfterHours: 72,
    });
    for (const { id: userId } of [world.approver, second]) {
      await world.admin.client.change(SET_ROLE, { input: { trustProfileId, userId, role: 'ADMIN' } });
    }
    deciders = [world.approver.id, second.id];
  });
  afterAll(async () => {
    await server.stop();
    removeDataFolder(server.dataFolder);
  });

  const ask = async (name: string, who = world.device) =>
    (await who.enroll({ ...SEED, domains: [name] })).body.approval_id ?? '';
  const look = async (id: string, fields: string) =>
    (await world.approver.client.ask(`query ($id: ID!) { request(id: $id) { ${fields} } }`, { id })).request;

  test('sees what is asked, by whom, for which names, where, why, since when, and how it stands', async () => {
    const id = await ask('what.payments.corp.com');
    const before = Date.now();
    const request = await look(
      id,
      'id status domains environment justification requestedAt requester { kind name } trustProfile { name } validityDays keyOrigin',
    );
    expect(request).toMatchObject({
      id,
      status: 'PENDING',
      domains: ['what.payments.corp.com'],
      environment: 'production',
      justification: SEED.justification,
      requester: { kind: 'DEVICE', name: 'web-01' },
      trustProfile: { name: 'Payments' },
      validityDays: 90,
      keyOrigin: 'SERVER',
    });
    expect(Math.abs(Date.parse(textOf(request?.requestedAt)) - before)).toBeLessThan(60_000);
  });

  test('sees what the policy checked and how each check went, with its reason', async () => {
    const id = await ask('checks.payments.corp.com');
    const request = await look(id, 'policyChecks { rule outcome explanation }');
    const checks = listOf(request?.policyChecks);
    expect(checks.map(({ rule }) => textOf(rule))).toEqual(
      expect.arrayContaining(['profile', 'requester', 'names', 'environment', 'justification', 'key', 'validity']),
    );
    for (const check of checks) {
      expect(['PASS', 'WARN']).toContain(textOf(check.outcome));
      expect(textOf(check.explanation)).toMatch(/^\S+ .+\.$/);
    }
  });

  test('sees how far the quorum is, who has voted, and who else can decide', async () => {
    const id = await ask('quorum.payments.corp.com');
    const FIELDS = 'requiredApprovals decisions { verdict approver { name } } eligibleApprovers { id }';
    const people = (request: Awaited<ReturnType<typeof look>>) =>
      listOf(request?.eligibleApprovers).map((user) => textOf(user.id));
    const before = await look(id, FIELDS);
    expect(before).toMatchObject({ requiredApprovals: 2, decisions: [] });
    // Whoever registered the device is an admin, and its requester: not among them.
    expect(new Set(people(before))).toEqual(new Set(deciders));
    await world.approver.client.change(APPROVE, { input: { requestId: id } });
    const after = await look(id, FIELDS);
    expect(after).toMatchObject({ decisions: [{ verdict: 'APPROVE' }] });
    expect(people(after)).toEqual(deciders.slice(1));
  });

  test('sees the certificate now in force for these names, and that there is none for new ones', async () => {
    const name = 'again.internal.corp.com';
    const first = await ask(name);
    expect(await look(first, 'previousCertificate { id }')).toEqual({ previousCertificate: null });
    await world.approver.client.change(APPROVE, { input: { requestId: first } });
    const certificateId = await waitFor(async () => {
      const request = await look(first, 'certificate { id }');
      return request?.certificate?.id ?? null;
    }, 'the certificate');
    const second = await ask(name);
    expect(second).not.toBe(first);
    expect(await look(second, 'previousCertificate { id domains }')).toEqual({
      previousCertificate: { id: certificateId, domains: [name] },
    });
  });

  test('sees when it will be escalated and when it ends, counted from when it was asked', async () => {
    const id = await ask('time.payments.corp.com');
    const request = await look(id, 'requestedAt warnAt escalateAt expiresAt');
    const hours = (field: 'warnAt' | 'escalateAt' | 'expiresAt') =>
      (Date.parse(textOf(request?.[field])) - Date.parse(textOf(request?.requestedAt))) / 3_600_000;
    expect([hours('warnAt'), hours('escalateAt'), hours('expiresAt')]).toEqual([1, 4, 72]);
  });

  test('sees comments, and every ledger record of the request in order', async () => {
    const id = await ask('told.payments.corp.com');
    await world.admin.client.change(COMMENT, { input: { requestId: id, text: 'See the ticket' } });
    await world.approver.client.change(REJECT, { input: { requestId: id, reason: 'Not this week' } });
    const request = await look(id, 'comments { text author { name } } records { type actor { name } } outcomeReason');
    expect(request).toMatchObject({ comments: [{ text: 'See the ticket' }], outcomeReason: 'Not this week' });
    expect(listOf(request?.records).map(({ type }) => textOf(type))).toEqual([
      'request.submitted',
      'request.commented',
      'request.rejected',
    ]);
  });

  test('sees for each request what they may do, and why not where they may not', async () => {
    const { device } = await addDevice(server, world.admin.client, {
      organizationId: world.organizationId,
      name: 'of-mara',
      ownerId: world.approver.id,
    });
    const [other, own] = [await ask('may.payments.corp.com'), await ask('own.payments.corp.com', device)];
    const FIELDS = 'viewerCanApprove { allowed reasons } viewerCanVoid { allowed reasons }';
    expect(await look(other, FIELDS)).toMatchObject({
      viewerCanApprove: {
        allowed: true,
        reasons: ['The creator of this token is an admin of the trust profile Payments.'],
      },
      viewerCanVoid: { allowed: false },
    });
    expect(await look(own, FIELDS)).toMatchObject({
      viewerCanApprove: { allowed: false, reasons: [expect.stringContaining('does not allow self-approval')] },
    });
  });

  test('reads people by the name that they have, and what a machine did by the name of the machine', async () => {
    const { id, email } = await addPerson(server, world.root, {
      organizationId: world.organizationId,
      email: 'marta@corp.example',
      name: 'Marta Kowalska',
      role: 'OPERATOR',
    });
    const session = await signIn(server.url, email, PASSWORD);
    const asked = await session.client.change(SUBMIT, {
      input: { ...SEED, organizationId: world.organizationId, domains: ['named.payments.corp.com'] },
    });
    const REQUESTER = 'requester { kind id name displayName }';
    expect((await look(idOf(asked, 'request'), REQUESTER))?.requester).toEqual({
      kind: 'USER',
      id,
      name: email,
      displayName: 'Marta Kowalska',
    });
    expect((await look(await ask('unnamed.payments.corp.com'), REQUESTER))?.requester).toMatchObject({
      kind: 'DEVICE',
      name: 'web-01',
      displayName: 'web-01',
    });
  });

  test('decides many at once, each answered for itself', async () => {
    const [good, decided] = [await ask('bulk-a.internal.corp.com'), await ask('bulk-b.internal.corp.com')];
    await world.admin.client.ask(REJECT, { input: { requestId: decided, reason: 'Not this one' } });
    const absent = 'apr_01jd9m2c8xe7rbx5w9n4t6q3hc';
    const items = [good, decided, absent].map((requestId) => ({ requestId }));
    const { decideRequests } = await world.approver.client.ask(BULK, { input: { verdict: 'APPROVE', items } });
    expect(decideRequests?.userErrors).toEqual([]);
    expect(decideRequests?.results).toMatchObject([
      { requestId: good, request: { status: 'APPROVED' }, userErrors: [] },
      { requestId: decided, userErrors: [{ code: 'NOT_PENDING' }] },
      { requestId: absent, request: null, userErrors: [{ code: 'NOT_FOUND' }] },
    ]);
  });
});
