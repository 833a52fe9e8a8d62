import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedState, openGovernedState, wholeLedger } from '../ledger/testing/governed-state.ts';
import type { GovernedWorld } from '../ledger/testing/governed-world.ts';

describe('deciding', () => {
  let state: GovernedState;
  let world: GovernedWorld;
  let names = 0;
  beforeAll(async () => {
    state = await openGovernedState();
    world = state.world;
  });
  afterAll(() => state.close());

  const submit = async (profile: keyof GovernedWorld['profiles'] = 'payments') => {
    names += 1;
    const { request } = await state.server.commands.submitRequest(world.hana, {
      organizationId: world.organizationId,
      domains: [`d${names}.${profile}.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    return request.id;
  };
  const detailOf = async (requestId: string, type: string) => {
    const found = await state.open.database.pool.query<{ entry: string }>(
      'select entry from ledger_record where subject_id = $1 and type = $2 order by seq desc limit 1',
      [requestId, type],
    );
    return JSON.parse(found.rows[0]?.entry ?? '{}').detail;
  };

  describe('in bulk', () => {
    const codes = async (items: readonly { requestId: string; revision?: number }[], reason: string | null = null) =>
      (
        await state.server.commands.decideRequests(world.tomasz, {
          verdict: reason === null ? 'APPROVE' : 'REJECT',
          reason,
          items,
        })
      ).map(({ error, request }) => error?.code ?? request?.status);

    it('answers each item for itself, in the order of the items; one that fails touches no other', async () => {
      const [first, stale, last] = [await submit(), await submit(), await submit()];
      const items = [
        { requestId: first },
        { requestId: 'apr_00000000000000000000000000' },
        { requestId: stale, revision: 9 },
        { requestId: last },
      ];
      expect(await codes(items)).toEqual(['APPROVED', 'NOT_FOUND', 'STALE_REVIEW', 'APPROVED']);
      expect((await state.server.deps.reads.request(stale))?.row.status).toBe('PENDING');
    });

    it('answers a request that is named twice twice: the second time with what the first came to', async () => {
      const [rejected, voted, other] = [await submit(), await submit('core'), await submit()];
      expect(await codes([{ requestId: rejected }, { requestId: other }, { requestId: rejected }], 'No')).toEqual([
        'REJECTED',
        'REJECTED',
        'ALREADY_DECIDED',
      ]);
      await state.server.commands.updateTrustProfile(world.hana, {
        trustProfileId: world.profiles.core,
        requiredApprovals: 2,
      });
      const twice = await submit('core');
      expect(await codes([{ requestId: twice }, { requestId: twice }])).toEqual(['PENDING', 'ALREADY_DECIDED']);
      expect((await state.server.deps.reads.request(twice))?.decisions).toHaveLength(1);
      expect(voted).not.toBe(twice);
    });

    it('takes 1 to 100 items, and rejecting takes a reason for each', async () => {
      const many = new Array(101).fill({ requestId: 'apr_x' });
      await expect(codes(many)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['items'] });
      await expect(codes([])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect(await codes([{ requestId: await submit() }], ' ')).toEqual(['REASON_REQUIRED']);
    });
  });

  it('records with the submission and with each vote what the policy and the signals said at that moment', async () => {
    const { trustProfileId } = { trustProfileId: world.profiles.payments };
    const requestId = await submit();
    const submitted = await detailOf(requestId, 'request.submitted');
    expect(submitted.policy).toMatchObject({
      failed: [],
      warned: [],
      signals: [
        `previous certificate: No certificate has been issued for d${names}.payments.one.example before.`,
        'production: By its name, production is where others depend on it.',
      ],
    });
    expect(submitted.policy.passed).toBeGreaterThan(9);
    await state.server.commands.updateTrustProfile(world.hana, {
      trustProfileId,
      maxValidityDays: 1,
      defaultValidityDays: 1,
    });
    await state.server.commands.rejectRequest(world.tomasz, { requestId, reason: 'Too long' });
    const rejected = await detailOf(requestId, 'request.rejected');
    expect(rejected.policy.failed[0]).toMatch(/^validity: \d+ days is longer than the 1 that payments allows\.$/);
    expect(rejected.policy.warned[0]).toMatch(/^profile: payments has changed/);
    await state.server.commands.updateTrustProfile(world.hana, {
      trustProfileId,
      maxValidityDays: 397,
      defaultValidityDays: 90,
    });
    const approved = await submit();
    await state.server.commands.approveRequest(world.tomasz, { requestId: approved });
    expect((await detailOf(approved, 'request.approved')).policy).toMatchObject({ failed: [], warned: [] });
  });

  it('on a review that is stale says what changed since that review, by name', async () => {
    const trustProfileId = world.profiles.payments;
    const requestId = await submit();
    await state.server.commands.updateTrustProfile(world.hana, { trustProfileId, requiredApprovals: 2 });
    await state.server.commands.updateTrustProfile(world.hana, {
      trustProfileId,
      mandatoryReason: true,
      requiredApprovals: 1,
    });
    const vote = (revision: number) =>
      state.server.commands.approveRequest(world.tomasz, { requestId, revision, reason: 'Seen' });
    await expect(vote(2)).rejects.toMatchObject({
      code: 'STALE_REVIEW',
      message: expect.stringContaining('approvals required: 2 → 1'),
      changes: [
        { what: 'version of the trust profile' },
        { what: 'approvals required', before: '2', after: '1' },
        { what: 'reason required', before: 'no', after: 'yes' },
      ],
    });
    await expect(vote(1)).rejects.toMatchObject({
      changes: [{ what: 'version of the trust profile' }, { what: 'reason required', before: 'no', after: 'yes' }],
    });
    expect((await vote(3)).status).toBe('APPROVED');
  });

  it('leaves state that its records rebuild', async () => {
    await state.server.settle();
    expect(await state.verify(wholeLedger(world.organizationId))).toBeNull();
  });
});
