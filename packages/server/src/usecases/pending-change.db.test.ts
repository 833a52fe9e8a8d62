import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../domain/actor.ts';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { wholeLedger } from '../ledger/testing/governed-state.ts';
import { foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { verifyState } from '../ledger/verify-state.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import type { TrustProfileInput } from './application.ts';
import { userPrincipal } from './open-session.ts';

describe('an edit that widens a profile in use', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  let root: Principal;
  let world: GovernedWorld;
  let worlds = 0;
  /** A second admin, who is a member. */
  let mara: Principal;
  beforeAll(async () => {
    open = await openTestDatabase();
    server = await startGovernedServer(open);
    root = await setUpPlatform(server);
  });
  beforeEach(async () => {
    worlds += 1;
    world = await foundOrganization(server, open, root, `w${worlds}`);
    await ask('payments');
  });
  afterAll(async () => {
    await server.stop();
    await open.close();
  });

  const ask = (profile: keyof GovernedWorld['profiles'], who = world.hana, host = 'host') =>
    server.commands.submitRequest(who, {
      organizationId: world.organizationId,
      domains: [`${host}.${profile}.w${worlds}.example`],
      environment: 'production',
      justification: 'Asked for by a test',
    });
  const edit = (rules: TrustProfileInput, who = world.hana) =>
    server.commands.updateTrustProfile(who, { trustProfileId: world.profiles.payments, ...rules });
  const propose = async (who = world.hana, maxValidityDays = 600) => {
    const { change } = await edit({ maxValidityDays }, who);
    if (change === null) throw new Error('the edit was saved at once');
    return change;
  };
  const inForce = async () => {
    const row = await server.deps.reads.trustProfile(world.profiles.payments);
    if (row === null) throw new Error('no such profile');
    return row;
  };
  const addAdmin = async (name = 'mara') => {
    const { organizationId } = world;
    const email = `${name}@w${worlds}.example`;
    const member = { organizationId, email, name, role: 'ADMIN', password: 'a long enough password' } as const;
    mara = userPrincipal((await server.commands.inviteMember(root, member)).user);
    return mara;
  };
  const approve = (changeId: string, who: Principal, reason: string | null = null) =>
    server.commands.decidePendingChange(who, { changeId, verdict: 'APPROVE', reason });
  const reject = (changeId: string, who: Principal, reason = 'Too long') =>
    server.commands.decidePendingChange(who, { changeId, verdict: 'REJECT', reason });
  const recordsAbout = async (...ids: string[]) => {
    const found = await open.database.pool.query<{ type: string; entry: string }>(
      'select type, entry from ledger_record where subject_id = any ($1) order by ledger, seq',
      [ids],
    );
    return found.rows;
  };
  const codeOf = (what: Promise<unknown>) =>
    what.then(
      () => 'done',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    );

  it('changes nothing until a second admin approves it, and is then the next version', async () => {
    const change = await propose();
    expect(change).toMatchObject({ status: 'PENDING', baseVersion: 1, proposedByName: world.hana.actor.name });
    expect(change.widens).toEqual(['It allows a longer validity: 600 days instead of 397.']);
    expect(await inForce()).toMatchObject({ version: 1, rules: { maxValidityDays: 397 } });
    const decided = await approve(change.id, await addAdmin());
    expect(decided).toMatchObject({ status: 'APPROVED', decidedByName: mara.actor.name });
    expect(await inForce()).toMatchObject({ version: 2, rules: { maxValidityDays: 600 } });
    const types = (await recordsAbout(change.id, world.profiles.payments)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['change.proposed', 'change.decided', 'profile.changed']);
  });

  it('is saved at once where it only narrows, or the profile was never used', async () => {
    expect(await edit({ maxValidityDays: 90 })).toMatchObject({ change: null, profile: { version: 2 } });
    const unused = { trustProfileId: world.profiles.gateways, allowWildcards: true };
    expect(await server.commands.updateTrustProfile(world.hana, unused)).toMatchObject({ change: null });
  });

  it('is approved neither by who proposed it, through whatever they have, nor by an admin of the profile alone', async () => {
    const change = await propose();
    expect(await codeOf(approve(change.id, world.hana))).toBe('SELF_APPROVAL');
    expect(await codeOf(reject(change.id, world.hana))).toBe('SELF_APPROVAL');
    const { actor, ...rest } = world.hana;
    const { organizationId } = world;
    const token = { ...rest, actor: { ...actor, kind: 'token', id: 'tok_1' } as const, organizationId };
    expect(await codeOf(approve(change.id, { ...token, scopes: ['MANAGE'] }))).toBe('SELF_APPROVAL');
    expect(await codeOf(approve(change.id, world.tomasz))).toBe('NOT_ALLOWED');
    expect(await codeOf(approve(change.id, world.token))).toBe('FORBIDDEN');
    expect((await approve(change.id, root)).status).toBe('APPROVED');
  });

  it('by a token is proposed by the token’s creator', async () => {
    const { actor, ...rest } = world.hana;
    const scoped = { ...rest, scopes: ['MANAGE'] as const, organizationId: world.organizationId };
    const change = await propose({ ...scoped, actor: { ...actor, kind: 'token', id: 'tok_1' } });
    expect(change).toMatchObject({ proposedByKind: 'token', proposedByUserId: world.hana.userId });
    expect(await codeOf(approve(change.id, world.hana))).toBe('SELF_APPROVAL');
  });

  it('may be made by an admin of the profile, and waits for an admin of the organization whatever the setting', async () => {
    const { organizationId } = world;
    await server.commands.setSecondAdminRule(world.hana, { organizationId, required: false });
    const change = await propose(world.tomasz);
    expect((await approve(change.id, world.hana)).status).toBe('APPROVED');
  });

  it('is rejected with a reason, and not without', async () => {
    const change = await propose();
    expect(await codeOf(reject(change.id, root, ' '))).toBe('REASON_REQUIRED');
    expect(await reject(change.id, root)).toMatchObject({ status: 'REJECTED', reason: 'Too long' });
    expect(await inForce()).toMatchObject({ version: 1 });
    expect(await codeOf(approve(change.id, root))).toBe('ALREADY_DECIDED');
    expect(await codeOf(approve(change.id, await addAdmin()))).toBe('NOT_PENDING');
  });

  it('is withdrawn by who proposed it, and by nobody else', async () => {
    const change = await propose();
    const withdraw = (who: Principal) => server.commands.withdrawPendingChange(who, { changeId: change.id });
    expect(await codeOf(withdraw(root))).toBe('NOT_ALLOWED');
    expect(await withdraw(world.hana)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await codeOf(withdraw(world.hana))).toBe('NOT_PENDING');
    expect((await propose()).status).toBe('PENDING');
  });

  it('is the only one of its profile; one that narrows goes through and supersedes it', async () => {
    const change = await propose();
    expect(await codeOf(edit({ allowWildcards: true }, world.tomasz))).toBe('CHANGE_PENDING');
    await edit({ requiredApprovals: 2 }, world.tomasz);
    const superseded = await server.deps.reads.pendingChange(change.id);
    expect(superseded).toMatchObject({ status: 'SUPERSEDED', decidedByName: world.tomasz.actor.name });
    const late = approve(change.id, root);
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT', extra: { changed: ['approvals required: 1 → 2'] } });
    expect(await inForce()).toMatchObject({ version: 2, rules: { maxValidityDays: 397 } });
  });

  it('is refused at its approval if who proposed it may no longer make it', async () => {
    const change = await propose(world.tomasz);
    const role = { trustProfileId: world.profiles.payments, userId: world.tomasz.userId ?? '', role: null };
    await server.commands.setTrustProfileRole(world.hana, role);
    await expect(approve(change.id, world.hana)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/may no longer change payments/),
    });
    expect((await reject(change.id, world.hana)).status).toBe('REJECTED');
  });

  it('is judged anew at its approval: what it names must still be free', async () => {
    const { change } = await edit({ domains: [`*.payments.w${worlds}.example`, `more.w${worlds}.example`] });
    const { certificateAuthorityId } = (await inForce()).rules;
    await server.commands.createTrustProfile(world.hana, {
      organizationId: world.organizationId,
      name: 'Taker',
      certificateAuthorityId,
      domains: [`more.w${worlds}.example`],
    });
    expect(await codeOf(approve(change?.id ?? '', root))).toBe('PROFILE_OVERLAP');
  });

  it('decided by two admins at once is decided once', async () => {
    await addAdmin();
    for (let round = 0; round < 10; round += 1) {
      const change = await propose(world.hana, 600 + round);
      const codes = await Promise.all([codeOf(approve(change.id, root)), codeOf(reject(change.id, mara))]);
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      expect(codes.filter((code) => code === 'NOT_PENDING')).toHaveLength(1);
      const decided = await recordsAbout(change.id);
      expect(decided.map(({ type }) => type)).toEqual(['change.proposed', 'change.decided']);
    }
  });

  it('approved while the profile is edited is either the version before that edit, or superseded by it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { version, rules } = await inForce();
      const change = await propose(world.hana, rules.maxValidityDays + 1);
      const [approved] = await Promise.all([
        codeOf(approve(change.id, root)),
        edit({ expireAfterHours: 100 + round }, world.tomasz),
      ]);
      const now = await inForce();
      expect(now.rules.expireAfterHours).toBe(100 + round);
      const wasFirst = approved === 'done';
      expect(approved).toMatch(/done|CONFLICT/);
      expect(now).toMatchObject({ version: version + (wasFirst ? 2 : 1) });
      expect(now.rules.maxValidityDays).toBe(rules.maxValidityDays + (wasFirst ? 1 : 0));
    }
  });

  it('proposed by two people at once is proposed once', async () => {
    const codes = await Promise.all([codeOf(edit({ allowWildcards: true })), codeOf(propose(world.tomasz))]);
    expect(codes.toSorted()).toEqual(['CHANGE_PENDING', 'done']);
  });

  it('needs no second admin where a single one has turned that off, until there is a second one', async () => {
    const { organizationId, hana } = world;
    const setTo = (required: boolean) => server.commands.setSecondAdminRule(hana, { organizationId, required });
    expect(await codeOf(server.commands.setSecondAdminRule(world.tomasz, { organizationId, required: false }))).toBe(
      'NOT_ALLOWED',
    );
    expect(await setTo(false)).toMatchObject({ requireSecondAdmin: false });
    expect(await edit({ maxValidityDays: 500 })).toMatchObject({ change: null, profile: { version: 2 } });
    await addAdmin();
    expect((await propose(hana, 501)).status).toBe('PENDING');
    expect(await setTo(true)).toMatchObject({ requireSecondAdmin: true });
    expect(await codeOf(setTo(false))).toBe('INVALID_INPUT');
    const told = (await recordsAbout(organizationId)).filter(({ entry }) => entry.includes('requireSecondAdmin'));
    expect(told.map(({ type }) => type)).toEqual(['organization.changed', 'organization.changed']);
  });

  it('ends with its profile, whose waiting requests can then be rejected but not approved', async () => {
    const change = await propose();
    const { request } = await ask('payments', world.tomasz);
    expect(
      await codeOf(server.commands.retireTrustProfile(world.tomasz, { trustProfileId: world.profiles.payments })),
    ).toBe('NOT_ALLOWED');
    await server.commands.retireTrustProfile(world.hana, { trustProfileId: world.profiles.payments });
    expect(await server.deps.reads.pendingChange(change.id)).toMatchObject({ status: 'SUPERSEDED' });
    await expect(server.commands.approveRequest(world.hana, { requestId: request.id })).rejects.toMatchObject({
      code: 'POLICY_VIOLATION',
      message: expect.stringMatching(/has been retired/),
    });
    expect(await codeOf(ask('payments', world.tomasz, 'later'))).toBe('NO_TRUST_PROFILE');
    const again = server.commands.retireTrustProfile(world.hana, { trustProfileId: world.profiles.payments });
    expect(await codeOf(again)).toBe('CONFLICT');
    const rejected = await server.commands.rejectRequest(world.hana, { requestId: request.id, reason: 'Retired' });
    expect(rejected.status).toBe('REJECTED');
  });

  it('leaves tables that are what the records say', async () => {
    const change = await propose();
    await approve(change.id, root);
    await propose(world.hana, 700);
    await server.settle();
    const found = await withClient(open.database.url, async (client) => {
      await client.query('begin isolation level repeatable read read only');
      return verifyState(client, wholeLedger(world.organizationId));
    });
    expect(found).toBeNull();
  });
});
