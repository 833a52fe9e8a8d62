import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../store/embedded/database-connection.ts';
import { type GovernedState, openGovernedState, wholeLedger } from './testing/governed-state.ts';

const PLATFORM = wholeLedger('platform');

describe('the state, rebuilt from the ledger', () => {
  let state: GovernedState;
  let organizationId = '';
  beforeAll(async () => {
    state = await openGovernedState();
    ({ organizationId } = state.world);
  });
  afterAll(() => state.close());

  it('is what the tables hold after everything that the use cases can do', async () => {
    const reports: number[] = [];
    expect(await state.verify(wholeLedger(organizationId), (checked) => void reports.push(checked))).toBeNull();
    expect(reports.at(-1)).toBeGreaterThan(20);
    expect(await state.verify(wholeLedger(state.other.organizationId))).toBeNull();
    expect(await state.verify(PLATFORM)).toBeNull();
  });

  it('is not compared where there is no ledger to go by', async () => {
    expect(await state.verify({ organizationId, ledgers: [] })).toBeNull();
    expect(await state.verify(wholeLedger('org_none'))).toBeNull();
  });

  it('knows what was revoked while the organization was sealed: the platform’s ledger tells', async () => {
    const { server, world, other } = state;
    const { request } = await server.commands.submitRequest(other.hana, {
      organizationId: other.organizationId,
      domains: ['sealed.previews.two.example'],
      environment: 'production',
    });
    await server.settle();
    const certificate = await server.deps.reads.certificateOf(request.id);
    const seal = (at: string) =>
      withClient(state.open.test.superuserUrl, (client) =>
        client.query(
          `update ledger_head set sealed_at = ${at}, sealed_because = 'it is broken' where organization_id = $1`,
          [other.organizationId],
        ),
      );
    await seal('now()');
    server.deps.policies.forget(other.organizationId);
    const revoke = { certificateId: certificate?.id ?? '', reason: 'KEY_COMPROMISE' } as const;
    await server.commands.revokeCertificate(world.root, revoke);
    await seal('null');
    server.deps.policies.forget(other.organizationId);

    expect(await state.verify(wholeLedger(other.organizationId))).toBeNull();
    const seq = await state.newest(revoke.certificateId);
    const undone = `update certificate set revoked_at = null, revocation_reason = null where id = '${revoke.certificateId}'`;
    expect(await state.verifyEdited([undone], wholeLedger(other.organizationId))).toMatchObject({
      what: 'state edited',
      seq: await state.newest(request.id, 'certificate.issued'),
      explanation: `The certificate of request ${request.id} has revoked_at empty in its table, but record ${seq} of the ledger platform set it.`,
    });
  });

  const edits: readonly [string, () => string, string][] = [
    [
      'a person made a superuser',
      () => `update app_user set platform_role = 'SUPERUSER' where id = '${state.world.tomasz.actor.id}'`,
      'User tomasz@one.example has platform_role “SUPERUSER” in its table, but no record says so',
    ],
    [
      'a person put in',
      () => `insert into app_user values ('usr_made', 'made@corp.example', 'Made', null, null, now(), null)`,
      'User usr_made stands in its table, but no record tells of it.',
    ],
    [
      'a password given to somebody who never chose one',
      () => `update app_user set password_hash = 'planted' where email = 'vera@one.example'`,
      'User vera@one.example has password_hash “a hash” in its table, but no record says so',
    ],
    [
      'an organization put in',
      () =>
        `insert into organization (id, slug, name, environments, created_at, require_second_admin)
          values ('org_made', 'made', 'Made', '{}', now(), false)`,
      'Organization org_made stands in its table, but no record tells of it.',
    ],
    [
      'an organization taken out',
      () => `delete from organization where id = '${state.other.organizationId}'`,
      'Organization Corp two is missing in its table, but record ',
    ],
  ];
  it.each(edits)('of the platform is not that with %s', async (_what, edit, says) => {
    const found = await state.verifyEdited([edit()], PLATFORM);
    expect(found).toMatchObject({ what: 'state edited', explanation: expect.stringContaining(says) });
    expect(found?.seq).toBeGreaterThan(0);
  });
});
