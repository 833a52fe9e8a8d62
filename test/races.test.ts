import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOf, textOf } from './harness/graphql-client.ts';
import { brokenInvariants } from './harness/invariants.ts';
import { removeDataFolder, type ServerProcess, startServer } from './harness/server-process.ts';
import { APPROVE, addProfile, makeWorld, REJECT, SEED, VOID, type World } from './harness/world.ts';

const ROUNDS = 200;

describe('races', () => {
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

  test('the same submission a hundred times at once is one request', async () => {
    const body = { ...SEED, domains: ['hundred.internal.corp.com'] };
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.device.enroll(body)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.body.approval_id)).size).toBe(1);
  });

  test('the same Idempotency-Key a hundred times at once is one request, and another body is refused', async () => {
    const headers = { 'idempotency-key': 'deploy-1234' };
    const body = { ...SEED, domains: ['keyed.internal.corp.com'] };
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.device.enroll(body, headers)));
    expect(new Set(answers.map((answer) => answer.body.approval_id)).size).toBe(1);
    const other = await world.device.enroll({ ...body, justification: 'Something else altogether' }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } });
  });

  test('approve, reject and void at once: one outcome each, and the losers learn which', async () => {
    const submitted = await Promise.all(
      Array.from({ length: ROUNDS }, (_, round) =>
        world.device.enroll({ ...SEED, domains: [`race-${round}.internal.corp.com`] }),
      ),
    );
    await Promise.all(
      submitted.map(async ({ body: { approval_id: requestId } }) => {
        const decisions = await Promise.all([
          world.approver.client.ask(APPROVE, { input: { requestId } }),
          world.admin.client.ask(REJECT, { input: { requestId, reason: 'Lost the race or won it' } }),
          world.admin.client.ask(VOID, { input: { requestId, reason: 'Lost the race or won it' } }),
        ]);
        const outcomes = decisions.map((data) =>
          listOf(Object.values(data)[0]?.userErrors).map(({ code }) => textOf(code)),
        );
        const won = outcomes.filter((codes) => codes.length === 0);
        const lost = outcomes.flat();
        // A void may still follow an approval that is not issued yet: then both were right, one after the other.
        expect(won.length).toBeGreaterThanOrEqual(1);
        for (const code of lost) expect(['NOT_PENDING', 'ALREADY_DECIDED', 'CONFLICT']).toContain(code);
      }),
    );
    expect(
      await brokenInvariants(server, {
        submitted: submitted.map(({ body }) => body.approval_id ?? ''),
        approved: [],
        issued: new Map(),
      }),
    ).toEqual([]);
  });

  test('two people who approve the last open vote at once: both count once, one certificate', async () => {
    const profile = await addProfile(world.admin.client, {
      organizationId: world.organizationId,
      name: 'Two of two',
      domains: ['*.two.corp.com'],
      certificateAuthorityId: world.certificateAuthorityId,
      allowAllDevices: true,
      requiredApprovals: 2,
    });
    await world.admin.client.change(
      'mutation ($input: SetTrustProfileRoleInput!) { setTrustProfileRole(input: $input) { trustProfile { id } userErrors { code message field } } }',
      { input: { trustProfileId: profile, userId: world.approver.id, role: 'ADMIN' } },
    );
    // Who registered the device counts as its requester; the second vote comes from the platform's superuser.
    const asked = await world.device.enroll({ ...SEED, domains: ['x.two.corp.com'] });
    const requestId = asked.body.approval_id;
    const own = await world.admin.client.refused(APPROVE, { input: { requestId } });
    expect(own.code).toBe('SELF_APPROVAL');
    const both = await Promise.all([
      world.approver.client.change(APPROVE, { input: { requestId } }),
      world.root.change(APPROVE, { input: { requestId } }),
    ]);
    expect(both.map((payload) => textOf(payload.request?.status)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'APPROVED',
      'PENDING',
    ]);
    const again = await world.approver.client.refused(APPROVE, { input: { requestId } });
    expect(['ALREADY_DECIDED', 'NOT_PENDING']).toContain(again.code);
  });

  test('a decision on a revision that is no longer so is stale', async () => {
    const asked = await world.device.enroll({ ...SEED, domains: ['stale.internal.corp.com'] });
    const requestId = asked.body.approval_id;
    await world.admin.client.change(
      'mutation ($input: UpdateTrustProfileInput!) { updateTrustProfile(input: $input) { trustProfile { version } userErrors { code message field } } }',
      { input: { trustProfileId: world.profileId, maxValidityDays: 120 } },
    );
    const stale = await world.approver.client.refused(APPROVE, { input: { requestId, revision: 1 } });
    expect(stale.code).toBe('STALE_REVIEW');
    const { request } = await world.approver.client.ask('query ($id: ID!) { request(id: $id) { revision } }', {
      id: requestId,
    });
    await world.approver.client.change(APPROVE, { input: { requestId, revision: request?.revision } });
  });
});
