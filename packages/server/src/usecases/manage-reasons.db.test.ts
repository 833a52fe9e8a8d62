import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReasonKind } from '../domain/managed-reason.ts';
import { type GovernedState, openGovernedState, wholeLedger } from '../ledger/testing/governed-state.ts';
import type { GovernedWorld } from '../ledger/testing/governed-world.ts';

describe('the vocabulary of reasons', () => {
  let state: GovernedState;
  let world: GovernedWorld;
  beforeAll(async () => {
    state = await openGovernedState();
    world = state.world;
  });
  afterAll(() => state.close());

  const create = (text: string, kind: ReasonKind = 'REJECT', who = world.hana) =>
    state.server.commands.createReason(who, { organizationId: world.organizationId, kind, text });
  const entries = async () => {
    const snapshot = await state.server.deps.policies.current(world.organizationId);
    return [...(snapshot?.reasons.values() ?? [])];
  };
  const submit = async () => {
    const { request } = await state.server.commands.submitRequest(world.hana, {
      organizationId: world.organizationId,
      domains: [`r${Date.now()}-${Math.floor(Math.random() * 1e9)}.payments.one.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
    return request.id;
  };
  const lastRecord = async (subjectId: string) => {
    const found = await state.open.database.pool.query<{ entry: string }>(
      'select entry from ledger_record where subject_id = $1 order by seq desc limit 1',
      [subjectId],
    );
    return JSON.parse(found.rows[0]?.entry ?? '{}');
  };

  it('is managed by admins, and by nobody else', async () => {
    await expect(create('Not by an operator', 'REJECT', world.tomasz)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(create('By a stranger', 'REJECT', state.other.hana)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const made = await create('By an admin');
    const update = { reasonId: made.id, text: 'Mine' };
    await expect(state.server.commands.updateReason(world.tomasz, update)).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await expect(state.server.commands.updateReason(state.other.hana, update)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is ledgered entry by entry, before and after', async () => {
    const { id, sortOrder } = await create('Wrong environment', 'VOID');
    expect(await lastRecord(id)).toMatchObject({
      type: 'setting.changed',
      subject: { kind: 'setting', id },
      detail: {
        setting: 'reason',
        before: null,
        after: { kind: 'VOID', text: 'Wrong environment', sortOrder, active: true },
      },
    });
    await state.server.commands.updateReason(world.hana, { reasonId: id, active: false });
    expect((await lastRecord(id)).detail).toEqual({
      setting: 'reason',
      before: { active: true },
      after: { active: false },
    });
  });

  it('holds no two entries of one kind that read alike, unless one is not in use any more', async () => {
    const first = await create('Duplicate');
    await expect(create('duplicate')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['text'] });
    await create('Duplicate', 'APPROVE');
    await state.server.commands.updateReason(world.hana, { reasonId: first.id, active: false });
    const second = await create('Duplicate');
    await expect(
      state.server.commands.updateReason(world.hana, { reasonId: first.id, active: true }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(second.sortOrder).toBeGreaterThan(first.sortOrder);
  });

  it('is put in another order as a whole, and only by whoever has seen all of it', async () => {
    const [a, b, c] = [await create('A', 'REQUEST'), await create('B', 'REQUEST'), await create('C', 'REQUEST')];
    const reorder = (reasonIds: readonly string[]) =>
      state.server.commands.reorderReasons(world.hana, {
        organizationId: world.organizationId,
        kind: 'REQUEST',
        reasonIds,
      });
    const all = (await entries()).filter(({ kind }) => kind === 'REQUEST').map(({ id }) => id);
    const rest = all.filter((id) => ![a.id, b.id, c.id].includes(id));
    expect((await reorder([c.id, a.id, b.id, ...rest])).map(({ text }) => text).slice(0, 3)).toEqual(['C', 'A', 'B']);
    for (const wrong of [
      [c.id, a.id],
      [c.id, c.id, a.id, b.id, ...rest],
      [...all, 'rsn_other'],
    ]) {
      await expect(reorder(wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['reasonIds'] });
    }
  });

  it('gives a decision its words, frozen in the record: what is reworded later changes no decision', async () => {
    const reason = await create('No reference');
    const requestId = await submit();
    const rejected = await state.server.commands.rejectRequest(world.tomasz, {
      requestId,
      reasonId: reason.id,
      reason: 'ask INFRA',
    });
    await state.server.commands.updateReason(world.hana, { reasonId: reason.id, text: 'No reference named' });
    expect(rejected.outcomeReason).toBe('No reference: ask INFRA');
    expect((await lastRecord(requestId)).detail.reason).toBe('No reference: ask INFRA');
    expect((await state.server.deps.reads.request(requestId))?.decisions[0]?.reason).toBe('No reference: ask INFRA');
  });

  it('serves voiding and deciding in bulk as well', async () => {
    const reason = await create('Asked by mistake', 'VOID');
    const voided = await state.server.commands.voidRequest(world.hana, {
      requestId: await submit(),
      reasonId: reason.id,
    });
    expect(voided.outcomeReason).toBe('Asked by mistake');
    const bulk = await create('Cleaning up', 'REJECT');
    const items = [{ requestId: await submit() }, { requestId: await submit() }];
    const answers = await state.server.commands.decideRequests(world.tomasz, {
      verdict: 'REJECT',
      reasonId: bulk.id,
      items,
    });
    expect(answers.map(({ request }) => request?.outcomeReason)).toEqual(['Cleaning up', 'Cleaning up']);
  });

  it('refuses an entry that is not in use any more, also one that was taken out of use in this very moment', async () => {
    const reason = await create('Soon gone');
    const requestId = await submit();
    const [decided] = await Promise.allSettled([
      state.server.commands.rejectRequest(world.tomasz, { requestId, reasonId: reason.id }),
      state.server.commands.updateReason(world.hana, { reasonId: reason.id, active: false }),
    ]);
    const records = await state.open.database.pool.query<{ subject: string }>(
      'select subject_id as subject from ledger_record where subject_id = any($1) order by seq',
      [[requestId, reason.id]],
    );
    const order = records.rows.map(({ subject }) => subject);
    // Submitted and created came first. Whoever decided was either before it went, or was refused.
    const wasDecided = order.filter((subject) => subject === requestId).length > 1;
    expect(wasDecided).toBe(decided.status === 'fulfilled');
    if (wasDecided) expect(order.lastIndexOf(requestId)).toBeLessThan(order.lastIndexOf(reason.id));
    const again = state.server.commands.rejectRequest(world.tomasz, { requestId: await submit(), reasonId: reason.id });
    await expect(again).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['reasonId'] });
  });

  it('tells nobody of another organization’s request by what is wrong with the reason', async () => {
    const stranger = state.server.commands.rejectRequest(state.other.hana, {
      requestId: await submit(),
      reasonId: 'rsn_x',
    });
    await expect(stranger).rejects.toMatchObject({ code: 'NOT_FOUND', field: null });
    const foreign = await state.server.commands.createReason(state.other.hana, {
      organizationId: state.other.organizationId,
      kind: 'REJECT',
      text: 'Of another organization',
    });
    await expect(
      state.server.commands.rejectRequest(world.tomasz, { requestId: await submit(), reasonId: foreign.id }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['reasonId'] });
  });

  it('is rebuilt from its records, and an edit of its table is found', async () => {
    expect(await state.verify(wholeLedger(world.organizationId))).toBeNull();
    const edited = await state.verifyEdited(
      [
        `update reason set text = 'Approved by nobody' where organization_id = '${world.organizationId}' and text = 'Wrong environment'`,
      ],
      wholeLedger(world.organizationId),
    );
    expect(edited?.explanation).toContain('Approved by nobody');
  });
});
